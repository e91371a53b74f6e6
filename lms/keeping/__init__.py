"""Keeping people: calls after an absence, reminders the day before, and how attendance goes."""
