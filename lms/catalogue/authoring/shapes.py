"""A parsed file against its format, with pydantic's findings said so that an author can act on them."""

import difflib
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from lms.catalogue.authoring.format import ChoiceQuestion, QuestionEntry, TrueFalseQuestion
from lms.catalogue.authoring.sources import Place, Source

Shape = TypeVar("Shape", bound=BaseModel)
_SLUG = "use only small letters a to z without accents, digits and hyphens"
_DAY = 'write the day as "2026-11-21"'


def shaped(source: Source, kind: type[Shape], value: Any = None, place: Place = ()) -> Shape | None:
    """The value as this kind of part; None, with every mismatch noted, when it is not one."""
    value = source.value if value is None else value
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            source.complain(_words(found, kind), (*place, *found["loc"]))
    return None


def questions(source: Source) -> list[tuple[int, QuestionEntry]]:
    """The well-formed questions of a file, each with its place in it."""
    if not isinstance(source.value, list):
        source.complain("this file is a list: every question begins with a hyphen")
        return []
    found: list[tuple[int, QuestionEntry]] = []
    for number, entry in enumerate(source.value):
        kind = entry.get("type") if isinstance(entry, dict) else None
        if kind not in {"single", "multiple", "truefalse"}:
            source.complain('type is "single", "multiple" or "truefalse"', (number, "type"))
            continue
        shape: QuestionEntry | None = (
            shaped(source, TrueFalseQuestion, entry, (number,))
            if kind == "truefalse"
            else shaped(source, ChoiceQuestion, entry, (number,))
        )
        if shape is not None:
            found.append((number, shape))
    return found


def _words(found: Any, kind: type[BaseModel]) -> str:
    """What to write instead, for each way of being wrong."""
    sort, context = found["type"], found.get("ctx", {})
    if sort == "missing":
        return "this field is missing"
    if sort == "extra_forbidden":
        return _unknown_field(str(found["loc"][-1]), kind)
    if sort == "string_pattern_mismatch":
        return _DAY if context["pattern"].startswith("^20") else _SLUG
    if sort == "string_too_short":
        return "nothing is written here"
    if sort == "string_too_long":
        return f"this is longer than {context['max_length']} letters"
    if sort in {"greater_than_equal", "less_than_equal"}:
        return f"this number must be at {'least' if 'ge' in context else 'most'} {context.get('ge', context.get('le'))}"
    if sort in {"too_short", "too_long"}:
        return f"there are {context['actual_length']} entries here, which is {sort.replace('_', ' ')}"
    if sort == "literal_error":
        return f"write {context['expected'].replace(chr(39), chr(34))}"
    expected = {
        "string_type": "a text in quotation marks",
        "int_type": "a whole number without quotation marks",
        "bool_type": "true or false",
        "list_type": "a list",
        "model_type": 'texts by language, such as {vi: "…", en: "…"}' if kind is not None else "",
    }.get(sort)
    return f"here belongs {expected}" if expected else str(found["msg"])


def _unknown_field(name: str, kind: type[BaseModel]) -> str:
    names = {field for shape in [kind, *_inner(kind)] for field in shape.model_fields}
    close = difflib.get_close_matches(name, sorted(names), 1)
    return "no field has this name" + (f'; is it "{close[0]}"?' if close else "")


def _inner(kind: type[BaseModel]) -> list[type[BaseModel]]:
    from lms.catalogue.authoring import format as shapes

    return [shapes.Texts, shapes.SkillEntry, shapes.ChoiceEntry, shapes.SourceEntry, shapes.Fact]
