"""What a button inside a form does to what is being filled in: one more row, up, down, away and back."""

from collections.abc import Sequence
from typing import Any

from lms.studio.rules.orders import nudge
from lms.studio.rules.parts import GONE, MOST_ROWS, Parts, State, state_of

PRESSES = ("add", "up", "down", "gone", "back")


def pressed(parts: Parts, state: State, press: str, languages: Sequence[str]) -> str:
    """Change the state as the button says; answers the place to look at then.

    A press that fits nothing, as an old page may send, changes nothing.
    """
    what, _colon, where = press.partition(":")
    steps = where.split(".")
    number = int(steps.pop()) if what != "add" and steps[-1].isascii() and steps[-1].isdigit() else -1
    found = _rows(parts, state, steps)
    if found is None or what not in PRESSES:
        return ""
    inner, rows = found
    name = ".".join(steps)
    if what == "add":
        if len(rows) < MOST_ROWS:
            rows.append(state_of(inner, {}, languages))
        return f"{name}.{len(rows) - 1}"
    if not 0 <= number < len(rows):
        return ""
    if what in {"gone", "back"}:
        rows[number].pop(GONE, None)
        if what == "gone":
            rows[number][GONE] = True
        return f"{name}.{number}"
    return f"{name}.{nudge(rows, number, what)}"


def _rows(parts: Parts, state: Any, steps: list[str]) -> tuple[Parts, list[State]] | None:
    """The rows at the end of this way, with what each of them holds: "scenes", "1", "moves"."""
    for part in parts:
        if part.kind == "rows" and steps[:1] == [part.name]:
            rows = state.get(part.name, [])
            if len(steps) == 1:
                return part.parts, rows
            row = int(steps[1]) if steps[1].isascii() and steps[1].isdigit() and len(steps[1]) < 4 else -1
            return _rows(part.parts, rows[row], steps[2:]) if 0 <= row < len(rows) else None
    return None
