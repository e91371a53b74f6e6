"""The register: taking it as one form or tap by tap, closing it, opening it again."""

from functools import partial

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.classes.actions import attendance as actions
from lms.classes.actions import online as online_actions
from lms.classes.forms.attendance import BadTaps, CloseForm, agreed_in, chosen_in, taps_in, together_in
from lms.classes.models import MeetingState
from lms.classes.queries import attendance as queries
from lms.classes.queries import honesty, sheet
from lms.classes.rules.attendance import check_held, is_long_ago
from lms.classes.views.blueprint import pages
from lms.classes.views.drawing import open_register
from lms.core import clock
from lms.core.access import Role, me, needs
from lms.core.db import db
from lms.core.errors import Refusal
from lms.core.short import at_once
from lms.ui.wire import see_other

STAFF = (Role.TRAINER, Role.CADRE, Role.ADMIN)


@pages.get("/meetings/<int:meeting_id>/register")
@needs(*STAFF)
def register(meeting_id: int) -> ResponseReturnValue:
    asker, now = me(), clock.now()
    meeting = queries.meeting_taught_by(asker, meeting_id)
    check_held(meeting.state, meeting.starts_at, now)
    shown = sheet.sheet_of(meeting, asker.person_id, now)
    long_ago = is_long_ago(meeting.ends_at, meeting.correction_days, now)
    reasons = queries.reasons_of(meeting_id) if long_ago else []
    if meeting.state is not MeetingState.CONFIRMED:
        return open_register(meeting, shown, here=shown.here, long_ago=long_ago, reasons=reasons)
    return render_template(
        "classes/register_closed.html", meeting=meeting, sheet=shown, long_ago=long_ago, reasons=reasons
    )


@pages.post("/meetings/<int:meeting_id>/register")
@needs(*STAFF)
def save_register(meeting_id: int) -> ResponseReturnValue:
    asker, chosen = me(), chosen_in(request.form.items())
    agreed = agreed_in(request.form.getlist("agree"))
    save = partial(actions.save_form, asker, meeting_id, chosen, clock.now(), agreed)
    if queries.only_teaches(asker):
        at_once(save)
    else:
        save()
        db.session.commit()
    return see_other(f"/meetings/{meeting_id}/register/close")


@pages.post("/meetings/<int:meeting_id>/register/marks")
@needs(*STAFF)
def save_marks(meeting_id: int) -> ResponseReturnValue:
    """Taps as register.js sends them; says which ids stand and which are refused, and why."""
    asker, now = me(), clock.now()
    meeting = queries.meeting_taught_by(asker, meeting_id)
    try:
        taps, skew = taps_in(request.get_json(), now)
        marked = actions.save_taps(meeting, taps, asker.person_id, now, skew, together_in(request.get_json()))
    except BadTaps:
        abort(400)
    except Refusal as refusal:
        db.session.rollback()
        return jsonify(reason=str(refusal.reason)), 409
    db.session.commit()
    answer = {"kept": marked.kept, "refused": marked.refused}
    return jsonify(answer), 409 if marked.refused else 200


@pages.post("/meetings/<int:meeting_id>/register/together")
@needs(*STAFF)
def mark_together(meeting_id: int) -> ResponseReturnValue:
    """Everybody without a mark is present; the page that follows offers to take it back."""
    meeting = queries.meeting_taught_by(me(), meeting_id)
    actions.mark_together(meeting, me().person_id, clock.now())
    db.session.commit()
    return see_other(f"/meetings/{meeting_id}/register")


@pages.post("/meetings/<int:meeting_id>/register/together/undo")
@needs(*STAFF)
def undo_together(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.meeting_taught_by(me(), meeting_id)
    undone = actions.undo_together(meeting, me().person_id, clock.now())
    db.session.commit()
    flash(ngettext("%(num)d mark is taken back.", "%(num)d marks are taken back.", undone), "good")
    return see_other(f"/meetings/{meeting_id}/register")


@pages.post("/meetings/<int:meeting_id>/register/proposals")
@needs(*STAFF)
def take_over(meeting_id: int) -> ResponseReturnValue:
    """The minutes online become marks by one tap of the trainer."""
    asker, now = me(), clock.now()
    meeting = queries.meeting_taught_by(asker, meeting_id)
    proposed = sheet.sheet_of(meeting, asker.person_id, now).proposed()
    taken = online_actions.take_over(meeting, proposed, asker.person_id, now)
    db.session.commit()
    flash(ngettext("%(num)d mark taken over.", "%(num)d marks taken over.", taken), "good")
    return redirect(url_for(".register", meeting_id=meeting_id), 303)


@pages.route("/meetings/<int:meeting_id>/register/close", methods=["GET", "POST"])
@needs(*STAFF)
def close_register(meeting_id: int) -> ResponseReturnValue:
    asker, now = me(), clock.now()
    meeting = queries.meeting_taught_by(asker, meeting_id)
    if meeting.state is MeetingState.CONFIRMED:
        return redirect(url_for(".register", meeting_id=meeting_id), 303)
    check_held(meeting.state, meeting.starts_at, now)
    learners = queries.learners_of(meeting)
    shown = sheet.counts_of(learners)
    form = CloseForm(data={"head_count": meeting.head_count})  # a trainer may have counted without a network
    differs = False
    if form.validate_on_submit():
        heads = form.head_count.data or 0
        differs = heads != shown.here
        if not differs or form.anyway.data:
            actions.close_register(meeting, heads, asker.person_id, now)
            db.session.commit()
            flash(_("The register is closed."), "good")
            return redirect(url_for(".register", meeting_id=meeting_id), 303)
    return render_template(
        "classes/register_close.html",
        meeting=meeting,
        counts=shown,
        form=form,
        differs=differs,
        flags=honesty.flags_of(meeting, None),
        here=[learner.name for learner in learners if sheet.says_here(learner)],
        names={learner.id: learner.name for learner in learners},
    )


@pages.post("/meetings/<int:meeting_id>/register/reopen")
@needs(*STAFF)
def reopen_register(meeting_id: int) -> ResponseReturnValue:
    asker = me()
    meeting = queries.meeting_taught_by(asker, meeting_id)
    actions.reopen_register(meeting, asker.person_id, clock.now())
    db.session.commit()
    flash(_("The register is open again."), "good")
    return redirect(url_for(".register", meeting_id=meeting_id), 303)
