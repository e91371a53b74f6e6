"""Rates and how they are counted: pure, and each exactly once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.catalogue.content import Course, Module, Path
from lms.core.errors import Refusal
from lms.learning.models import WHOLE_COURSE
from lms.learning.rules import programme


@dataclass(frozen=True, slots=True)
class Measure:
    """What a report counts: a course, with a column for each module it requires, or one of its paths as a whole."""

    course: Course
    path: Path | None = None

    @property
    def whole(self) -> str:
        """Under which name roll-ups and completions know it."""
        return self.path.id if self.path else WHOLE_COURSE

    @property
    def modules(self) -> tuple[Module, ...]:
        return programme(self.course, self.path.id if self.path else None)

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(module.slug for module in self.modules)

    @property
    def counted(self) -> tuple[str, ...]:
        """The modules with a rate of their own. A path's have none: others learn them, too."""
        return () if self.path else self.slugs


class TargetInThePast(Refusal):
    reason = _l("Choose a day that is still to come.")


def check_target_day(due: date, today: date) -> None:
    """A target is something to reach, so its day lies ahead.

    Raises:
        TargetInThePast: when it does not.
    """
    if due < today:
        raise TargetInThePast


def ancestors(path: str) -> tuple[int, ...]:
    """The ids on a unit's path, the unit itself first and the country last."""
    return tuple(int(each) for each in reversed(path.strip("/").split("/")))


def whole_per_cent(part: int, whole: int) -> int | None:
    """A share in whole per cent; None when there is nothing to divide by.

    Rounded, but 100 only when everybody has, and 0 only when nobody has:
    "100 %" on a sheet must mean that nobody is missing.
    """
    if not whole:
        return None
    if part >= whole:
        return 100
    return min(99, max(1, round(100 * part / whole))) if part else 0


def per_cent_of_adults(done: int, adults: int | None) -> float | None:
    """A share in per cent with one decimal, a half rounded up, in whole numbers: the same on a page and in a sheet.

    None when nobody is known to live there.
    """
    return (2000 * done + adults) // (2 * adults) / 10 if adults else None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of figures. `done` has one count a module; `code` is None where there is no unit to open."""

    name: str
    code: str | None
    adults: int | None
    enrolled: int
    done: tuple[int, ...]
    done_all: int


@dataclass(frozen=True, slots=True)
class Adults:
    """A denominator: how many, who says so, as of when. `summed` when added up from the rows below."""

    count: int
    source: str
    as_of: date
    summed: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """A unit's own line, its rows, and the people recorded in the unit itself; rows and rest add up to `own`."""

    own: Line
    below: tuple[Line, ...]
    rest: Line | None
    adults: Adults | None

    @property
    def in_all(self) -> Line:
        """The unit's own line with the adults its rate is of, so that no table gives it another rate."""
        return replace(self.own, code=None, adults=self.adults.count if self.adults else None)

    @property
    def lines(self) -> tuple[Line, ...]:
        return (*self.below, self.rest) if self.rest else self.below


def rest_of(own: Line, below: Sequence[Line], name: str) -> Line | None:
    """What the rows leave over: people recorded in the unit and in none of its parts; None when nobody is."""
    rest = Line(
        name=name,
        code=None,
        adults=None,
        enrolled=own.enrolled - sum(line.enrolled for line in below),
        done=tuple(mine - sum(line.done[at] for line in below) for at, mine in enumerate(own.done)),
        done_all=own.done_all - sum(line.done_all for line in below),
    )
    return rest if rest.enrolled or rest.done_all or any(rest.done) else None


def sum_known(counts: Iterable[int | None]) -> int | None:
    """The sum; None when there is nothing to add or one is unknown, since part of a sum misleads."""
    known = list(counts)
    return None if not known or None in known else sum(each for each in known if each is not None)


def figures_from(
    unit_id: int, rows: Sequence[tuple[Any, ...]], adults: Adults | None, rest_name: str
) -> Figures:
    """The unit's rows and what they leave over.

    Where the unit's own number of adults is unknown but that of every part is known,
    the denominator is their sum, as old as the oldest of them.

    Args:
        rows: the unit and its parts as `queries.children_of` answers them.
    """
    own, below, dates = Line("", None, None, 0, (), 0), [], []
    for id_, code, name, _key, count, as_of, enrolled, done_all, *done in rows:
        line = Line(name, code, count, enrolled, tuple(done), done_all)
        if id_ == unit_id:
            own = line
        else:
            below.append(line)
            dates.append(date.fromisoformat(as_of) if isinstance(as_of, str) else as_of)
    adults_below = sum_known(line.adults for line in below)
    if adults is None and adults_below is not None:
        adults = Adults(adults_below, "", min(dates), summed=True)
    return Figures(own, tuple(below), rest_of(own, below, rest_name), adults)


@dataclass(frozen=True, slots=True)
class Turnout:
    """How classes stand together, as `classes.rules.standing` counts each. `code` is None where there is no unit to open."""

    name: str
    code: str | None
    classes: int
    members: int
    planned: int
    met: int
    attended: int
    held: int
    at_risk: int
    below: int
    lately_came: int
    lately_expected: int
    before_came: int
    before_expected: int

    @property
    def share(self) -> int | None:
        """Of 100 places that were theirs so far, how many they came to; None before the first."""
        return whole_per_cent(self.attended, self.held)

    @property
    def trend(self) -> int | None:
        """By how many of 100 the last two evenings differ from those before; None where no class had three."""
        lately = whole_per_cent(self.lately_came, self.lately_expected)
        before = whole_per_cent(self.before_came, self.before_expected)
        return None if lately is None or before is None else lately - before
