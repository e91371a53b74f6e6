"""The paper sheet: found by its code, typed in a grid, its photograph kept as evidence."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.classes.actions import photos as keep
from lms.classes.actions.attendance import save_register
from lms.classes.forms.sheets import LETTERS, PhotoForm, SheetCodeForm, letters_in, typed_in
from lms.classes.models import MarkSource
from lms.classes.queries import attendance as find
from lms.classes.queries import photos
from lms.classes.rules.attendance import check_open
from lms.classes.rules.paper import WrongSheetCode, meeting_from_code, paper_code
from lms.classes.rules.photographs import redrawn
from lms.classes.views.blueprint import STAFF, pages
from lms.core import audit, clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.errors import Missing, Refusal
from lms.ui.languages import language


@pages.route("/classes/sheet", methods=["GET", "POST"])
@needs(*STAFF)
def sheet_code() -> ResponseReturnValue:
    """A heap of sheets from several evenings: the code on top says where each belongs."""
    form = SheetCodeForm()
    if form.validate_on_submit():
        try:
            meeting = find.meeting_taught_by(me(), meeting_from_code(form.code.data or ""))
            return redirect(url_for(".enter_sheet", meeting_id=meeting.id), 303)
        except (Missing, WrongSheetCode):
            form.refuse("code", WrongSheetCode.reason)
    return render_template("classes/sheet_code.html", form=form)


@pages.get("/meetings/<int:meeting_id>/register/sheet")
@needs(*STAFF)
def enter_sheet(meeting_id: int) -> ResponseReturnValue:
    meeting = find.meeting_taught_by(me(), meeting_id)
    check_open(meeting.state, meeting.starts_at, clock.now())
    return _grid(meeting, PhotoForm(formdata=None), {})


@pages.post("/meetings/<int:meeting_id>/register/sheet")
@needs(*STAFF)
def save_sheet(meeting_id: int) -> ResponseReturnValue:
    """Every letter that can be read becomes a mark; what cannot is asked again."""
    asker = me()
    meeting = find.meeting_taught_by(asker, meeting_id)
    spoken = request.form.get("letters", "")
    spoken = spoken if spoken in LETTERS else language()
    chosen, unclear = typed_in(request.form, find.state_of(meeting).keys(), spoken)
    changed = save_register(meeting, chosen, MarkSource.PAPER, asker.person_id, clock.now())
    db.session.commit()
    if unclear:
        return _grid(meeting, PhotoForm(formdata=None), unclear), 409
    flash(ngettext("%(num)d mark from the sheet.", "%(num)d marks from the sheet.", changed), "good")
    return redirect(url_for(".register", meeting_id=meeting_id), 303)


@pages.post("/meetings/<int:meeting_id>/register/sheet/photo")
@needs(*STAFF)
def add_photo(meeting_id: int) -> ResponseReturnValue:
    asker = me()
    meeting = find.meeting_taught_by(asker, meeting_id)
    form = PhotoForm()
    if form.validate_on_submit():
        content = form.photo.data.read()
        db.session.rollback()  # drawing takes a moment, in which nobody shall wait for us
        try:
            keep.keep_photo(meeting, redrawn(content), asker.person_id, clock.now())
            db.session.commit()
            flash(_("The photograph is kept."), "good")
            return redirect(url_for(".enter_sheet", meeting_id=meeting_id), 303)
        except Refusal as refusal:
            db.session.rollback()
            form.refuse("photo", refusal.reason)
    return _grid(meeting, form, {}), 409


@pages.get("/meetings/<int:meeting_id>/register/photos/<int:photo_id>.webp")
@needs(*STAFF)
def photo(meeting_id: int, photo_id: int) -> Response:
    """Names in people's own hands: each look is written down."""
    meeting = find.meeting_taught_by(me(), meeting_id)
    body = photos.photo_body(meeting, photo_id)
    audit.trace(me().person_id, Deed.SAW, "sheet_photo", photo_id, clock.now(), meeting=meeting_id)
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Disposition": "inline",
    }
    return Response(body, content_type="image/webp", headers=headers)


def _grid(meeting: Any, form: PhotoForm, unclear: dict[int, str]) -> str:
    spoken = language() if language() in LETTERS else "en"
    keys = letters_in(spoken)
    by_presence = {presence: key for key, presence in keys.items()}
    learners = find.learners_of(meeting)
    return render_template(
        "classes/sheet.html",
        meeting=meeting,
        code=paper_code(meeting.id),
        learners=learners,
        letters={each.id: by_presence.get(each.presence, "") for each in learners},
        unclear=unclear,
        names={each.id: each.name for each in learners},
        keys=keys,
        spoken=spoken,
        form=form,
        photos=photos.photos_of(meeting.id),
    )
