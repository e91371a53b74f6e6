"""The papers themselves, each handed to a worker to draw."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.catalogue.content import Lesson, Module
from lms.core.access import me, needs
from lms.core.errors import Missing
from lms.handouts.drawing import pages_of, posters_of
from lms.handouts.rules.speaking import seconds
from lms.handouts.views.blueprint import (
    STAFF,
    chosen,
    chosen_lesson,
    chosen_modules,
    pages,
    tongue,
)
from lms.learning.editions import course_for
from lms.printing.handing import as_pdf
from lms.ui.languages import language, written_in

_FAR_BACK = 200
_LONG, _LONGEST = 480, 640  # letters that fill a third of a page in the large and the middle size


class _Spoken(NamedTuple):
    module: Module
    lesson: Lesson
    seconds: int
    size: str


@pages.get("/handouts/<course>/<module>/<lesson>/page.pdf")
@needs(*STAFF)
def page(course: str, module: str, lesson: str) -> ResponseReturnValue:
    found = chosen_lesson(course, module, lesson)
    title = found[2].title.in_(tongue())
    return _handed(f"bai-{lesson}", pages_of([found], title), _back(course, module, lesson))


@pages.get("/handouts/<course>/<module>/booklet.pdf")
@needs(*STAFF)
def booklet(course: str, module: str) -> ResponseReturnValue:
    """The pages of all lessons of these modules."""
    edition, modules = chosen_modules(course, module)
    found = [(edition, each, lesson) for each in modules for lesson in each.lessons]
    return _handed(
        f"tap-{modules[0].slug}", pages_of(found, modules[0].title.in_(tongue())), _back(course, module)
    )


@pages.get("/handouts/<course>/<module>/<lesson>/poster.pdf")
@needs(*STAFF)
def poster(course: str, module: str, lesson: str) -> ResponseReturnValue:
    found = chosen_lesson(course, module, lesson)
    title = found[2].title.in_(tongue())
    return _handed(f"ap-phich-{lesson}", posters_of([found], title), _back(course, module, lesson))


@pages.get("/handouts/<course>/posters.pdf")
@needs(*STAFF)
def posters(course: str) -> ResponseReturnValue:
    edition = course_for(me(), course)
    found = [(edition, module, lesson) for module, lesson in edition.lessons()]
    return _handed(f"ap-phich-{course}", posters_of(found, edition.title.in_(tongue())), url_for(".index"))


@pages.get("/handouts/<course>/<module>/<lesson>/loudspeaker.txt")
@needs(*STAFF)
def loudspeaker_text(course: str, module: str, lesson: str) -> ResponseReturnValue:
    """The text alone, to send on.

    Raises:
        Missing: also when this edition has none.
    """
    *_rest, found = chosen_lesson(course, module, lesson)
    if found.loudspeaker is None:
        raise Missing
    answer = Response(f"{found.loudspeaker.in_(tongue())}\n", mimetype="text/plain")
    answer.headers["Content-Disposition"] = f'inline; filename="loa-{lesson}.txt"'
    return answer


@pages.get("/handouts/<course>/<module>/loudspeaker.pdf")
@needs(*STAFF)
def loudspeaker_module(course: str, module: str) -> ResponseReturnValue:
    _edition, modules = chosen_modules(course, module)
    found = [(each, lesson) for each in modules for lesson in each.lessons]
    return _handed(f"loa-{modules[0].slug}", _spoken(found), _back(course, module))


@pages.get("/handouts/<course>/loudspeaker.pdf")
@needs(*STAFF)
def loudspeaker_course(course: str) -> ResponseReturnValue:
    edition = course_for(me(), course)
    return _handed(f"loa-{course}", _spoken(edition.lessons()), url_for(".index"))


def _spoken(found: Iterable[tuple[Module, Lesson]]) -> str:
    made = [_Spoken(module, lesson, *_measured(lesson)) for module, lesson in found]
    with written_in(tongue()):
        return render_template(
            "handouts/loudspeaker.html", spoken=made, title=_("For the loudspeaker"), tongue=language()
        )


def _measured(lesson: Lesson) -> tuple[int, str]:
    if lesson.loudspeaker is None:
        return 0, ""
    text = lesson.loudspeaker.in_(tongue())
    size = "longest" if len(text) > _LONGEST else "long" if len(text) > _LONG else ""
    return seconds(text, lesson.loudspeaker.language_for(tongue())), size


def _handed(name: str, page: str, back: str) -> ResponseReturnValue:
    # So many modules may be named that their address is longer than a drawing remembers.
    return as_pdf(f"{name}-{tongue()}", page, back if len(back) <= _FAR_BACK else url_for(".index"))


def _back(course: str, module: str, lesson: str = "") -> str:
    where: dict[str, Any] = {"course": course, "module": module, **chosen()}
    return url_for(".lesson", lesson=lesson, **where) if lesson else url_for(".module", **where)
