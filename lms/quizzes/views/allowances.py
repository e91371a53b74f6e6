"""More time or more tries for one person, given by staff in charge of them."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.catalogue.content import Course, Module
from lms.core import audit, clock
from lms.core.access import Role, me, needs
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.errors import Missing
from lms.learning.editions import course_for, courses_in_charge
from lms.people.queries import person_in_scope
from lms.quizzes.actions import allowances as actions
from lms.quizzes.forms.allowances import AllowanceForm
from lms.quizzes.queries.attempts import allowance as given_to
from lms.quizzes.queries.limits import allowances_of, limits_of
from lms.quizzes.views import pages

STAFF = (Role.TRAINER, Role.CADRE, Role.ADMIN)


@pages.get("/quizzes/allowances/<int:person_id>")
@needs(*STAFF)
def allowances(person_id: int) -> ResponseReturnValue:
    """The quizzes that have limits, and what this person was given."""
    person = person_in_scope(me(), person_id)
    given = allowances_of(person.id)
    audit.trace(me().person_id, Deed.SAW, "allowances", person.id, clock.now())
    limited = [course for course in courses_in_charge(me()) if _has_limits(course)]
    return render_template(
        "quizzes/allowances.html",
        person=person,
        back=_back(person.id),
        courses=limited,
        given={(each.course, each.module): each for each in given},
    )


@pages.route("/quizzes/<course>/<module>/allowances/<int:person_id>", methods=["GET", "POST"])
@needs(*STAFF)
def allowance(course: str, module: str, person_id: int) -> ResponseReturnValue:
    person = person_in_scope(me(), person_id)
    edition, its_module = _quiz(course, module)
    limits = limits_of(person.id, edition, module)
    extra = given_to(person.id, course, module)
    form = AllowanceForm(extra_minutes=extra.minutes, extra_attempts=extra.attempts)
    form.offer(limits)
    if _has_limits(edition) and form.validate_on_submit():
        now = clock.now()
        more = {"extra_minutes": form.minutes, "extra_attempts": form.attempts}
        actions.allow(
            person.id,
            edition,
            module,
            **more,
            reason=form.reason.data or "",
            given_by=me().person_id,
            now=now,
        )
        about = f"{course}/{module}"
        audit.record(me().person_id, Deed.CHANGED, "allowance", person.id, now, quiz=about, **more)
        db.session.commit()
        flash(_("Kept. It counts from now on."), "good")
        return redirect(url_for(".allowances", person_id=person.id, **_carried()), 303)
    if request.method == "GET":
        audit.trace(me().person_id, Deed.SAW, "allowances", person.id, clock.now())
    return render_template(
        "quizzes/allowance.html",
        person=person,
        course=edition,
        module=its_module,
        limits=limits,
        form=form,
        limited=_has_limits(edition),
        back=url_for(".allowances", person_id=person.id, **_carried()),
    )


def _has_limits(course: Course) -> bool:
    return course.quiz.minutes is not None or course.quiz.attempts is not None


def _quiz(course: str, module: str) -> tuple[Course, Module]:
    edition = course_for(me(), course)
    its_module = edition.module(module)
    if its_module is None:
        raise Missing
    return edition, its_module


def _carried() -> dict[str, Any]:
    """The class one came from, if any, so that one gets back to it."""
    cohort = request.args.get("cohort_id", "")
    return {"cohort_id": cohort} if cohort.isascii() and cohort.isdigit() and len(cohort) < 19 else {}


def _back(person_id: int) -> str:
    return (
        url_for("classes.member", person_id=person_id, **_carried())
        if _carried()
        else url_for("people.person", person_id=person_id)
    )
