"""What a unit may change of a lesson, and what must stay."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal

STEPS = range(5, 9)


class NotThisLesson(Refusal):
    """A unit's version strays from the lesson it stands for."""


def check_variant(lesson_slug: str, languages: Iterable[str], document: dict[str, Any]) -> None:
    """Raises:
    NotThisLesson: it is another lesson, has too few or too many steps, or lacks a language of the course.
    """
    if document.get("slug") != lesson_slug:
        raise NotThisLesson(_l("The short name of the lesson must stay as it is."))
    steps = document.get("steps", [])
    if len(steps) not in STEPS:
        raise NotThisLesson(_l("A lesson has 5 to 8 steps."))
    texts = [document.get(name, {}) for name in ("title", "goal")]
    texts += [step.get(name, {}) for step in steps for name in ("title", "html")]
    if any(not text.get(language) for text in texts for language in languages):
        raise NotThisLesson(_l("Every step must be there in every language of the course."))
