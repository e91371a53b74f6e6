"""People who come into the system through a class: a walk-in at the door, and a roster from a file."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.classes.actions.attendance import mark
from lms.classes.actions.newcomers import bring_in, take_in, take_in_roster
from lms.classes.forms.members import RosterConfirmForm, RosterForm, WalkInForm
from lms.classes.models import Cohort, MarkSource, Presence
from lms.classes.queries.cohorts import cohort_run_by
from lms.classes.queries.meetings import meeting_run_by
from lms.classes.queries.roster import roster_of
from lms.classes.queries.units import unit_and_below
from lms.classes.rules.attendance import check_open
from lms.classes.rules.events import event_id
from lms.classes.views.blueprint import STAFF, id_asked, pages
from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.core.errors import Missing, Refusal
from lms.core.sheets import BadTable, Row, read_table
from lms.people.models import ConsentMethod
from lms.people.queries import STAFF as IN_SCOPE
from lms.people.queries import find_matches, person_in_scope
from lms.people.rules import as_shown


@pages.route("/classes/<int:cohort_id>/walk-in", methods=["GET", "POST"])
@needs(*STAFF)
def walk_in(cohort_id: int) -> ResponseReturnValue:
    """Somebody at the door: a member, and present, with two fields and one button."""
    cohort = cohort_run_by(me(), cohort_id)
    meeting = open_meeting(cohort)
    units = unit_and_below(cohort.unit_id)
    form = WalkInForm(unit=str(units[0].id))
    form.offer_units(units)
    matches: Sequence[Any] = ()
    if known := id_asked("match"):
        person = person_in_scope(me(), known)
        name, place = person.name, bring_in(cohort, person.id, me().person_id, clock.now())
        return _welcome(cohort, meeting, known, name, place)
    if form.validate_on_submit() and form.check_year(clock.today().year):
        entry = form.entry()
        matches = find_matches(me().paths(*IN_SCOPE), entry.name, entry.birth_year, int(form.unit.data))
        if not matches or request.form.get("anyway") == as_shown(matches):
            person_id, place = take_in(cohort, entry, ConsentMethod.ORAL, me().person_id, clock.now())
            return _welcome(cohort, meeting, person_id, entry.name, place)
    return render_template(
        "classes/member_walk_in.html",
        form=form,
        cohort=cohort,
        meeting=meeting,
        matches=matches,
        shown=as_shown(matches),
    )


def open_meeting(cohort: Cohort) -> Any | None:
    """The meeting named in the address, if its register is open; None when none is named."""
    named = id_asked("meeting")
    if named is None:
        return None
    meeting, its_cohort = meeting_run_by(me(), named)
    if its_cohort.id != cohort.id:
        raise Missing
    check_open(meeting.state, meeting.starts_at, clock.now())
    return meeting


def _welcome(cohort: Cohort, meeting: Any, person_id: int, name: str, place: int) -> ResponseReturnValue:
    """To the register or the class; from a full class to the page that offers one more seat."""
    cohort_id = cohort.id
    if place == 0:
        return seated(cohort_id, meeting, person_id, name)
    db.session.commit()
    at = meeting and meeting.id
    return redirect(url_for(".waits", cohort_id=cohort_id, person_id=person_id, meeting=at), code=303)


def seated(cohort_id: int, meeting: Any, person_id: int, name: str) -> ResponseReturnValue:
    """Keep that they have a seat; whoever came to a meeting is present there."""
    if meeting is None:
        back = url_for(".cohort", cohort_id=cohort_id)
        flash(_("%(name)s is in the class now.", name=name), "good")
    else:
        back, now, by = url_for(".register", meeting_id=meeting.id), clock.now(), me().person_id
        statement = (event_id(meeting.id, person_id, Presence.PRESENT, None, by), person_id)
        mark(meeting.id, [(*statement, Presence.PRESENT, now)], MarkSource.WALK_IN, by, now)
        flash(_("%(name)s is in the class and marked present.", name=name), "good")
    db.session.commit()
    return redirect(back, code=303)


@pages.route("/classes/<int:cohort_id>/roster", methods=["GET", "POST"])
@needs(*STAFF)
def roster(cohort_id: int) -> ResponseReturnValue:
    """A file becomes a preview; the preview, sent back, becomes members."""
    cohort = cohort_run_by(me(), cohort_id)
    if "rows" in request.form:
        return _take_in(cohort)
    form = RosterForm()
    if form.validate_on_submit():
        file = form.file.data
        try:
            return _preview(cohort, read_table(file.stream, file.filename or ""))
        except (BadTable, Refusal) as refusal:
            form.refuse("file", refusal.reason)
    return render_template("classes/members_roster.html", form=form, cohort=cohort)


def _preview(cohort: Cohort, rows: Sequence[Row], form: RosterConfirmForm | None = None) -> str:
    lines = roster_of(me(), cohort, rows, clock.today().year)
    if form is None:
        form = RosterConfirmForm(formdata=None)
        form.keep(rows)
    return render_template(
        "classes/members_roster_preview.html",
        cohort=cohort,
        form=form,
        lines=lines,
        coming=sum(line.comes for line in lines),
        free=cohort.capacity - cohort.seats_taken,
        chosen={line.entry.line: request.form.get(f"who-{line.entry.line}", line.proposed) for line in lines},
    )


def _take_in(cohort: Cohort) -> ResponseReturnValue:
    form = RosterConfirmForm()
    rows = form.kept()
    if not form.validate_on_submit():
        return _preview(cohort, rows, form)
    lines = roster_of(me(), cohort, rows, clock.today().year)
    choices = {
        line.entry.line: request.form[f"who-{line.entry.line}"]
        for line in lines
        if f"who-{line.entry.line}" in request.form
    }
    cohort_id = cohort.id
    try:
        taken = take_in_roster(
            cohort, lines, choices, me().person_id, clock.now(), with_seats="with_seats" in request.form
        )
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal.reason))
        return _preview(cohort, rows, form)
    db.session.commit()
    flash(
        ngettext("%(num)d person is new", "%(num)d people are new", taken.new)
        + ", "
        + ngettext("%(num)d we knew already.", "%(num)d we knew already.", taken.known),
        "good",
    )
    if waiting := taken.waiting:
        flash(
            ngettext(
                "The class is full: %(num)d of them waits in line. Below you can put in a seat.",
                "The class is full: %(num)d of them wait in line. Below you can put in seats.",
                waiting,
            )
        )
    return redirect(url_for(".cohort", cohort_id=cohort_id), code=303)
