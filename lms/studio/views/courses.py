"""Published courses: their editions, what differs between two, and going back to one."""

from collections.abc import Sequence

from flask import Response, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.catalogue import shelf
from lms.catalogue.texts import Text
from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.core.errors import Missing
from lms.learning.editions import course_for, end_lesson, local_lessons_in
from lms.places.models import Unit
from lms.studio import actions, queries
from lms.studio.forms import SureForm
from lms.studio.views.blueprint import WRITERS, pages
from lms.studio.views.differences import told
from lms.studio.views.draft import zipped
from lms.studio.views.editions import Named, named
from lms.ui.languages import language


@pages.get("/studio/courses/<course>")
@needs(*WRITERS)
def course(course: str) -> ResponseReturnValue:
    shown = course_for(me(), course)
    return render_template(
        "studio/course.html",
        course=shown,
        editions=named(shown),
        home=queries.home_unit(course),
        may_change=queries.home_path(me(), course) is not None,
    )


@pages.get("/studio/courses/<course>/compare")
@needs(*WRITERS)
def compare(course: str) -> ResponseReturnValue:
    """What a reader of the second edition finds that was not so in the first."""
    shown = course_for(me(), course)
    editions = named(shown)
    newest, before = editions[0], editions[:2][-1]
    newer = _one(editions, request.args.get("to") or newest.hash)
    older = _one(editions, request.args.get("from") or before.hash)
    return render_template(
        "studio/compare.html",
        course=shown,
        editions=editions,
        older=older,
        newer=newer,
        groups=told(
            queries.published_document(course, older.hash), queries.published_document(course, newer.hash)
        ),
    )


def _one(editions: Sequence[Named], edition: str) -> Named:
    for each in editions:
        if each.hash == edition:
            return each
    raise Missing


@pages.get("/studio/courses/<course>/editions/<edition>.zip")
@needs(*WRITERS)
def edition_package(course: str, edition: str) -> Response:
    course_for(me(), course)
    queries.published_document(course, edition)
    return zipped(course, queries.edition_files(edition))


@pages.route("/studio/courses/<course>/editions/<edition>/roll-back", methods=["GET", "POST"])
@needs(*WRITERS)
def roll_back(course: str, edition: str) -> ResponseReturnValue:
    if queries.home_path(me(), course) is None:
        raise Missing
    shown = course_for(me(), course)
    document = queries.published_document(course, edition)
    form = SureForm()
    if form.validate_on_submit():
        actions.roll_back(course, edition, me().person_id, clock.now())
        db.session.commit()
        shelf.forget()
        flash(_("Learners see this edition again."), "good")
        return redirect(url_for(".course", course=course), 303)
    editions = named(shown)
    return render_template(
        "studio/roll_back.html",
        form=form,
        course=shown,
        edition=_one(editions, edition),
        now=_one(editions, shown.edition),
        groups=told(queries.published_document(course, shown.edition), document),
    )


@pages.route("/studio/courses/<course>/lessons/<module>/<lesson>/<int:unit_id>/end", methods=["GET", "POST"])
@needs(*WRITERS)
def end_local(course: str, module: str, lesson: str, unit_id: int) -> ResponseReturnValue:
    """Show a unit the course's own lesson again."""
    unit = queries.unit_in_charge(me(), unit_id)
    shown = course_for(me(), course)
    own = shown.module(module)
    found = own.lesson(lesson) if own else None
    title = found.title if found else _title_of_own(course, module, lesson, unit)
    if request.method == "POST":
        end_lesson(course, module, lesson, unit.id, me().person_id, clock.now())
        db.session.commit()
        shelf.forget_beside()
        flash(_("The course's own lesson is shown again."), "good")
        return redirect(url_for(".index"), 303)
    return render_template("studio/end_lesson.html", title=title.in_(language()), unit=unit)


def _title_of_own(course: str, module: str, lesson: str, unit: Unit) -> Text:
    """How a unit calls its own version of a lesson that the course gave up.

    Raises:
        Missing: it has none.
    """
    for row, _name in local_lessons_in([unit.path]):
        if (row.course, row.module, row.lesson, row.unit_id) == (course, module, lesson, unit.id):
            return Text(row.document["title"])
    raise Missing
