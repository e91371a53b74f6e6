"""Decisions about classes, on values alone."""

from lms.classes.rules.paper import meeting_from_code, paper_code

__all__ = ["meeting_from_code", "paper_code"]
