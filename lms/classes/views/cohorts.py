"""My classes, one class, a new one, changing and closing it, and its trainers."""

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.catalogue import shelf
from lms.classes.actions import cohorts as act
from lms.classes.actions import meetings as plan
from lms.classes.forms.cohorts import NewCohortForm, PlanForm
from lms.classes.models import Cohort, Kind
from lms.classes.queries import cohorts as find
from lms.classes.queries import meetings as find_meetings
from lms.classes.queries import members as find_members
from lms.classes.queries import overview
from lms.classes.queries import seats as find_seats
from lms.classes.queries import units as find_units
from lms.classes.queries.presences import came_to, presences_in
from lms.classes.rules.cohorts import SeatsInUse, current_meeting
from lms.classes.views.blueprint import STAFF, id_asked, pages
from lms.core import audit, clock
from lms.core.access import Role, me, needs, signed_in
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.errors import Missing
from lms.core.text import fold
from lms.learning.editions import course_for, courses_in_charge
from lms.learning.rules import programme
from lms.ui.languages import language


@pages.get("/classes/")
@signed_in
def index() -> ResponseReturnValue:
    asker, now = me(), clock.now()
    page = max(1, min(request.args.get("page", 1, type=int), 10_000))
    cohorts, more = find.cohorts_run_by(asker, now, page) if asker.has(*STAFF) else ([], False)
    joined = find.cohorts_joined_by(asker.person_id, now)
    waiting = find_seats.waiting_of(asker.person_id)
    return render_template(
        "classes/index.html", cohorts=cohorts, joined=joined, waiting=waiting, page=page, more=more
    )


@pages.get("/classes/<int:cohort_id>")
@signed_in
def cohort(cohort_id: int) -> ResponseReturnValue:
    try:
        return _for_staff(find.cohort_run_by(me(), cohort_id))
    except Missing:
        return _for_member(find.cohort_joined_by(me().person_id, cohort_id))


def _for_staff(cohort: Cohort) -> str:
    modules = overview.modules_of(cohort, shelf.course(cohort.course))
    meetings, presences = find_meetings.meetings_of(cohort.id), presences_in(cohort.id)
    lines = overview.lines_of(cohort, modules, meetings, presences)
    audit.trace(me().person_id, Deed.SAW, "cohort", cohort.id, clock.now(), people=len(lines))
    return render_template(
        "classes/cohort.html",
        **_common(cohort, modules, meetings),
        came=came_to(presences),
        lines=[line for line in lines if line.left_at is None],
        gone=[line for line in lines if line.left_at is not None],
        line=find_seats.line_of(cohort.id),
        required=len(overview.required_skills(modules)),
        tomorrow=clock.at_local(clock.today() + timedelta(days=1), 0),
        taught=", ".join(module.short.in_(language()) for module in modules),
    )


def _for_member(cohort: Cohort) -> str:
    modules = overview.modules_of(cohort, shelf.course(cohort.course))
    meetings = find_meetings.meetings_of(cohort.id)
    mine = find_members.member_of(cohort.id, me().person_id)
    for_me = find_meetings.invited_to(cohort.id, mine.id)
    meetings = [row for row in meetings if row.kind is Kind.LESSON or row.id in for_me]
    attendance, marks = overview.attendance_of(meetings, cohort.id, mine.id, mine.joined_at)
    return render_template(
        "classes/cohort_of_mine.html",
        **_common(cohort, modules, meetings),
        attendance=attendance,
        marks=marks,
        excuses=find_meetings.excuses_of(cohort.id, mine.id),
    )


def _common(cohort: Cohort, modules: Any, meetings: Any) -> dict[str, Any]:
    return {
        "cohort": cohort,
        "unit": find.unit_name(cohort.unit_id),
        "trainers": find.trainers_of(cohort.id),
        "modules": modules,
        "meetings": meetings,
        "coming": current_meeting(meetings, clock.now()),
    }


