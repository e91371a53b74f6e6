"""The trainer's side of an online meeting: who is in it, asking who is here, names that cannot be placed yet."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.classes.actions import asking, guests
from lms.classes.queries import attendance as find
from lms.classes.queries import files as members
from lms.classes.queries import guests as find_guests
from lms.classes.queries import questions
from lms.classes.queries.watching import watched
from lms.classes.rules.attendance import check_held
from lms.classes.views.blueprint import STAFF, id_asked, pages
from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db


@pages.get("/meetings/<int:meeting_id>/online")
@needs(*STAFF)
def watch(meeting_id: int) -> ResponseReturnValue:
    now = clock.now()
    meeting = find.meeting_taught_by(me(), meeting_id)
    check_held(meeting.state, meeting.starts_at, now)
    rows, asked = watched(meeting, now)
    return render_template(
        "classes/online_watch.html",
        meeting=meeting,
        rows=rows,
        asked=asked,
        open=questions.open_now(meeting_id, now),
        guests=find_guests.guests_of(meeting_id),
        members=members.members_to_match(meeting),
        going_on=meeting.starts_at <= now <= meeting.ends_at,
    )


@pages.post("/meetings/<int:meeting_id>/online/ask")
@needs(*STAFF)
def ask_who_is_here(meeting_id: int) -> ResponseReturnValue:
    meeting = find.meeting_taught_by(me(), meeting_id)
    asking.ask(meeting, me().person_id, clock.now())
    db.session.commit()
    flash(_("Everybody online is asked now. They have three minutes."), "good")
    return redirect(url_for(".watch", meeting_id=meeting_id), 303)


@pages.post("/meetings/<int:meeting_id>/online/guests")
@needs(*STAFF)
def add_guests(meeting_id: int) -> ResponseReturnValue:
    """Names one a line, as they stand in the meeting programme."""
    meeting = find.meeting_taught_by(me(), meeting_id)
    names = request.form.get("names", "")[:5000].splitlines()[:60]
    added = guests.note(meeting.id, names, me().person_id, clock.now())
    db.session.commit()
    flash(ngettext("%(num)d name is kept.", "%(num)d names are kept.", added), "good")
    return redirect(url_for(".watch", meeting_id=meeting_id), 303)


@pages.post("/meetings/<int:meeting_id>/online/guests/<int:guest_id>")
@needs(*STAFF)
def place_guest(meeting_id: int, guest_id: int) -> ResponseReturnValue:
    """The name was this member, or nobody's."""
    meeting = find.meeting_taught_by(me(), meeting_id)
    if "forget" in request.form:
        guests.forget(meeting.id, guest_id)
    elif (person_id := id_asked("person")) is not None:
        guests.place(meeting, guest_id, person_id, me().person_id, clock.now())
    db.session.commit()
    return redirect(url_for(".watch", meeting_id=meeting_id), 303)
