"""The people of a class: finding and adding them, one member's page, leaving and coming back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.catalogue import shelf
from lms.classes.actions import seats
from lms.classes.actions.newcomers import bring_in
from lms.classes.models import Kind
from lms.classes.queries import members as find
from lms.classes.queries import overview
from lms.classes.queries.cohorts import cohort_run_by
from lms.classes.queries.meetings import excuses_of, invited_to, meetings_of
from lms.classes.queries.seats import places_in
from lms.classes.queries.skills import best_of
from lms.classes.views.blueprint import STAFF, pages
from lms.core import audit, clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.core.db import db
from lms.people.queries import person_in_scope, search_people


@pages.get("/classes/<int:cohort_id>/members/add")
@needs(*STAFF)
def add_members(cohort_id: int) -> ResponseReturnValue:
    """Search by name without accents; a list from a file and a walk-in are one tap away."""
    cohort = cohort_run_by(me(), cohort_id)
    words = request.args.get("q", "").strip()[:60]
    return render_template(
        "classes/members_add.html",
        cohort=cohort,
        words=words,
        found=search_people(me(), words) if words else [],
        members=find.ids_of_members(cohort.id),
        places=places_in(cohort.id),
    )


@pages.post("/classes/<int:cohort_id>/members/<int:person_id>/join")
@needs(*STAFF)
def join_cohort(cohort_id: int, person_id: int) -> ResponseReturnValue:
    cohort = cohort_run_by(me(), cohort_id)
    person = person_in_scope(me(), person_id)
    name = person.name
    place = bring_in(cohort, person.id, me().person_id, clock.now())
    db.session.commit()
    if place:
        return redirect(url_for(".waits", cohort_id=cohort_id, person_id=person_id), code=303)
    flash(_("%(name)s is in the class now.", name=name), "good")
    words = request.form.get("q", "")[:60]
    return redirect(url_for(".add_members", cohort_id=cohort_id, q=words or None), code=303)


@pages.get("/classes/<int:cohort_id>/members/<int:person_id>")
@needs(*STAFF)
def member(cohort_id: int, person_id: int) -> ResponseReturnValue:
    cohort = cohort_run_by(me(), cohort_id)
    row = find.member_of(cohort.id, person_id)
    audit.trace(me().person_id, Deed.SAW, "person", row.id, clock.now(), cohort=cohort.id)
    for_them = invited_to(cohort.id, row.id)
    meetings = [each for each in meetings_of(cohort.id) if each.kind is Kind.LESSON or each.id in for_them]
    modules = overview.modules_of(cohort, shelf.course(cohort.course))
    attendance, marks = overview.attendance_of(meetings, cohort.id, row.id, row.joined_at)
    best = best_of([row.id], cohort.course).get(row.id, {})
    return render_template(
        "classes/member.html",
        cohort=cohort,
        member=row,
        meetings=meetings,
        marks=marks,
        excuses=excuses_of(cohort.id, row.id),
        attendance=attendance,
        modules=modules,
        best=best,
        seen={module.slug: {skill for of, skill in best if of == module.slug} for module in modules},
        done=find.completed_by_members(cohort.id, cohort.course).get(row.id, set()),
    )


@pages.post("/classes/<int:cohort_id>/members/<int:person_id>/leave")
@needs(*STAFF)
def leave_cohort(cohort_id: int, person_id: int) -> ResponseReturnValue:
    cohort = cohort_run_by(me(), cohort_id)
    now = clock.now()
    if seats.withdraw(cohort.id, find.member_of(cohort.id, person_id).id, me().person_id, now):
        audit.record(me().person_id, Deed.CHANGED, "person", person_id, now, left=cohort_id)
    db.session.commit()
    return redirect(url_for(".member", cohort_id=cohort_id, person_id=person_id), code=303)


@pages.post("/classes/<int:cohort_id>/members/<int:person_id>/return")
@needs(*STAFF)
def come_back(cohort_id: int, person_id: int) -> ResponseReturnValue:
    """Undo leaving: who was a member may be one again, wherever they live now."""
    cohort = cohort_run_by(me(), cohort_id)
    row = find.member_of(cohort.id, person_id)
    name = row.name
    place = bring_in(cohort, row.id, me().person_id, clock.now())
    db.session.commit()
    if place:
        return redirect(url_for(".waits", cohort_id=cohort_id, person_id=person_id), code=303)
    flash(_("%(name)s is in the class again.", name=name), "good")
    return redirect(url_for(".member", cohort_id=cohort_id, person_id=person_id), code=303)
