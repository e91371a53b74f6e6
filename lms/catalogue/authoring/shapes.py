"""A parsed file against its format, with pydantic's findings said so that an author can act on them."""

import difflib
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from lms.catalogue.authoring.sources import Place, Source

Shape = TypeVar("Shape", bound=BaseModel)
_SLUG = "use only small letters a to z without accents, digits and hyphens"
_PATTERNS = {
    "^20": 'write the day as "2026-11-21"',
    "webp)$": 'a picture is a file of the folder pictures, such as "tin-nhan-gia.svg"',
}


def shaped(source: Source, kind: type[Shape], value: Any = None, place: Place = ()) -> Shape | None:
    """The value as this kind of part; None, with every mismatch noted, when it is not one."""
    value = source.value if value is None else value
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            source.complain(_words(found, kind), (*place, *found["loc"]))
    return None


def _words(found: Any, kind: type[BaseModel]) -> str:
    """What to write instead, for each way of being wrong."""
    sort, context = found["type"], found.get("ctx", {})
    if sort == "missing":
        return "this field is missing"
    if sort == "extra_forbidden":
        return _unknown_field(str(found["loc"][-1]), kind)
    if sort == "string_pattern_mismatch":
        return next((words for part, words in _PATTERNS.items() if part in context["pattern"]), _SLUG)
    if sort == "string_too_short":
        return "nothing is written here"
    if sort == "string_too_long":
        return f"this is longer than {context['max_length']} letters"
    if sort in {"greater_than_equal", "less_than_equal"}:
        return f"this number must be at {'least' if 'ge' in context else 'most'} {context.get('ge', context.get('le'))}"
    if sort in {"too_short", "too_long"}:
        bound = f"least {context['min_length']}" if sort == "too_short" else f"most {context['max_length']}"
        here = context["actual_length"]
        return f"there {'is 1 entry' if here == 1 else f'are {here} entries'} here; at {bound} belong here"
    if sort == "value_error":
        return str(context["error"])
    if sort == "literal_error":
        return f"write {context['expected'].replace(chr(39), chr(34))}"
    expected = {
        "string_type": "a text in quotation marks",
        "int_type": "a whole number without quotation marks",
        "bool_type": "true or false",
        "list_type": "a list",
        "dict_type": "a group of fields, each with its name",
        "model_type": 'texts by language, such as {vi: "…", en: "…"}'
        if context.get("class_name") == "Texts"
        else "a group of fields, each with its name",
    }.get(sort)
    return f"here belongs {expected}" if expected else str(found["msg"])


def _unknown_field(name: str, kind: type[BaseModel]) -> str:
    close = difflib.get_close_matches(name, sorted(_field_names(kind)), 1)
    return "no field has this name" + (f'; is it "{close[0]}"?' if close else "")


def _field_names(kind: type[BaseModel]) -> set[str]:
    """The names of this part's fields and of the parts within it."""
    names = set(kind.model_fields)
    waiting: list[Any] = [field.annotation for field in kind.model_fields.values()]
    while waiting:
        annotation = waiting.pop()
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            names |= _field_names(annotation)
        waiting.extend(get_args(annotation))
    return names
