"""The bank of a module: each question answerable, each wrong answer explained."""

from lms.catalogue.authoring.questions.reading import read_questions

__all__ = ["read_questions"]
