"""Decisions about calls, reminders and how attendance goes, on values alone."""
