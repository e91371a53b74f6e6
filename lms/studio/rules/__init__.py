"""Decisions about drafts and their files, on values alone."""
