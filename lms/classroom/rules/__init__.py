"""Decisions about quizzes with a class, on values alone."""
