"""Reports as plain tables for a spreadsheet: numbers as numbers, and below them where they come from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from lms.core.clock import local
from lms.core.text import fold
from lms.reports import pictures
from lms.reports.queries import Head, Learner
from lms.reports.rules import Figures, Line, Measure, per_cent_of_adults, whole_per_cent

Cell = Any


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is the file's, without its ending."""

    title: str
    header: list[str]
    rows: list[list[Cell]]
    notes: list[str]
    name: str


def rates_table(head: Head, figures: Figures, measure: Measure, who: str, now: datetime) -> Table:
    """One row a part, with counts and shares; the last row is the unit in all."""
    in_all = replace(figures.in_all, name=_("In all"))
    return Table(
        title=pictures.titled(_("%(unit)s: completion rates", unit=head.name), measure),
        header=_rates_header(head, measure),
        rows=[_rates_row(line, measure) for line in (*figures.lines, in_all)],
        notes=[*_denominators(head, figures, measure), *taken_along(who, now)],
        name=file_name(_("completion rates"), head.code, now),
    )


def _rates_header(head: Head, measure: Measure) -> list[str]:
    part = pictures.part_words(head.kind)[1]
    if measure.path:
        return [
            part,
            _("Code"),
            _("Take part: chose the programme or completed it"),
            _("Completed"),
            _("Completed: per cent of those who take part"),
        ]
    names = [name for name, _competency in pictures.columns(measure)]
    return [
        part,
        _("Code"),
        _("Adults"),
        _("Enrolled"),
        *(_("%(skill)s: completed", skill=name) for name in names),
        *(_("%(skill)s: per cent of enrolled", skill=name) for name in names),
        _("Completed all"),
        _("Completed all: per cent of enrolled"),
        _("Completed all: per cent of adults"),
    ]


def _rates_row(line: Line, measure: Measure) -> list[Cell]:
    if measure.path:
        share = whole_per_cent(line.done_all, line.enrolled)
        return [line.name, line.code or "", line.enrolled, line.done_all, share]
    shares = [whole_per_cent(done, line.enrolled) for done in line.done]
    return [
        line.name,
        line.code or "",
        line.adults,
        line.enrolled,
        *line.done,
        *shares,
        line.done_all,
        whole_per_cent(line.done_all, line.enrolled),
        per_cent_of_adults(line.done_all, line.adults),
    ]


def _denominators(head: Head, figures: Figures, measure: Measure) -> list[str]:
    """Where the number of adults comes from, and the target; for a path, who takes part in it."""
    if measure.path:
        return [_("Whoever chose the programme or completed it takes part in it.")]
    adults, own = figures.adults, figures.own
    known = (
        _(
            "%(unit)s: %(done)s completed, %(of)s",
            unit=head.name,
            done=own.done_all,
            of=pictures.denominator(adults),
        )
        if adults
        else _("The number of adults in %(unit)s is not known.", unit=head.name)
    )
    target = pictures.target_words(head)
    return [known, target] if target else [known]


def people_table(
    head: Head, learners: Sequence[Learner], measure: Measure, show: str, who: str, now: datetime
) -> Table:
    """One row a person, with the day on which each skill was completed."""
    modules = measure.modules
    return Table(
        title=pictures.titled(people_title(head, show), measure),
        header=[
            _("Name"),
            _("Birth year"),
            _("Village or commune"),
            _("Enrolled on"),
            *(name for name, _competency in pictures.people_columns(measure)),
            _("Skills completed"),
        ],
        rows=[
            [
                each.name,
                each.birth_year,
                each.place,
                local(each.enrolled_at).date(),
                *(
                    local(each.done[module.slug]).date() if module.slug in each.done else ""
                    for module in modules
                ),
                sum(module.slug in each.done for module in modules),
            ]
            for each in learners
        ],
        notes=[_("This list holds names. Give it only to people who need it."), *taken_along(who, now)],
        name=file_name(_("learners"), head.code, now),
    )


def people_title(head: Head, show: str) -> str:
    words = {
        "missing": _("%(unit)s: not complete yet", unit=head.name),
        "done": _("%(unit)s: completed", unit=head.name),
        "unplaced": _("%(unit)s: no village recorded", unit=head.name),
    }
    return words.get(show) or _("%(unit)s: everybody enrolled", unit=head.name)


def taken_along(who: str, now: datetime) -> list[str]:
    """As of when, and by whom."""
    return [_("As of %(moment)s", moment=pictures.moment(now)), _("Exported by %(name)s", name=who)]


def file_name(words: str, code: str, now: datetime) -> str:
    """Plain letters only: file names travel through many hands."""
    return f"{fold(words).replace(' ', '-')}-{code}-{local(now):%Y-%m-%d}"
