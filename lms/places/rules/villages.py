"""Rows of a spreadsheet to villages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from lms.core.sheets import Row
from lms.core.text import fold
from lms.places.rules.problems import Problem

# What Vietnam calls the communities below a commune, longest first.
FORMS = (
    "tổ dân phố",
    "khu phố",
    "thôn",
    "buôn",
    "bản",
    "khóm",
    "xóm",
    "làng",
    "sóc",
    "phum",
    "ấp",
    "khu",
    "tổ",
)
_CODE = ("commune code", "mã xã", "ma xa", "code commune", "code")
_NAME = ("village", "village name", "thôn", "tên thôn", "nom")
_FORM = ("form", "loại", "type")
_NUMBER = ("number", "số", "numéro")


@dataclass(frozen=True, slots=True)
class VillageDraft:
    """One village as a file states it; `number` is None where the file leaves it to us."""

    line: int
    commune_code: str
    name: str
    form: str
    number: int | None

    @property
    def key(self) -> str:
        return fold(self.name)


def village_drafts(rows: Sequence[Row]) -> tuple[list[VillageDraft], list[Problem]]:
    """The villages of a table, and every line that is incomplete, unreadable or doubled."""
    problems: list[Problem] = []
    drafts: list[VillageDraft] = []
    seen: dict[tuple[str, object], int] = {}
    if not rows:
        problems.append(Problem(1, _l("There is no row below the headings.")))
    for row in rows:
        code, number = row.get(*_CODE), row.get(*_NUMBER)
        form, name = _form_and_name(row.get(*_FORM), row.get(*_NAME))
        reason = _reason(code, name, form, number)
        if reason:
            problems.append(Problem(row.line, reason))
            continue
        draft = VillageDraft(row.line, code, name, form, int(number) if number else None)
        keys = [(code, draft.key)] + ([(code, draft.number)] if draft.number else [])
        twin = next((seen[key] for key in keys if key in seen), None)
        if twin is not None:
            problems.append(Problem(row.line, _l("The same village as in line %(line)d.", line=twin)))
        seen.update(dict.fromkeys(keys, row.line))
        drafts.append(draft)
    return drafts, problems


def _reason(code: str, name: str, form: str, number: str) -> object:
    if not (len(code) == 5 and code.isascii() and code.isdigit()):
        return _l("Write the commune code with 5 digits, such as 22045.")
    if not name:
        return _l("Write the name of the village.")
    if len(name) > 120 or len(form) > 40:
        return _l("This name is too long.")
    if number and not re.fullmatch(r"0*[1-9][0-9]{0,2}", number, re.ASCII):
        return _l("The number is a whole number from 1 to 999, or nothing.")
    return None


def _form_and_name(form: str, name: str) -> tuple[str, str]:
    """("thôn", "Thôn Lãnh Vân") from "Lãnh Vân", whether or not the form was written or repeated."""
    lowered = name.lower()
    form = form.lower() or next((each for each in FORMS if lowered.startswith(f"{each} ")), "thôn")
    if name and not fold(name).startswith(f"{fold(form)} "):
        name = f"{form[:1].upper()}{form[1:]} {name}"
    return form, name
