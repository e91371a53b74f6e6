"""Figures as a reader sees them: numbers written out once, so that templates only put them down."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from lms.core.clock import local
from lms.places.models import UnitKind
from lms.reports.queries import Head
from lms.reports.rules import Adults, Figures, Line, Measure, figures_from, per_cent_of_adults, whole_per_cent
from lms.ui.languages import full_date, language, number, per_cent


class Bar(NamedTuple):
    """A share of the enrolled, with the colour of its competency."""

    share: int
    competency: int
    text: str
    counts: str


class Drawn(NamedTuple):
    """One row of the table."""

    name: str
    code: str | None
    adults: str
    enrolled: str
    bars: tuple[Bar, ...]
    done_all: str


@dataclass(frozen=True, slots=True)
class Cards:
    """The four figures on top, and the words below each."""

    enrolled: str
    done_all: str
    of_enrolled: str
    of_enrolled_words: str
    of_adults: str | None
    of_adults_words: str
    target: str


def figures_of(head: Head, rows: Sequence[tuple[object, ...]]) -> Figures:
    adults = Adults(head.adults, head.source or "", head.as_of) if head.adults and head.as_of else None
    return figures_from(head.id, rows, adults, rest_name(head.kind))


def rest_name(kind: UnitKind) -> str:
    """What the row of people is called who are recorded in the unit and in none of its parts."""
    return {
        UnitKind.COUNTRY: _("No province recorded"),
        UnitKind.PROVINCE: _("No commune recorded"),
    }.get(kind, _("No village recorded"))


def part_words(kind: UnitKind) -> tuple[str, str]:
    """The heading of the table, and that of its first column."""
    return {
        UnitKind.COUNTRY: (_("By province"), _("Province")),
        UnitKind.PROVINCE: (_("By commune"), _("Commune")),
    }.get(kind, (_("By village"), _("Village")))


class Words(NamedTuple):
    """How a report calls what it counts: on a card, in the two columns, and for one person."""

    enrolled: str
    enrolled_column: str
    done_column: str
    whole: str


def words(measure: Measure) -> Words:
    if measure.path:
        return Words(
            _("people chose this programme or completed it"),
            _("Take part"),
            _("Completed"),
            _("Programme"),
        )
    return Words(_("people enrolled"), _("Enrolled"), _("Completed all"), _("Whole course"))


def columns(measure: Measure) -> list[tuple[str, int]]:
    """Heading and colour of each rate."""
    if measure.path:
        return [(_("Completed, of those who take part"), measure.modules[0].competency)]
    return people_columns(measure)


def people_columns(measure: Measure) -> list[tuple[str, int]]:
    """Heading and colour of each module in a list of people."""
    spoken = language()
    return [(module.short.in_(spoken), module.competency) for module in measure.modules]


def titled(title: str, measure: Measure) -> str:
    """With the programme's name, where it is not the whole course."""
    return f"{title} · {measure.path.title.in_(language())}" if measure.path else title


def drawn(line: Line, measure: Measure) -> Drawn:
    bars = []
    counts_done = (line.done_all,) if measure.path else line.done
    for (_heading, competency), done in zip(columns(measure), counts_done, strict=True):
        share = whole_per_cent(done, line.enrolled)
        counts = _("%(done)s of %(all)s", done=number(done), all=number(line.enrolled))
        text = "–" if share is None else f"{share}\N{NO-BREAK SPACE}%"
        bars.append(Bar(share or 0, competency, text, counts))
    return Drawn(
        line.name,
        line.code,
        "–" if line.adults is None else number(line.adults),
        number(line.enrolled),
        tuple(bars),
        number(line.done_all),
    )


def total(figures: Figures, measure: Measure) -> Drawn:
    """The last row, which is the unit in all."""
    return drawn(replace(figures.in_all, name=_("In all")), measure)


def all_modules(measure: Measure) -> str:
    """What the second card counts."""
    if measure.path:
        return _("completed the programme")
    count = len(measure.modules)
    if count == 5:
        return _("completed all five skills")
    return ngettext("completed the one skill", "completed all %(num)d skills", count)


def cards(head: Head, figures: Figures, measure: Measure) -> Cards:
    """Adults and targets belong to the course: nobody expects every adult to take a programme."""
    own, adults = figures.own, figures.adults
    share = whole_per_cent(own.done_all, own.enrolled)
    of_adults = per_cent_of_adults(own.done_all, adults.count) if adults else None
    return Cards(
        enrolled=number(own.enrolled),
        done_all=number(own.done_all),
        of_enrolled="–" if share is None else f"{share}\N{NO-BREAK SPACE}%",
        of_enrolled_words=(
            _("of %(num)s people who take part", num=number(own.enrolled))
            if measure.path
            else _("of %(num)s people enrolled", num=number(own.enrolled))
        ),
        of_adults=None if of_adults is None else per_cent(of_adults / 100, 1),
        of_adults_words=denominator(adults),
        target=target_words(head),
    )


def denominator(adults: Adults | None) -> str:
    """How many adults, who says so and as of when: a rate never stands without it."""
    if adults is None:
        return ""
    if adults.summed:
        return _(
            "of %(num)s adults (added up from the rows below, %(date)s)",
            num=number(adults.count),
            date=month(adults),
        )
    return _(
        "of %(num)s adults (%(source)s, %(date)s)",
        num=number(adults.count),
        source=adults.source,
        date=month(adults),
    )


def month(adults: Adults) -> str:
    return f"{adults.as_of.month}/{adults.as_of.year}"


def target_words(head: Head) -> str:
    """Empty where no target is set."""
    if head.target is None or head.due is None:
        return ""
    return _("Target: %(num)s %% by %(date)s", num=head.target, date=full_date(head.due))


def moment(now: datetime) -> str:
    return _moment(language(), local(now).replace(second=0, microsecond=0))


@lru_cache(maxsize=16)
def _moment(_language: str, minute: datetime) -> str:
    return _("%(hour)s on %(date)s", hour=minute.strftime("%H:%M"), date=full_date(minute))


def show_words(kind: UnitKind) -> dict[str, str]:
    """The lists of people one may choose from."""
    words = {"all": _("Everybody"), "missing": _("Not complete yet"), "done": _("Completed")}
    return words if kind is UnitKind.VILLAGE else {**words, "unplaced": _("No village recorded")}
