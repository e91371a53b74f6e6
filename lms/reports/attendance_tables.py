"""Attendance as a plain table for a spreadsheet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from lms.reports.queries import Head
from lms.reports.rules import Turnout
from lms.reports.tables import Cell, Table, file_name, taken_along


def attendance_table(
    head: Head, shown: dict[str, Any], classes: Sequence[Any], who: str, now: datetime
) -> Table:
    """One row a class where classes are given, else one a unit; the last row is the unit in all."""
    figures = [
        _("Learners"),
        _("Meetings planned"),
        _("Meetings held"),
        _("Came, per cent"),
        _("May fall short"),
        _("Cannot reach the minimum"),
        _("Trend: last two meetings against those before"),
    ]
    if classes:
        first = [_("Class"), _("Held in"), _("Minimum, per cent")]
        rows = [
            [each.name, place, minimum, *_cells(each)]
            for _id, place, _closed, _course, minimum, each in classes
        ]
        total = [_("In all"), head.name, None, *_cells(shown["own"])]
    else:
        first = [shown["part_words"][1], _("Code"), _("Classes")]
        rows = [[each.name, each.code or "", each.classes, *_cells(each)] for each in shown["parts"]]
        total = [_("In all"), head.code, shown["own"].classes, *_cells(shown["own"])]
    return Table(
        title=shown["title"],
        header=[*first, *figures],
        rows=[*rows, total],
        notes=[explained(), *taken_along(who, now)],
        name=file_name(_("attendance"), head.code, now),
    )


def _cells(each: Turnout) -> list[Cell]:
    return [each.members, each.planned, each.met, each.share, each.at_risk, each.below, each.trend]


def explained() -> str:
    return _(
        "Late counts as come. Excused absences are left out, a make-up meeting counts, and nobody is charged with meetings before they joined."
    )
