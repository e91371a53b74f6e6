"""A seat in a class: finding one, waiting in line, giving it up; and the notices that tell of it."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classes.actions import notices, seats
from lms.classes.queries import cohorts as find_cohorts
from lms.classes.queries import online as find_online
from lms.classes.queries import seats as find
from lms.classes.queries.members import seats_of
from lms.classes.views.blueprint import STAFF, pages
from lms.core import audit, clock
from lms.core.access import me, needs, signed_in
from lms.core.audit import Deed
from lms.core.db import db


@pages.get("/classes/near")
@signed_in
def near() -> ResponseReturnValue:
    """Classes of one's commune whose trainers let people join by themselves."""
    return render_template("classes/seats_near.html", found=find.classes_near(me()))


@pages.get("/classes/<int:cohort_id>/seat")
@signed_in
def seat(cohort_id: int) -> ResponseReturnValue:
    if find_online.is_member(me().person_id, cohort_id):
        return redirect(url_for(".cohort", cohort_id=cohort_id), code=303)
    cohort = find.class_to_join(me(), cohort_id)
    return render_template(
        "classes/seat.html",
        cohort=cohort,
        unit=find_cohorts.unit_name(cohort.unit_id),
        trainers=find_cohorts.trainers_of(cohort.id),
        free=max(0, seats_of(cohort.id)[0]),
        place=find.place_of(cohort.id, me().person_id),
    )


@pages.post("/classes/<int:cohort_id>/seat")
@signed_in
def take_seat(cohort_id: int) -> ResponseReturnValue:
    cohort_id = find.class_to_join(me(), cohort_id).id
    place = seats.ask_for_seat(cohort_id, me().person_id, clock.now())
    db.session.commit()
    if place:
        return redirect(url_for(".seat", cohort_id=cohort_id), code=303)
    flash(_("You have a seat in this class. We look forward to seeing you."), "good")
    return redirect(url_for(".cohort", cohort_id=cohort_id), code=303)


@pages.post("/classes/<int:cohort_id>/seat/give-up")
@signed_in
def give_up(cohort_id: int) -> ResponseReturnValue:
    cohort = find.class_to_join(me(), cohort_id)
    if seats.give_up_place(cohort.id, me().person_id):
        flash(_("You do not wait any more. You can ask again at any time."), "good")
    db.session.commit()
    return redirect(url_for(".index"), code=303)


@pages.route("/classes/<int:cohort_id>/withdraw", methods=["GET", "POST"])
@signed_in
def withdraw(cohort_id: int) -> ResponseReturnValue:
    """A member leaves; the trainer can take that back."""
    cohort = find_cohorts.cohort_joined_by(me().person_id, cohort_id)
    if request.method == "GET":
        return render_template("classes/withdraw.html", cohort=cohort)
    now = clock.now()
    seats.withdraw(cohort.id, me().person_id, me().person_id, now)
    audit.record(me().person_id, Deed.CHANGED, "person", me().person_id, now, left=cohort_id)
    db.session.commit()
    flash(_("You have left the class. Your trainer can give you a seat again."), "good")
    return redirect(url_for(".index"), code=303)


@pages.post("/classes/<int:cohort_id>/line/<int:person_id>/remove")
@needs(*STAFF)
def remove_from_line(cohort_id: int, person_id: int) -> ResponseReturnValue:
    cohort = find_cohorts.cohort_run_by(me(), cohort_id)
    if seats.give_up_place(cohort.id, person_id):
        audit.record(me().person_id, Deed.CHANGED, "person", person_id, clock.now(), line=cohort.id)
        flash(_("Taken out of the line."), "good")
    db.session.commit()
    return redirect(url_for(".cohort", cohort_id=cohort_id), code=303)


@pages.post("/notices/<int:notice_id>/seen")
@signed_in
def notice_seen(notice_id: int) -> ResponseReturnValue:
    if not notices.mark_seen(notice_id, me().person_id, clock.now()):
        abort(404)
    db.session.commit()
    return redirect(url_for("home.index"), code=303)
