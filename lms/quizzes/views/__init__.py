"""A module's quiz: its first page, one question a page, and the result."""

from flask import Blueprint

pages = Blueprint("quizzes", __name__, template_folder="../templates")

from lms.quizzes.views import questions, quiz  # noqa: E402, F401  they put their pages onto the blueprint