@pages.route("/classes/new", methods=["GET", "POST"])
@needs(*STAFF)
def new_cohort() -> ResponseReturnValue:
    """The class and its meetings on one page; who answers for many communes chooses one first."""
    asker = me()
    course = _chosen_course()
    if course is None:
        return render_template("classes/cohort_form_course.html", courses=courses_in_charge(me()))
    near = id_asked("near")
    below = find_units.unit_to_teach_in(asker, near).path if near else None
    units = find_units.units_to_teach_in(asker, below)
    if units is None:
        words = fold(request.args.get("q", ""))[:60]
        found = find_units.communes_named(asker, words) if words else []
        return render_template("classes/cohort_form_place.html", course=course, words=words, found=found)
    taught = programme(course, request.args.get("path"))
    form = NewCohortForm(
        modules=[module.slug for module in taught], minimum_attendance=course.minimum_attendance
    )
    form.offer_modules(course, language())
    form.offer_units(units)
    if form.validate_on_submit():
        now, values = clock.now(), form.plan()
        unit = find_units.unit_to_teach_in(asker, int(form.unit.data))
        made = act.open_cohort(
            values, course.slug, unit.id, now, made_by=asker.person_id, teaches=asker.has(Role.TRAINER)
        )
        plan.plan_meetings(made, form.times(), form.room(values.place))
        db.session.commit()
        flash(_("The class is ready. Now add the people who learn in it."), "good")
        return redirect(url_for(".cohort", cohort_id=made.id), code=303)
    return render_template("classes/cohort_form.html", form=form, course=course, cohort=None, near=near)


def _chosen_course() -> Any:
    """The course named in the address, or the only one there is; None when it has to be chosen."""
    named = request.args.get("course", "")
    if named:
        return course_for(me(), named)
    courses = courses_in_charge(me())
    return courses[0] if len(courses) == 1 else None


@pages.route("/classes/<int:cohort_id>/edit", methods=["GET", "POST"])
@needs(*STAFF)
def edit_cohort(cohort_id: int) -> ResponseReturnValue:
    cohort = find.cohort_run_by(me(), cohort_id)
    course = shelf.course(cohort.course)
    form = PlanForm(obj=cohort)
    form.offer_modules(course, language())
    seats = ngettext("%(num)d seat", "%(num)d seats", cohort.capacity)
    if not form.overtaken(f"{cohort.name}, {cohort.place}, {seats}") and form.validate_on_submit():
        try:
            act.change(cohort, form.plan(), clock.now())
        except SeatsInUse as refusal:
            form.refuse("capacity", refusal.reason)
        else:
            db.session.commit()
            flash(_("The changes are saved."), "good")
            return redirect(url_for(".cohort", cohort_id=cohort.id), code=303)
    return render_template("classes/cohort_form.html", form=form, course=course, cohort=cohort)


@pages.get("/classes/<int:cohort_id>/trainers")
@needs(*STAFF)
def trainers(cohort_id: int) -> ResponseReturnValue:
    cohort = find.cohort_run_by(me(), cohort_id)
    words = request.args.get("q", "")[:60]
    return render_template(
        "classes/cohort_trainers.html",
        cohort=cohort,
        teaching=find.trainers_of(cohort.id),
        found=find.trainers_to_add(me(), cohort.id, fold(words)),
        words=words,
    )


@pages.post("/classes/<int:cohort_id>/trainers/<int:person_id>/add")
@needs(*STAFF)
def add_trainer(cohort_id: int, person_id: int) -> ResponseReturnValue:
    cohort = find.cohort_run_by(me(), cohort_id)
    act.add_trainer(cohort.id, find.trainer_to_add(me(), person_id))
    db.session.commit()
    return redirect(url_for(".trainers", cohort_id=cohort.id), code=303)


@pages.post("/classes/<int:cohort_id>/trainers/<int:person_id>/remove")
@needs(*STAFF)
def remove_trainer(cohort_id: int, person_id: int) -> ResponseReturnValue:
    cohort = find.cohort_run_by(me(), cohort_id)
    act.remove_trainer(cohort.id, person_id)
    db.session.commit()
    still_mine = person_id != me().person_id or me().has(Role.CADRE, Role.ADMIN)
    return redirect(url_for(".trainers", cohort_id=cohort.id) if still_mine else url_for(".index"), code=303)
