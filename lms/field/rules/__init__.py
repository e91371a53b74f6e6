"""Decisions about what a phone takes along and what it brings back, on values alone."""
