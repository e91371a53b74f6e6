"""Enrolment, progress, completion."""
