"""The tables of fields in the authors' guide, written from the format itself."""

import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from lms.catalogue.authoring.format import CourseFile, Fact, LessonHead, ModuleFile, Part, Texts

BEGIN, END = (
    "<!-- fields: written by `flask courses schema --write docs/authoring.md` -->",
    "<!-- end of fields -->",
)
_FILES: tuple[tuple[str, str, type[Part]], ...] = (
    ("course.yaml", "", CourseFile),
    ("module.yaml", "", ModuleFile),
    ("head of a lesson", "", LessonHead),
    ("facts.yaml", "(name).", Fact),
)


def tables() -> str:
    """One table for all files: file, field, kind, whether it is required, what it is for."""
    rows = ["| file | field | kind | required | meaning |", "|---|---|---|---|---|"]
    for file, prefix, kind in _FILES:
        rows += [f"| {file} | {row} |" for row in _rows(kind, prefix)]
    return "\n".join(rows)


def refreshed(text: str) -> str:
    """The guide with its tables written anew between the two markers.

    Raises:
        ValueError: the markers are not there.
    """
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the guide needs the lines {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}"


def _rows(kind: type[BaseModel], prefix: str) -> Iterator[str]:
    for name, field in kind.model_fields.items():
        required = "yes" if field.is_required() else "no"
        said = (field.description or "").replace("|", "\\|")
        yield f"`{prefix}{name}` | {_kind(field.annotation, field)} | {required} | {said}"
        inner = _part(field.annotation)
        if inner is not None:
            yield from _rows(inner, f"{prefix}{name}.")


def _part(annotation: Any) -> type[BaseModel] | None:
    """The group of fields in here, unless it is only a text in several languages."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return None if annotation is Texts else annotation
    return next((found for each in get_args(annotation) if (found := _part(each))), None)


def _kind(annotation: Any, field: FieldInfo | None = None) -> str:
    origin, inside = get_origin(annotation), get_args(annotation)
    limits = _limits(field.metadata if field else [])
    if origin is Annotated:
        first, *rest = inside
        return _kind(first) + _limits([m for each in rest for m in getattr(each, "metadata", [each])])
    if origin in {Union, types.UnionType}:
        return _kind(next(each for each in inside if each is not type(None))) + limits
    if origin is Literal:
        return " or ".join(f'"{each}"' for each in inside)
    if origin is list:
        return f"list of {_kind(inside[0])}{limits}"
    if annotation is Texts:
        return "text in each language"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "group"
    return {str: "text", int: "whole number", bool: "true or false"}.get(annotation, "text") + limits


def _limits(metadata: list[Any]) -> str:
    bounds = {name: getattr(each, name) for each in metadata for name in _BOUNDS if _has(each, name)}
    if "pattern" in bounds:
        return " (day)" if bounds["pattern"].startswith("^20") else " (small letters, hyphens)"
    low = next((bounds[name] for name in ("ge", "min_length") if name in bounds), None)
    high = next((bounds[name] for name in ("le", "max_length") if name in bounds), None)
    if low is None and high is None:
        return ""
    if "le" in bounds or "ge" in bounds:
        return f", {low} to {high}"
    if low == high:
        return f", exactly {low}"
    if high is None:
        return f", at least {low}"
    return f", at most {high}" if low in {None, 0, 1} else f", {low} to {high}"


_BOUNDS = ("ge", "le", "min_length", "max_length", "pattern")


def _has(each: Any, name: str) -> bool:
    return getattr(each, name, None) is not None
