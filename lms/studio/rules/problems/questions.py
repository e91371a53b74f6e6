"""Of questions, kind by kind."""

from typing import Any

from flask_babel import lazy_gettext as _l

from lms.studio.rules.problems.files import NAME

SENTENCES: tuple[tuple[str, Any], ...] = (
    ("this file is a list.*", _l("This file is a list: every question begins with a hyphen.")),
    ("type is one of (?P<name>.*), in quotation marks", _l("The kind is one of these: %(name)s")),
    (
        r"a quiz draws (?P<a>\d+) questions; there are only (?P<b>\d+) here",
        _l("A quiz draws %(a)s questions; there are only %(b)s here."),
    ),
    (f"no question is about the lesson {NAME}", _l("No question is about the lesson %(name)s.")),
    ("a wrong choice says why it is wrong", _l("A wrong choice says why it is wrong.")),
    ("a right choice needs no reason.*", _l("A right choice needs no reason.")),
    ("leave this choice out.*", _l("Leave this choice out: “I don't know yet” is added by itself.")),
    (
        r"a single question has exactly one right choice; this one has (?P<a>\d+)",
        _l("Exactly one choice is right; here it is %(a)s."),
    ),
    (
        r"a \w+ question has (?P<a>\d+) or (?P<b>\d+) choices; this one has (?P<c>\d+)",
        _l("There are %(a)s or %(b)s choices; this question has %(c)s."),
    ),
    (
        "a multiple question has two or more right.*",
        _l("Two or more choices are right, and at least one is wrong."),
    ),
    ("nothing is left of this answer.*", _l("Nothing is left of this answer without marks and accents.")),
    ("this answer counts already.*", _l("This answer counts already.")),
    ("at least one spot is a sign of a scam.*", _l("At least one spot is a sign of a scam.")),
    ("at least one spot is harmless.*", _l("At least one spot is harmless.")),
    (
        r"this box covers too much of spot (?P<a>\d+).*",
        _l("This box covers too much of spot %(a)s: a finger could not tell them apart."),
    ),
    ("this box reaches out of the picture.*", _l("This box reaches out of the picture.")),
    (
        r"this box is too small to touch: in this picture at least (?P<a>\d+) wide and (?P<b>\d+) high",
        _l(
            "This box is too small for a finger: in this picture at least %(a)s per cent wide and %(b)s high."
        ),
    ),
    ("the story begins here.*", _l("The story begins here, so there is something one can do.")),
    ("a story has at least one .* end.*", _l("A story has at least one good and one bad end.")),
    ("no move leads to this scene", _l("Nothing leads to this scene.")),
    (f"there is no scene {NAME}", _l("There is no scene %(name)s.")),
    ("an end says why it is good or bad", _l("An end says why it is good or bad.")),
    ("only an end has this.*", _l("Only an end has this: here the story goes on.")),
    ("from here the story never ends.*", _l("From here the story goes round in a circle and never ends.")),
    (
        "write moves, or say that the story ends.*",
        _l("Say what one can do here, or whether the story ends well."),
    ),
)
