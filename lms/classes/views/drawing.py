"""The open register as a page: drawn once for a meeting, and each member's line once for each way of standing in it.

What differs at each look (names, words, counts, tokens) is poured in; a line that was
poured is kept, for after a tap or a newcomer nearly all of them are as they were.
"""

from contextlib import suppress
from typing import Any

from flask import render_template, session
from markupsafe import Markup

from lms.catalogue import shelf
from lms.classes.queries.sheet import Line, Sheet
from lms.core.access import me
from lms.core.errors import Missing
from lms.core.recent import Recent
from lms.ui.languages import language, text_size_now
from lms.ui.mould import Moulds, csrf_token, slot
from lms.ui.pages import csp_nonce

_pages, _lines = Moulds(at_most=500), Moulds(at_most=500)
_poured = Recent[tuple[str, Line], str](2000)


def open_register(meeting: Any, sheet: Sheet, **more: Any) -> str:
    """The page on which marks are made. `more` are values of its template that few registers have."""
    poured = {
        "lines": _drawn(sheet),
        "marked": str(sheet.marked),
        "together": str(sheet.together),
        "who": str(me().person_id),
    }
    shape = {
        "people": len(sheet.lines),
        "begun": bool(sheet.marked),
        "unmarked": sheet.marked < len(sheet.lines),
        "some_together": bool(sheet.together),
        "proposed": len(sheet.proposed()),
    }
    if "_flashes" in session or any(more.values()):
        skills = _skills(meeting)
        return render_template(
            "classes/register.html", meeting=meeting, skills=skills, **shape, **poured, **more
        )
    roles = frozenset(grant.role for grant in me().grants)
    facts = (repr(meeting), *shape.values(), roles, language(), text_size_now())
    mould = _pages.get(facts, lambda: _page(meeting, **shape, **more))
    return mould.fill(nonce=csp_nonce(), csrf_token=csrf_token(), **poured)


def _page(meeting: Any, **values: Any) -> str:
    """The register with slots for what differs between two looks at it."""
    return render_template(
        "classes/register.html",
        meeting=meeting,
        skills=_skills(meeting),
        csp_nonce=lambda: slot("nonce"),
        csrf_token=lambda: slot("csrf_token"),
        get_flashed_messages=lambda **_how: (),
        lines=slot("lines"),
        marked=slot("marked"),
        together=slot("together"),
        who=slot("who"),
        **values,
    )


def _skills(meeting: Any) -> list[str]:
    """What the attendance beside the names is of: the skills of this meeting, or of its class."""
    with suppress(Missing):
        course = shelf.course(meeting.course)
        slugs = meeting.modules or meeting.cohort_modules
        return [each.title.in_(language()) for each in course.modules if each.slug in slugs]
    return []


def _drawn(sheet: Sheet) -> Markup:
    spoken = language()
    return Markup("".join([_poured.recall((spoken, each)) or _line(spoken, each) for each in sheet.lines]))  # noqa: S704  of filled moulds, which are escaped


def _line(spoken: str, line: Line) -> str:
    key = (
        spoken,
        line.presence,
        line.how,
        line.together,
        line.proposal,
        bool(line.so_far),
        line.minutes is not None,
        bool(line.said),
        line.may_agree,
    )
    poured = _lines.get(key, lambda: _blank_line(line)).fill(
        id=str(line.id),
        name=line.name,
        born=str(line.birth_year),
        unit=line.unit_name,
        so_far=line.so_far,
        minutes=str(line.minutes),
        said=line.said,
    )
    _poured[spoken, line] = poured
    return poured


def _blank_line(line: Line) -> str:
    return render_template(
        "classes/_register_line.html",
        slot=slot,
        presence=line.presence,
        how=line.how,
        together=line.together,
        proposal=line.proposal,
        so_far=bool(line.so_far),
        minutes=line.minutes is not None,
        said=bool(line.said),
        may_agree=line.may_agree,
    )
