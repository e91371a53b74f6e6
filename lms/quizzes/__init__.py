"""Attempts, answers, marking."""
