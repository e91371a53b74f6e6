"""What the check says, in the reader's language: its sentences are English, authors are not."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l

_NAME = "“(?P<name>.*)”"
_SENTENCES: tuple[tuple[str, Any], ...] = (
    ("this field is missing|this file is missing", _l("This is missing.")),
    ("nothing is written here|this file is empty", _l("Nothing is written here.")),
    ("this step is empty", _l("This step is empty.")),
    (f"the language {_NAME} is missing", _l("The language %(name)s is missing.")),
    (r"this is longer than (?P<a>\d+) letters", _l("This has more than %(a)s letters.")),
    (r"this number must be at least (?P<a>\d+)", _l("This number is at least %(a)s.")),
    (r"this number must be at most (?P<a>\d+)", _l("This number is at most %(a)s.")),
    (
        r"there (?:is|are) (?P<b>\d+) entr.* here; at least (?P<a>\d+) belong here",
        _l("There are %(b)s here; there should be at least %(a)s."),
    ),
    (
        r"there (?:is|are) (?P<b>\d+) entr.* here; at most (?P<a>\d+) belong here",
        _l("There are %(b)s here; there should be at most %(a)s."),
    ),
    ("here belongs a whole number.*", _l("A whole number belongs here.")),
    ("here belongs a number such as .*", _l("A number such as 50000 or 0.5 belongs here.")),
    ("use only small letters a to z.*", _l("Small letters without accents, digits and hyphens.")),
    ('write the day as "2026-11-21"', _l("Write the day as 2026-11-21.")),
    (
        r"a lesson has (?P<a>\d+) to (?P<b>\d+) steps; this one has (?P<c>\d+)",
        _l("A lesson has %(a)s to %(b)s steps; this one has %(c)s."),
    ),
    (
        r"this file has (?P<a>\d+) steps, the “(?P<name>.*)” file has (?P<b>\d+); they must match",
        _l("There are %(a)s steps here and %(b)s in the language %(name)s; it must be the same number."),
    ),
    (
        r"a quiz draws (?P<a>\d+) questions; there are only (?P<b>\d+) here",
        _l("A quiz draws %(a)s questions; there are only %(b)s here."),
    ),
    (f"no question is about the lesson {_NAME}", _l("No question is about the lesson %(name)s.")),
    (f"no skill belongs to the lesson {_NAME}.*", _l("No skill belongs to the lesson %(name)s.")),
    ("at least one skill is required: true", _l("At least one skill must be needed for completing.")),
    ("no lesson uses this value", _l("No lesson uses this fact.")),
    (f"facts.yaml has no {_NAME}", _l("There is no fact called %(name)s.")),
    (
        f"the address {_NAME} is not in facts.yaml.*",
        _l("The address %(name)s is no fact yet. Add it there with its source."),
    ),
    (f"{_NAME} is a word we never use.*", _l("We never write “%(name)s”. Say what to do instead.")),
    (
        r"this sentence has more than (?P<a>\d+) .*; make two of it: “(?P<name>.*)”",
        _l("This sentence has more than %(a)s syllables or words. Make two of it: “%(name)s”"),
    ),
    ("the sentences have .* read well", _l("The sentences are too long on average. Make them shorter.")),
    ("the reading ease is .*", _l("This is hard to read. Use shorter sentences and shorter words.")),
    (
        "there is a hidden character here.*|the accents are stored apart.*",
        _l("There is a hidden character here. Type this again."),
    ),
    ("a wrong choice says why it is wrong", _l("A wrong choice says why it is wrong.")),
    ("a right choice needs no reason.*", _l("A right choice needs no reason.")),
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
    ("this .* stands here twice", _l("This stands here twice.")),
    (f"this module has no lesson {_NAME}", _l("This module has no lesson %(name)s.")),
    (
        "no lesson and no question of this module shows this picture",
        _l("No lesson and no question shows this picture."),
    ),
    (
        f"the folder pictures of this module has no usable file {_NAME}",
        _l("There is no picture called %(name)s."),
    ),
    (
        r"say what the picture shows in (?P<a>\d+) to (?P<b>\d+) letters.*",
        _l("Say what the picture shows in %(a)s to %(b)s letters."),
    ),
    (
        "the “(?P<c>.*)” file shows .* at this step.*",
        _l("Every language shows the same picture at the same step."),
    ),
    (r"the box of line \d+ is not closed.*", _l("A box is not closed. End it with a line of three colons.")),
    (f"no box is called {_NAME}.*", _l("No box is called %(name)s.")),
    (
        "::: .* needs a few words after it.*",
        _l("Say behind the box who sends the message, or which screen it is."),
    ),
    ("a story has at least one .* end.*", _l("A story has at least one good and one bad end.")),
    ("no move leads to this scene", _l("Nothing leads to this scene.")),
    (f"there is no scene {_NAME}", _l("There is no scene %(name)s.")),
    ("an end says why it is good or bad", _l("An end says why it is good or bad.")),
    (
        "write moves, or say that the story ends.*",
        _l("Say what one can do here, or whether the story ends well."),
    ),
    (
        f"{_NAME} is taken by the module .*|the id “(?P<other>.*)” is taken.*",
        _l("This short name is taken. Choose another one."),
    ),
)


def translated(message: str) -> str:
    """The sentence in the reader's language, or as the check says it where we do not know it."""
    for pattern, words in _SENTENCES:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match:
            return str(words) % match.groupdict()
    return message
