"""A form as data: what can be filled in, how it is read from a file, from a page, and written back.

What is being filled in is a plain JSON value, the *state*: it can be kept while somebody is
typing, and a press on "add one more" only changes the state.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lms.core.french import spaced

State = dict[str, Any]
MOST_ROWS = 60
EVERY_LANGUAGE = ("vi", "en", "fr")
REST, GONE = "_rest", "_gone"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to fill in.

    `kind`: "line", "long" (several lines of text), "whole" (a number), "quantity" (a number that
    may have a decimal point), "pick", "level" (a number to pick), "truth" (yes or no, to be chosen),
    "flag" (a box to tick), "lines" (a list, one entry a line), "box" (four numbers), "rows" and
    "group" (of `parts`). `spoken` parts
    have one text a language. `always` parts are written even when they are empty. `bare` rows are
    texts by language without a name. `compared` texts are told from what learners type: they stay
    letter for letter.
    """

    name: str
    kind: str
    label: Any
    hint: Any = ""
    spoken: bool = False
    always: bool = False
    bare: bool = False
    compared: bool = False
    options: tuple[tuple[str, Any], ...] = ()
    parts: tuple["Part", ...] = ()
    add: Any = ""


Parts = Sequence[Part]


def state_of(parts: Parts, value: Any, languages: Sequence[str]) -> State:
    """What a form shows of a value read from a file; unknown fields are carried along unseen."""
    value = value if isinstance(value, dict) else {}
    state: State = {}
    for part in parts:
        given = value.get(part.name)
        if part.kind == "rows":
            rows = given if isinstance(given, list) else []
            state[part.name] = [
                state_of(part.parts, {"text": row} if part.bare else row, languages) for row in rows
            ]
        elif part.kind == "group":
            state[part.name] = state_of(part.parts, given, languages)
        elif part.spoken:
            texts = given if isinstance(given, dict) else {}
            # A language that the course does not name is carried along, so that it is there when it does.
            state[part.name] = {each: _shown(part, texts.get(each)) for each in (*languages, *texts)}
        else:
            state[part.name] = _shown(part, given)
    known = {part.name for part in parts}
    if rest := {name: each for name, each in value.items() if name not in known}:
        state[REST] = rest
    return state


def _shown(part: Part, given: Any) -> Any:
    if part.kind == "flag":
        return given is True
    if part.kind == "truth":
        return {True: "yes", False: "no"}.get(given, "") if isinstance(given, bool) else ""
    if isinstance(given, list):
        return (" " if part.kind == "box" else "\n").join(str(each) for each in given)
    return "" if given is None else str(given)


def filled_in(parts: Parts, form: Mapping[str, str], prefix: str = "") -> State:
    """The state as a page sent it."""
    state: State = {}
    for part in parts:
        name = prefix + part.name
        if part.kind == "rows":
            state[part.name] = _rows(part, form, f"{name}.")
        elif part.kind == "group":
            state[part.name] = filled_in(part.parts, form, f"{name}.")
        elif part.spoken:
            sent = [each for each in EVERY_LANGUAGE if f"{name}.{each}" in form]
            state[part.name] = {each: _typed(part, form[f"{name}.{each}"]) for each in sent}
        elif part.kind == "flag":
            state[part.name] = name in form
        else:
            state[part.name] = _typed(part, form.get(name, ""))
    if rest := _carried(form.get(prefix + REST, "")):
        state[REST] = rest
    return state


def _rows(part: Part, form: Mapping[str, str], prefix: str) -> list[State]:
    """Every row says with `_row` that it is there: one with nothing filled in sends nothing else."""
    rows = []
    for number in range(MOST_ROWS):
        if f"{prefix}{number}._row" in form:
            row = filled_in(part.parts, form, f"{prefix}{number}.")
            if f"{prefix}{number}.{GONE}" in form:
                row[GONE] = True
            rows.append(row)
    return rows


def _typed(part: Part, words: str) -> str:
    """One spelling inside, whatever the keyboard sent; lines stay lines only where there are several."""
    words = unicodedata.normalize("NFC", words).replace("\r\n", "\n").replace("\r", "\n")
    if part.kind in {"long", "lines"}:
        return "\n".join(line.rstrip() for line in words.split("\n")).strip("\n")
    return one_line(words)


def one_line(words: str) -> str:
    """Single blanks inside and none around; blanks that hold words together (French has many) stay."""
    return re.sub(r"[ \t\n]+", " ", words).strip(" ")


def _carried(words: str) -> Any:
    try:
        rest = json.loads(words) if words else None
    except (ValueError, RecursionError):
        return None
    return rest if isinstance(rest, dict) else None


def value_of(parts: Parts, state: State, language: str = "") -> dict[str, Any]:
    """What is written into the file: nothing for what is empty, and rows taken away are gone.

    Args:
        language: of the texts that are not `spoken`, where they have one.
    """
    value: dict[str, Any] = {}
    for part in parts:
        held = state.get(part.name)
        if part.kind == "rows":
            written: Any = [_row(part, row, language) for row in held or [] if not row.get(GONE)]
            written = [row for row in written if row]
        elif part.kind == "group":
            written = value_of(part.parts, held or {}, language)
        elif part.spoken:
            texts = {each: _written(part, words, each) for each, words in (held or {}).items()}
            written = {each: words for each, words in texts.items() if words not in ("", [])}
        else:
            written = _written(part, held, language)
        if part.always or _is_said(part, written):
            value[part.name] = written
    return value | state.get(REST, {})


def _row(part: Part, row: State, language: str) -> Any:
    value = value_of(part.parts, row, language)
    if part.bare:
        return value.get("text")
    return value if any(each not in ("", [], {}) and each is not False for each in value.values()) else None


def _is_said(part: Part, written: Any) -> bool:
    """Whether anything was filled in; 0 is something, and so is a chosen "no"."""
    if part.kind == "truth":
        return written is not None
    return written not in ("", [], {}) and written is not False


def _written(part: Part, held: Any, language: str) -> Any:
    if part.kind == "flag":
        return bool(held)
    if part.kind == "truth":
        return {"yes": True, "no": False}.get(held)
    words = str(held or "")
    if language == "fr" and part.kind in {"line", "long", "lines"} and not part.compared:
        words = spaced(words)
    if part.kind == "lines":
        return [line.strip() for line in words.split("\n") if line.strip()]
    if part.kind == "box":
        return [_number(each) for each in words.replace(",", " ").split()]
    return _number(words) if part.kind in {"whole", "quantity", "level"} else words


def _number(words: str) -> int | str:
    plain = words.isascii() and words.isdigit() and len(words) <= 9
    return int(words) if plain and str(int(words)) == words else words
