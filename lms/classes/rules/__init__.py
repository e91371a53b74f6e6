"""Decisions about classes, on values alone."""
