"""How I want to be reminded; and the list for the loudspeaker and for callers, which needs nothing."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classes.queries.attendance import meeting_taught_by
from lms.core import audit, clock
from lms.core.access import me, needs, signed_in
from lms.core.audit import Deed
from lms.core.db import db
from lms.keeping.actions import reminders as act
from lms.keeping.channels import ways
from lms.keeping.forms import WaysForm
from lms.keeping.models import Channel
from lms.keeping.queries import reminders as find
from lms.keeping.rules.reminders import words
from lms.keeping.views import phones
from lms.keeping.views.blueprint import STAFF, pages
from lms.ui.languages import day, hour
from lms.ui.manners import address_colleague


@pages.route("/reminders", methods=["GET", "POST"])
@signed_in
def my_reminders() -> ResponseReturnValue:
    """Boxes that nobody ticked but the reader; taking a tick away counts at once."""
    address_colleague(me())
    person_id, now = me().person_id, clock.now()
    agreed = find.ways_of(person_id)
    form = WaysForm(
        sms=Channel.SMS in agreed,
        email=Channel.EMAIL in agreed,
        address=agreed.get(Channel.EMAIL) or "",
        caller=Channel.CALLER in agreed,
    )
    if form.validate_on_submit():
        address = (form.address.data or "").strip()
        for channel, wanted in (
            (Channel.SMS, form.sms.data),
            (Channel.EMAIL, form.email.data),
            (Channel.CALLER, form.caller.data),
        ):
            own = address if channel is Channel.EMAIL else None
            if wanted and (channel not in agreed or agreed[channel] != own):
                act.agree(person_id, channel, own, now)
            elif not wanted and channel in agreed:
                act.withdraw(person_id, channel, now)
        db.session.commit()
        flash(_("Your choice is saved. You can change it at any time."), "good")
        return redirect(url_for(".my_reminders"), code=303)
    return render_template(
        "keeping/my_reminders.html",
        form=form,
        phone=find.phone_of(person_id),
        open_ways=[each.value for each in ways(current_app.config)],
        **phones.on_the_page(),
    )


@pages.get("/meetings/<int:meeting_id>/reminders")
@needs(*STAFF)
def to_tell(meeting_id: int) -> ResponseReturnValue:
    """A text to read out, and the people whom no message reached. It can be printed."""
    meeting = meeting_taught_by(me(), meeting_id)
    people = find.to_tell(meeting.id)
    audit.trace(me().person_id, Deed.SAW, "reminders", meeting.id, clock.now(), people=len(people))
    text = words(meeting.cohort_name, day(meeting.starts_at), hour(meeting.starts_at), meeting.place)
    return render_template("keeping/to_tell.html", meeting=meeting, people=people, text=text)
