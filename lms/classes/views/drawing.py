"""The open register as a page: drawn once for a meeting, and each member's line once for each way of standing in it.

What differs at each look (names, words, counts, tokens) is poured in; a line that was
poured is kept, for after a tap or a newcomer nearly all of them are as they were.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from flask import render_template, session
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from lms.catalogue import shelf
from lms.classes.models import MarkSource, Mode
from lms.classes.queries.sheet import Line, Sheet
from lms.core.access import me
from lms.core.errors import Missing
from lms.ui.languages import language, text_size_now
from lms.ui.mould import Moulds, slot
from lms.ui.pages import csp_nonce
from lms.ui.tokens import csrf_token

# A mark that a trainer tapped needs no word.
_HOW: Mapping[MarkSource | None, Any] = {
    MarkSource.BOARD: _l("by phone"),
    MarkSource.KIOSK: _l("on the tablet"),
    MarkSource.FILE: _l("from a file"),
    MarkSource.PAPER: _l("from the sheet"),
    MarkSource.CARD: _l("by card"),
}

_pages, _lines = Moulds(at_most=500), Moulds(at_most=500)


class _Shown(NamedTuple):
    """What the page says of its meeting: the template gets this alone, so two that are alike share a page."""

    id: int
    number: int
    mode: Mode
    starts_at: datetime
    place: str
    cohort_id: int
    cohort_name: str


_shown = attrgetter(*_Shown._fields)


def open_register(meeting: Any, sheet: Sheet, **more: Any) -> str:
    """The page on which marks are made. `more` are values of its template that few registers have."""
    asker, spoken = me(), language()
    people, marked, together = len(sheet.lines), sheet.marked, sheet.together
    poured: dict[str, Markup | int] = {
        "lines": _drawn(spoken, meeting.minimum_attendance, sheet),
        "marked": marked,
        "together": together,
        "who": asker.person_id,
    }
    facts = {
        "meeting": _Shown(*_shown(meeting)),
        "skills": _skills(meeting, spoken),
        "people": people,
        "begun": bool(marked),
        "unmarked": marked < people,
        "some_together": bool(together),
        "proposed": len(sheet.proposed()),
    }
    if "_flashes" in session or any(more.values()):
        return render_template("classes/register.html", **facts, **poured, **more)
    roles = frozenset([grant.role for grant in asker.grants])
    mould = _pages.get(
        (*facts.values(), roles, spoken, text_size_now()), lambda: _page(poured, **facts, **more)
    )
    return mould.fill(nonce=csp_nonce(), csrf_token=csrf_token(), **poured)


def _page(poured: Iterable[str], **facts: Any) -> str:
    """The register with slots for what differs between two looks at it."""
    return render_template(
        "classes/register.html",
        csp_nonce=lambda: slot("nonce"),
        csrf_token=lambda: slot("csrf_token"),
        get_flashed_messages=lambda **_how: (),
        **{name: slot(name) for name in poured},
        **facts,
    )


def _skills(meeting: Any, spoken: str) -> tuple[str, ...]:
    """What the attendance beside the names is of: the skills of this meeting, or of its class."""
    with suppress(Missing):
        course = shelf.course(meeting.course)
        slugs = meeting.modules or meeting.cohort_modules
        return tuple([each.title.in_(spoken) for each in course.modules if each.slug in slugs])
    return ()


def _drawn(spoken: str, minimum: int, sheet: Sheet) -> Markup:
    return Markup("".join([_line(spoken, minimum, each) for each in sheet.lines]))  # noqa: S704  of filled moulds, which are escaped


@lru_cache(maxsize=2000)
def _line(spoken: str, minimum: int, line: Line) -> str:
    so_far = str(line.attendance.words(minimum))
    key = (
        spoken,
        line.presence,
        line.source,
        line.proposal,
        bool(so_far),
        line.minutes is not None,
        bool(line.said),
        line.may_agree,
    )
    return _lines.get(key, lambda: _blank_line(line, so_far)).fill(
        id=line.id,
        name=line.name,
        born=line.birth_year,
        unit=line.unit_name,
        so_far=so_far,
        minutes=str(line.minutes),
        said=line.said,
    )


def _blank_line(line: Line, so_far: str) -> str:
    return render_template(
        "classes/_register_line.html",
        slot=slot,
        presence=line.presence,
        how=_HOW.get(line.source, "") if line.presence else "",
        together=line.together,
        proposal=line.proposal,
        so_far=bool(so_far),
        minutes=line.minutes is not None,
        said=bool(line.said),
        may_agree=line.may_agree,
    )
