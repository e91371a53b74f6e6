"""The nine kinds of question."""

from flask_babel import lazy_gettext as _l

from lms.studio.rules.parts import Part
from lms.studio.rules.shapes.courses import SMALL_LETTERS

Options = tuple[tuple[str, str], ...]
_TEXT = Part("text", "line", _l("Text"), spoken=True)
_BECAUSE = Part("because", "long", _l("Why"), spoken=True)
_CHOICES = Part(
    "choices",
    "rows",
    _l("Choices"),
    _l("A wrong choice says kindly why. “I don't know yet” is added by itself."),
    add=_l("Add a choice"),
    parts=(_TEXT, Part("right", "flag", _l("This is right")), _BECAUSE),
)
_MOVES = Part(
    "moves",
    "rows",
    _l("What one can do here"),
    _l("2 to 4. Where the story ends there are none."),
    add=_l("Add something one can do"),
    parts=(_TEXT, Part("to", "line", _l("Leads to the scene"))),
)
_OWN: dict[str, tuple[Part, ...]] = {
    "single": (_CHOICES,),
    "multiple": (_CHOICES,),
    "truefalse": (Part("answer", "truth", _l("Is what the question says true?")),),
    "ordering": (
        Part(
            "items",
            "rows",
            _l("Items in the right order"),
            _l("3 to 6. Learners see them shuffled."),
            bare=True,
            add=_l("Add an item"),
            parts=(_TEXT,),
        ),
    ),
    "matching": (
        Part(
            "pairs",
            "rows",
            _l("Pairs"),
            _l("3 to 5. No two matches alike."),
            add=_l("Add a pair"),
            parts=(
                Part("prompt", "line", _l("This"), spoken=True),
                Part("match", "line", _l("belongs to this"), spoken=True),
            ),
        ),
        Part(
            "extra",
            "rows",
            _l("Matches that belong to nothing"),
            bare=True,
            add=_l("Add one that belongs to nothing"),
            parts=(_TEXT,),
        ),
    ),
    "number": (
        Part("answer", "quantity", _l("The right number"), _l("Such as 50000 or 0.5.")),
        Part("tolerance", "quantity", _l("How far off is still right"), _l("Empty means exactly.")),
        Part("unit", "line", _l("Unit behind the field"), spoken=True),
    ),
    "text": (
        Part("accepted", "lines", _l("Right answers"), _l("One a line."), spoken=True, compared=True),
        Part("accents", "flag", _l("Accents count")),
        Part("case", "flag", _l("Capital letters count")),
    ),
    "hotspot": (
        Part("picture", "pick", _l("Picture")),
        Part("alt", "long", _l("What the picture shows, in words"), spoken=True),
        Part(
            "spots",
            "rows",
            _l("Spots on the picture"),
            _l("3 to 6, at least one a sign of a scam and one not."),
            add=_l("Add a spot"),
            parts=(
                _TEXT,
                Part(
                    "box",
                    "box",
                    _l("Where"),
                    _l("Left, top, width and height in per cent, such as 8 52 80 12."),
                ),
                Part("scam", "flag", _l("A sign of a scam")),
                _BECAUSE,
            ),
        ),
    ),
    "scenario": (
        Part(
            "scenes",
            "rows",
            _l("Scenes"),
            _l("3 to 8. The story begins with the first; an end is good or bad and says why."),
            add=_l("Add a scene"),
            parts=(
                Part("id", "line", _l("Short name"), SMALL_LETTERS),
                Part("text", "long", _l("What happens"), spoken=True),
                _MOVES,
                Part("good", "truth", _l("If the story ends here: is it a good end?")),
                _BECAUSE,
            ),
        ),
    ),
}
KINDS = tuple(_OWN)
_LEVELS = (("1", _l("Easy")), ("2", _l("Medium")), ("3", _l("Hard")))


def question_parts(kind: str, lessons: Options, pictures: Options) -> tuple[Part, ...]:
    """What a question of this kind lets one fill in.

    Raises:
        KeyError: there is no such kind.
    """
    own = _OWN[kind]
    if kind == "hotspot":
        own = (Part("picture", "pick", _l("Picture"), options=pictures), *own[1:])
    return (
        Part("lesson", "pick", _l("Lesson"), options=lessons),
        Part("difficulty", "level", _l("Difficulty"), options=_LEVELS),
        Part(
            "outcome",
            "line",
            _l("What it shows that one can do"),
            _l("A word of your own, such as gui-tien."),
        ),
        Part("ask", "long", _l("Question"), spoken=True),
        *own,
        Part("because", "long", _l("Why: shown after every answer"), spoken=True),
        Part("id", "line", _l("Short name"), _l("Empty means that it gets one by itself.")),
    )
