"""YAML as an author would write it: every text in quotation marks, and what nobody touched left as it stands."""

import json
import re
from collections.abc import Iterator
from typing import Any

from lms.studio.rules.orders import nudge

_LANGUAGES = {"vi", "en", "fr"}
_BREAKS = {each: f"\\u{ord(each):04x}" for each in "\u0085\u2028\u2029\u007f\ufeff"}
_ENTRY = re.compile(r"- ")
_PART = re.compile(r"- |  - |[^\s#-]")
_FIELD = re.compile(r"([A-Za-z0-9_-]+)\s*:")


def written(value: Any, pad: str = "") -> str:
    """The value as YAML, ending in a line break."""
    return "".join(f"{line}\n" for line in _lines(value, pad))


def _lines(value: Any, pad: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            if _fits_a_line(each):
                yield f"{pad}{name}: {_flow(each)}"
            else:
                yield f"{pad}{name}:"
                yield from _lines(each, pad + "  ")
    else:
        for each in value:
            inner = [_flow(each)] if _fits_a_line(each) else [*_lines(each, "")]
            yield f"{pad}- {inner[0]}"
            yield from (f"{pad}  {line}" for line in inner[1:])


def _fits_a_line(value: Any) -> bool:
    if isinstance(value, dict):
        return not value or (value.keys() <= _LANGUAGES and all(isinstance(v, str) for v in value.values()))
    if isinstance(value, list):
        return not any(isinstance(each, dict | list) for each in value)
    return True


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    words = json.dumps(str(value), ensure_ascii=False)
    return "".join(_BREAKS.get(each, each) for each in words)


def parts(text: str) -> list[str]:
    """The text cut before every field and every entry, with the comments above them; together they are the text."""
    return _cut(text, _PART)


def entries(text: str) -> list[str]:
    """The entries of a file that is a list; what stands above the first belongs to it."""
    return _cut(text, _ENTRY)


def _cut(text: str, start: re.Pattern[str]) -> list[str]:
    made: list[str] = []
    above: list[str] = []
    for line in text.splitlines(keepends=True):
        if start.match(line):
            made.append("".join([*above, line]))
            above = []
        elif not made or not line.strip() or line.startswith("#"):
            above.append(line)
        else:
            made[-1] += "".join([*above, line])
            above = []
    if not made:
        return ["".join(above)] if above else []
    made[-1] += "".join(above)
    return made


def rewritten(text: str, old: Any, new: dict[str, Any]) -> str:
    """The file with these fields: lines of fields that are as they were stay as they are written."""
    old = old if isinstance(old, dict) else {}
    fields: dict[str, str] = {}
    order: list[str] = []
    for part in _cut(text, re.compile(r"[^\s#-]")):
        bare = [line for line in part.splitlines() if line.strip() and not line.startswith("#")]
        name = _FIELD.match(bare[0]) if bare else None
        if name is None or name[1] in fields:
            return written(new)
        fields[name[1]] = part
        order.append(name[1])
    if set(fields) != set(old):
        return written(new)
    kept = [
        fields[name] if new[name] == old[name] else _comments(fields[name]) + written({name: new[name]})
        for name in order
        if name in new
    ]
    added = [written({name: each}) for name, each in new.items() if name not in fields]
    return "".join(each if each.endswith("\n") else f"{each}\n" for each in [*kept, *added])


def _comments(part: str) -> str:
    """What an author noted above a field."""
    lines = part.splitlines(keepends=True)
    head = next((n for n, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)
    return "".join(lines[:head])


def with_entry_moved(text: str, values: list[Any], number: int, way: str) -> str:
    """The list with one entry up or down; what an author noted at the top of the file stays there."""
    pieces = entries(text)
    if len(pieces) != len(values):
        pieces = [written([each]) for each in values]
    if not pieces:
        return text
    top = _comments(pieces[0])
    pieces[0] = pieces[0].removeprefix(top)
    nudge(pieces, number, way)
    return top + "".join(each if each.endswith("\n") else f"{each}\n" for each in pieces)


def with_entry(text: str, values: list[Any], number: int | None, new: Any) -> str:
    """The list with entry `number` replaced by `new`, taken out where this is None, or added at the end."""
    pieces = entries(text)
    if len(pieces) != len(values):
        pieces = [written([each]) for each in values]
    if number is None:
        last = pieces[-1:] and not pieces[-1].endswith("\n")
        return "".join([*pieces, "\n" if last else "", written([new])])
    made = [] if new is None else [_comments(pieces[number]) + written([new])]
    return "".join([*pieces[:number], *made, *pieces[number + 1 :]])
