"""A lesson's papers as pages to be drawn, of a course that is published or of one that is still written."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from flask import render_template
from flask_babel import gettext as _
from markupsafe import Markup

from lms.catalogue.content import Course, Lesson, Module, Skill, Sourced
from lms.core.access import me
from lms.handouts import queries
from lms.handouts.rules import posters as rules
from lms.handouts.rules import sheets
from lms.handouts.rules.reading import Shown
from lms.handouts.views.blueprint import public_address, tongue
from lms.printing.qr import qr_drawing
from lms.ui.languages import full_date, language, written_in

_NONE: Mapping[str, bytes] = MappingProxyType({})


class _Side(NamedTuple):
    course: Course
    module: Module
    lesson: Lesson
    sheet: sheets.Sheet
    script: list[Skill]
    sources: list[Sourced]


class _Poster(NamedTuple):
    course: Course
    module: Module
    lesson: Lesson
    lines: list[list[str]]
    size: str
    picture: Shown | None
    qr: Markup


def pages_of(found: Iterable[tuple[Course, Module, Lesson]], title: str) -> str:
    """One side a lesson, for who teaches it."""
    kept = [
        _Side(
            *each,
            sheet=sheets.sheet_of(each[2], tongue()),
            script=sheets.script_of(*each[1:]),
            sources=sheets.sources_of(each[2]),
        )
        for each in found
    ]
    with written_in(tongue()):
        return render_template(
            "handouts/page.html", sheets=kept, title=title, tongue=language(), dated=_dated
        )


def posters_of(
    found: list[tuple[Course, Module, Lesson]], title: str, unpublished: Mapping[str, bytes] = _NONE
) -> str:
    """One poster a lesson; `unpublished` are the pictures that only a draft knows, by their names."""
    pictures = [rules.pictures_of(lesson, tongue()) for _course, _module, lesson in found]
    names = {picture.name for shown in pictures for picture in shown}
    practice = queries.practice_among(names) | queries.practice_in(unpublished)
    made = [
        _Poster(
            *each,
            lines=rules.lines_of(each[2], tongue()),
            size=rules.size_of(each[2].title.in_(tongue())),
            picture=rules.for_poster(shown, practice),
            qr=qr_drawing(public_address(*each), _("QR code that opens the lesson")),
        )
        for each, shown in zip(found, pictures, strict=True)
    ]
    place = queries.place_of(me())
    with written_in(tongue()):
        return render_template(
            "handouts/poster.html", posters=made, title=title, tongue=language(), place=place
        )


def _dated(written: str) -> str:
    return full_date(date.fromisoformat(written))
