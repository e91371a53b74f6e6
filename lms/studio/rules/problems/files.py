"""Of every file: how it is written, which fields it has, and the words in it."""

from typing import Any

from flask_babel import lazy_gettext as _l

NAME = "“(?P<name>.*)”"
SENTENCES: tuple[tuple[str, Any], ...] = (
    ("this field is missing|this file is missing", _l("This is missing.")),
    ("nothing is written here|this file is empty", _l("Nothing is written here.")),
    ("there is no course here: .*", _l("There is no file course.yaml here.")),
    (f"the language {NAME} is missing", _l("The language %(name)s is missing.")),
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
    ("here belongs a text in quotation marks", _l("A text belongs here, in quotation marks.")),
    ("here belongs true or false", _l("Yes or no belongs here: true or false.")),
    ("here belongs a list", _l("A list belongs here.")),
    ("here belongs a group of fields.*", _l("Several fields belong here, each with its name.")),
    ("here belongs texts by language.*", _l("A text for each language belongs here.")),
    ('no field has this name; is it "(?P<name>.*)"\\?', _l("Nothing is called so here. Is it “%(name)s”?")),
    ("no field has this name", _l("Nothing is called so here.")),
    ("use only small letters a to z.*", _l("Small letters without accents, digits and hyphens.")),
    ('write the day as "2026-11-21"', _l("Write the day as 2026-11-21.")),
    ('write (?P<name>(?:"|True|False).*)', _l("Only this can be written here: %(name)s")),
    ("this file is not saved as UTF-8.*", _l("This file is not saved as UTF-8. Save it once more so.")),
    (
        "this cannot be read as YAML.*",
        _l(
            "This file cannot be read from here on. A quotation mark, a bracket or a colon may be missing here "
            "or in the line before."
        ),
    ),
    ("the parts of this file stand inside.*", _l("Too many things stand inside each other here.")),
    ("write this out in full.*", _l("Write this out instead of referring to it with a star.")),
    ("take the tag away: (?P<name>.*)", _l("Take this mark away: %(name)s")),
    ('put this in quotation marks: "(?P<name>.*)"', _l("Put quotation marks around this: “%(name)s”")),
    ("this .* stands here twice|the .* stands here twice", _l("This stands here twice.")),
    (f"facts.yaml has no {NAME}", _l("There is no fact called %(name)s.")),
    ("no lesson uses this value", _l("No lesson uses this fact.")),
    ("a brace .* begins only a fact.*", _l("A brace { begins a fact, and nothing else.")),
    (
        f"the address {NAME} is not in facts.yaml.*",
        _l("The address %(name)s is no fact yet. Add it there with its source."),
    ),
    (f"{NAME} is a word we never use.*", _l("We never write “%(name)s”. Say what to do instead.")),
    (
        "there is a hidden character here.*|the accents are stored apart.*",
        _l("There is a hidden character here. Type this again."),
    ),
    ("there is no time limit.*", _l("This goes with a time limit, and there is none.")),
    ("Vietnamese is the original.*", _l("Vietnamese is among the languages: it is the original.")),
    (f"there is no folder {NAME}", _l("There is no module %(name)s.")),
    (f"the folder {NAME} is not listed here", _l("The module %(name)s does not stand in this list.")),
    (
        f"{NAME} is a module; give the path another id",
        _l("A module is called %(name)s. Choose another name."),
    ),
    (f"this course has no module {NAME}", _l("This course has no module %(name)s.")),
    ("a module cannot stand in for itself", _l("A module cannot stand in for itself.")),
    (f"{NAME} is extra or stands in .*", _l("%(name)s is no ordinary module. Choose one that is.")),
    ("a module is either extra or .*", _l("A module cannot be extra and stand in for another one.")),
    (f"this module has no lesson {NAME}", _l("This module has no lesson %(name)s.")),
    (f"the file {NAME} belongs to no lesson.*", _l("The file %(name)s belongs to no lesson of this list.")),
    (f"no skill belongs to the lesson {NAME}.*", _l("No skill belongs to the lesson %(name)s.")),
    ("at least one skill is required: true", _l("At least one skill must be needed for completing.")),
    (
        f"{NAME} is taken by the module .*|the id “(?P<other>.*)” is taken.*",
        _l("This short name is taken. Choose another one."),
    ),
)
