"""Asking for a draft to be published, and deciding on it with the differences in view."""

from collections.abc import Callable

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.catalogue import queries as published
from lms.catalogue import shelf
from lms.catalogue.bank import of_files
from lms.catalogue.documents import edition_hash
from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.core.errors import Refusal
from lms.studio import actions, queries
from lms.studio.forms import AskForm, ReasonForm
from lms.studio.jobs import settle
from lms.studio.models import DraftState
from lms.studio.views.blueprint import WRITERS, pages
from lms.studio.views.differences import Document, told
from lms.studio.views.draft import look_at
from lms.studio.views.looking import Look


@pages.route("/studio/<int:draft_id>/ask", methods=["GET", "POST"])
@needs(*WRITERS)
def ask(draft_id: int) -> ResponseReturnValue:
    look = look_at(draft_id, hold=request.method == "POST")
    form = AskForm()
    if form.validate_on_submit():
        try:
            actions.ask(look.draft, form.note.data or "", look.checked, me().person_id, clock.now())
        except Refusal as refusal:
            flash(refusal.reason, "stop")
            return redirect(url_for(".check", draft_id=draft_id), 303)
        db.session.commit()
        flash(_("You have asked. Somebody else looks at it now."), "good")
        return redirect(url_for(".draft", draft_id=draft_id), 303)
    return render_template("studio/ask.html", form=form, draft=look.draft, look=look)


@pages.get("/studio/<int:draft_id>/changes")
@needs(*WRITERS)
def changes(draft_id: int) -> ResponseReturnValue:
    """What this draft would change for learners; who may decide finds the buttons here."""
    look = look_at(draft_id)
    document = look.checked.document
    return render_template(
        "studio/changes.html",
        draft=look.draft,
        look=look,
        groups=told(_before(look), _own_part(look, document)) if document else None,
        seen=edition_hash(document) if document else "",
        name=queries.names_of([look.draft.asked_by]).get(look.draft.asked_by or 0, ""),
        decides=look.draft.state is DraftState.ASKED and look.draft.asked_by != me().person_id,
        form=ReasonForm(formdata=None),
    )


def _before(look: Look) -> Document:
    """What learners are shown today, without the bank's questions."""
    current = published.current_editions().get(look.draft.course)
    document = queries.published_document(look.draft.course, current) if current else {"modules": []}
    modules = [{**each, "questions": of_files(each)} for each in document["modules"]]
    return _own_part(look, {**document, "modules": modules})


def _own_part(look: Look, document: Document) -> Document:
    """The whole course, or only the lesson that the draft is about."""
    if not look.is_lesson:
        return document
    lessons = [
        lesson
        for module in document["modules"]
        if module["slug"] == look.draft.module
        for lesson in module["lessons"]
        if lesson["slug"] == look.draft.lesson
    ]
    return {"lessons": lessons}


@pages.post("/studio/<int:draft_id>/publish")
@needs(*WRITERS)
def publish(draft_id: int) -> ResponseReturnValue:
    look = look_at(draft_id, hold=True)
    course = look.draft.course  # read here: asked after the commit, it would stand in the writers' line again
    try:
        actions.publish(
            look.draft,
            look.checked,
            request.form.get("seen", ""),
            me().person_id,
            clock.now(),
            urgent="urgent" in request.form,
        )
    except Refusal as refusal:
        db.session.rollback()
        flash(refusal.reason, "stop")
        return redirect(url_for(".changes", draft_id=draft_id), 303)
    db.session.commit()
    shelf.forget()
    if "urgent" in request.form:
        settle.later(course)
    flash(
        _("Published. Learners see it now; who is in the middle of something finishes what they began."),
        "good",
    )
    return redirect(url_for(".draft", draft_id=draft_id), 303)


@pages.post("/studio/<int:draft_id>/send-back")
@needs(*WRITERS)
def send_back(draft_id: int) -> ResponseReturnValue:
    look = look_at(draft_id, hold=True)
    form = ReasonForm()
    if not form.validate_on_submit():
        flash(next(iter(form.reason.errors), ""), "stop")
        return redirect(url_for(".changes", draft_id=draft_id), 303)
    return _done(
        draft_id,
        lambda: actions.send_back(look.draft, form.reason.data or "", me().person_id, clock.now()),
        _("Sent back with your words."),
    )


@pages.post("/studio/<int:draft_id>/take-back")
@needs(*WRITERS)
def take_back(draft_id: int) -> ResponseReturnValue:
    look = look_at(draft_id, hold=True)
    return _done(
        draft_id,
        lambda: actions.take_back(look.draft, me().person_id, clock.now()),
        _("You can go on writing."),
    )


@pages.post("/studio/<int:draft_id>/withdraw")
@needs(*WRITERS)
def withdraw(draft_id: int) -> ResponseReturnValue:
    look = look_at(draft_id, hold=True)
    return _done(
        draft_id,
        lambda: actions.withdraw(look.draft, me().person_id, clock.now()),
        _("Put away. You can take it out again."),
    )


@pages.post("/studio/<int:draft_id>/bring-back")
@needs(*WRITERS)
def bring_back(draft_id: int) -> ResponseReturnValue:
    look = look_at(draft_id, hold=True)
    return _done(
        draft_id,
        lambda: actions.bring_back(look.draft, me().person_id, clock.now()),
        _("You can go on writing."),
    )


@pages.post("/studio/<int:draft_id>/newer")
@needs(*WRITERS)
def newer(draft_id: int) -> ResponseReturnValue:
    """Take what was published since the draft began into the draft."""
    look = look_at(draft_id, hold=True)
    current = published.current_editions().get(look.draft.course)
    if current is None:
        return redirect(url_for(".draft", draft_id=draft_id), 303)
    unclear = actions.take_newer_edition(look.draft, current, me().person_id, clock.now())
    db.session.commit()
    if unclear:
        flash(
            _(
                "The newer edition is in. In these files both changed the same place and your words stand: %(files)s. The history shows what the edition says.",
                files=", ".join(unclear),
            ),
            "stop",
        )
    else:
        flash(_("The newer edition is in, and so is everything you wrote."), "good")
    return redirect(url_for(".draft", draft_id=draft_id), 303)


def _done(draft_id: int, deed: Callable[[], None], words: str) -> ResponseReturnValue:
    try:
        deed()
    except Refusal as refusal:
        db.session.rollback()
        flash(refusal.reason, "stop")
    else:
        db.session.commit()
        flash(words, "good")
    return redirect(url_for(".draft", draft_id=draft_id), 303)
