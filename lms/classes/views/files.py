"""Who was there, from a file: first a preview of every name, then marks."""

import io
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.classes.actions import guests
from lms.classes.actions.files import Said, gives_way, take_in_file
from lms.classes.forms.files import ZONES, FileForm, chosen_among, digest_of, packed, unpacked
from lms.classes.queries import attendance as find
from lms.classes.queries import files as queries
from lms.classes.rules.attendance import check_open
from lms.classes.rules.files import Seen, read_file
from lms.classes.rules.matching import by_member, matched
from lms.classes.views.blueprint import STAFF, pages
from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.core.errors import Refusal
from lms.core.sheets import BadTable, read_lines
from lms.ui.previews import sent_back, signed

PURPOSE = "classes: attendance file"


@pages.route("/meetings/<int:meeting_id>/register/file", methods=["GET", "POST"])
@needs(*STAFF)
def import_file(meeting_id: int) -> ResponseReturnValue:
    meeting = find.meeting_taught_by(me(), meeting_id)
    check_open(meeting.state, meeting.starts_at, clock.now())
    form = FileForm()
    if form.validate_on_submit():
        content = form.file.data.read()
        try:
            lines = read_lines(io.BytesIO(content), form.file.data.filename or "")
            people = read_file(lines, meeting.starts_at, ZONES[form.zone.data])
        except (BadTable, Refusal) as refusal:
            form.refuse("file", refusal.reason)
        else:
            return _preview(meeting, people, digest_of(content))
    return render_template("classes/file_import.html", meeting=meeting, form=form)


def _preview(meeting: Any, people: list[Seen], digest: str) -> str:
    members = queries.members_to_match(meeting)
    rows = matched(people, members)
    inside = any(each.stayed(meeting.starts_at, meeting.ends_at) for each in people if each.stays)
    return render_template(
        "classes/file_preview.html",
        meeting=meeting,
        members=members,
        rows=rows,
        says=[each.said(meeting.starts_at, meeting.ends_at) for each in people],
        minutes=[each.stayed(meeting.starts_at, meeting.ends_at) for each in people],
        gives_way=gives_way,
        other_day=any(each.stays for each in people) and not inside,
        sure=sum(row.member is not None for row in rows),
        payload=signed(PURPOSE, {"meeting": meeting.id, "people": packed(people), "digest": digest}),
    )


@pages.post("/meetings/<int:meeting_id>/register/file/take")
@needs(*STAFF)
def take_file(meeting_id: int) -> ResponseReturnValue:
    asker, now = me(), clock.now()
    meeting = find.meeting_taught_by(asker, meeting_id)
    kept = sent_back(PURPOSE)
    if kept is None or kept["meeting"] != meeting_id:
        flash(_("This preview is too old. Choose the file once more."), "stop")
        return redirect(url_for(".import_file", meeting_id=meeting_id), 303)
    people = unpacked(kept["people"])
    chosen = chosen_among(request.form, len(people))
    said, unplaced = decided(meeting, people, chosen)
    taken = take_in_file(meeting, said, kept["digest"], asker.person_id, now)
    guests.note(meeting.id, unplaced, asker.person_id, now)
    db.session.commit()
    flash(ngettext("%(num)d mark from the file.", "%(num)d marks from the file.", taken.marked), "good")
    if taken.stayed:
        flash(
            ngettext(
                "%(num)d mark stays as you made it.", "%(num)d marks stay as you made them.", taken.stayed
            ),
            "good",
        )
    return redirect(url_for(".register", meeting_id=meeting_id), 303)


def decided(meeting: Any, people: list[Seen], chosen: dict[int, str]) -> tuple[list[Said], list[str]]:
    """What is said of whom, several names of one member joined; and the names to be placed later."""
    placed, unplaced = [], []
    for number, each in enumerate(people):
        choice = chosen.get(number, "")
        if choice == "guest":
            unplaced.append(each.name)
        elif choice.isascii() and choice.isdigit() and len(choice) <= 18:
            placed.append((int(choice), each))
    said = [
        Said(person, each.said(meeting.starts_at, meeting.ends_at), each.stays)
        for person, each in by_member(placed).items()
    ]
    return said, unplaced
