"""Completion rates, targets, exports."""
