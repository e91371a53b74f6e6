"""Choosing between two texts where two people changed the same."""

from typing import Any

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.catalogue.packages import is_name
from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.studio import actions, queries
from lms.studio.models import Draft
from lms.studio.rules.merging import clashes, settled
from lms.studio.sheets import Sheet
from lms.studio.views.blueprint import WRITERS, pages
from lms.studio.views.editing import clash_page, saved_words
from lms.studio.views.lessons import lesson_sheet
from lms.studio.views.looking import Look

_CHOICES = {"mine", "theirs", "both"}


@pages.post("/studio/<int:draft_id>/merge")
@needs(*WRITERS)
def merge(draft_id: int) -> ResponseReturnValue:
    """Saves what was chosen; asks again where one more person saved while somebody was choosing."""
    draft = queries.draft_in_scope(me(), draft_id, hold=True)
    path, mine = request.form.get("path", ""), request.form.get("mine", "").replace("\r\n", "\n")
    if not is_name(path):
        return redirect(url_for(".draft", draft_id=draft_id), 303)
    base, met = _number("base"), _number("met")
    here, after = _here("here", draft_id), _here("after", draft_id)
    who, now = me().person_id, clock.now()
    sheet = _sheet(draft, path)
    outcome = actions.save(draft, path, base, mine, who, now, sheet.as_we_write)
    if outcome.clashes:
        choices = [request.form.get(f"choice-{n}", "") for n in range(len(clashes(outcome.merged)))]
        if outcome.version != met or not set(choices) <= _CHOICES:
            if outcome.version == met:
                flash(_("Choose one of the texts at every place."), "stop")
            db.session.commit()
            return clash_page(draft, sheet, mine, base, outcome, here, after)
        text = settled(outcome.merged, choices)
        outcome = actions.save(draft, path, outcome.version, text, who, now)
    actions.forget_copy(draft, request.form.get("place", "")[:300], who)
    db.session.commit()
    flash(saved_words(outcome), "good")
    return redirect(after, 303)


class _Remembered(Sheet):
    """The page that the text came from, by the name of what was kept for it."""

    @property
    def place(self) -> str:
        return request.form.get("place", "")[:300]


def _sheet(draft: Draft, path: str) -> Sheet:
    """The form that the text came from."""
    if path.endswith(".md") and request.form.get("place") == path:
        module, _slash, name = path.partition("/")
        return lesson_sheet(Look(draft), module, name[:-6], name[-5:-3])
    return _Remembered(path, ())


def _number(name: str) -> int:
    sent: Any = request.form.get(name, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def _here(name: str, draft_id: int) -> str:
    """An address inside this draft: nobody is led elsewhere."""
    start = url_for(".draft", draft_id=draft_id)
    sent = request.form.get(name, "")
    return sent if sent.startswith(f"{start}/") else start
