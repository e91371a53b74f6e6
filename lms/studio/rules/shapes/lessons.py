"""A lesson in one language: its head and its steps."""

from flask_babel import lazy_gettext as _l

from lms.studio.rules.parts import Part
from lms.studio.rules.shapes.courses import SOURCED

ORIGINAL = "vi"
STEPS = Part(
    "steps",
    "rows",
    _l("Steps"),
    _l("5 to 8 steps, each on a page of its own, the same number in every language."),
    add=_l("Add a step"),
    parts=(
        Part("title", "line", _l("Heading of the step")),
        Part("text", "long", _l("Text of the step")),
    ),
)
_HEAD = (
    Part("title", "line", _l("Title of the lesson")),
    Part("goal", "line", _l("What one can do afterwards")),
)
_BESIDE = (
    Part(
        "loudspeaker",
        "long",
        _l("For the village loudspeaker"),
        _l("30 seconds: 70 to 100 syllables in Vietnamese."),
    ),
    Part("poster", "lines", _l("Poster"), _l("Three short lines.")),
)
_KEPT_ONCE = (
    Part(
        "sources",
        "rows",
        _l("Sources"),
        _l("Where it says what the lesson says, and when somebody looked."),
        always=True,
        add=_l("Add a source"),
        parts=(Part("fact", "line", _l("What the lesson says")), *SOURCED),
    ),
    Part(
        "frameworks",
        "group",
        _l("Competences it teaches"),
        parts=(
            Part("digcomp", "lines", _l("DigComp"), _l("Such as 4.2, one a line."), always=True),
            Part("dlgf", "lines", _l("DLGF"), _l("Such as 0.1, one a line."), always=True),
        ),
    ),
    Part("review", "lines", _l("What somebody should still look up"), _l("One thing a line."), always=True),
)


def lesson_parts(language: str) -> tuple[Part, ...]:
    """What is the same in every language stands once, with the original."""
    if language == ORIGINAL:
        minutes = Part("minutes", "whole", _l("Minutes"), _l("Usually 5 to 8."))
        return (*_HEAD, minutes, STEPS, *_BESIDE, *_KEPT_ONCE)
    return (*_HEAD, STEPS, *_BESIDE)
