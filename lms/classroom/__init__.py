"""Quizzes with a whole class: on the projector, on paper, with a trainer's finger on the glass."""
