"""Rows of a spreadsheet to numbers of adults."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from lms.core.sheets import Row
from lms.places.rules.problems import Problem, RowsRefused

_CODE = ("unit code", "code", "mã đơn vị", "mã xã", "mã", "code de l'unité")
_ADULTS = ("adults", "người lớn", "số người lớn", "dân số từ 18 tuổi", "adultes")
_MOST = 200_000_000
# 6204, or with the thousands set apart in any of the three languages: 6.204, 6,204, 6 204.
_NUMBER = re.compile(r"[0-9]{1,9}|[0-9]{1,3}([.,  ])[0-9]{3}(?:\1[0-9]{3})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class PopulationDraft:
    """How many adults a file says live in a unit."""

    line: int
    code: str
    adults: int


def population_drafts(rows: Sequence[Row]) -> tuple[list[PopulationDraft], list[Problem]]:
    """The figures of a table, and every line that is incomplete, unreadable or doubled."""
    problems: list[Problem] = []
    drafts: list[PopulationDraft] = []
    seen: dict[str, int] = {}
    if not rows:
        problems.append(Problem(1, _l("There is no row below the headings.")))
    for row in rows:
        code, number = row.get(*_CODE), row.get(*_ADULTS)
        if not number:
            continue  # the sheet we hand out lists every unit; a cell left empty says nothing
        if not code:
            problems.append(Problem(row.line, _l("Write the code of the unit.")))
        elif not _NUMBER.fullmatch(number) or (adults := int(re.sub(r"\D", "", number))) > _MOST:
            problems.append(
                Problem(row.line, _l("Write the number of adults as a whole number, such as 6204."))
            )
        elif code in seen:
            problems.append(Problem(row.line, _l("The same unit as in line %(line)d.", line=seen[code])))
        else:
            seen[code] = row.line
            drafts.append(PopulationDraft(row.line, code, adults))
    if not drafts and not problems:
        problems.append(
            Problem(rows[0].line, _l("Write the number of adults as a whole number, such as 6204."))
        )
    return drafts, problems


def check_as_of(as_of: date, today: date) -> None:
    """Refuse a figure from the future.

    Raises:
        RowsRefused: it counts people who are not counted yet.
    """
    if as_of > today:
        raise RowsRefused([Problem(0, _l("The day of the figures lies in the future."))])
