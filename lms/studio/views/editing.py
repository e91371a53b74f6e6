"""The one way a form of the studio is shown, kept while typing, and saved."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.core import clock
from lms.core.access import me
from lms.core.db import db
from lms.core.errors import Missing
from lms.studio import actions, queries
from lms.studio.models import Draft
from lms.studio.rules.parts import State, filled_in
from lms.studio.rules.presses import PRESSES, pressed
from lms.studio.rules.problems import translated
from lms.studio.sheets import NoForm, Sheet, parsed
from lms.studio.views import words
from lms.studio.views.looking import Look
from lms.ui.languages import hour


@dataclass(frozen=True, slots=True)
class Filling:
    """What a page shows: the state, the version it began with, and whether it was typed and not saved."""

    state: State
    base: int
    kept: Any = None


def form_page(
    template: str,
    look: Look,
    sheet: Sheet,
    here: str,
    shown: Callable[[State], dict[str, Any]],
    *,
    after: str = "",
    preview: str = "",
) -> ResponseReturnValue:
    """A form over a sheet, or what became of what was sent from it; the file itself where it has no form.

    Args:
        shown: what the templates need besides, given what stands in the form.
        preview: the template that draws what learners see, for those who are typing.
    """
    if request.method == "POST":
        draw = (lambda state: render_template(preview, **shown(state))) if preview else None
        return take(look.draft, sheet, here, after, draw)
    try:
        filled = filling(look.draft, sheet)
    except NoForm:
        return redirect(url_for("studio.file", draft_id=look.id, path=sheet.path), 303)
    return render_template(
        template,
        look=look,
        draft=look.draft,
        sheet=sheet,
        filling=filled,
        problems=words.faults(look, look.problems_in(sheet.path)),
        **shown(filled.state),
    )


def filling(draft: Draft, sheet: Sheet) -> Filling:
    """What this person typed last, else what the file says.

    Raises:
        NoForm: the file cannot be shown as this form.
    """
    copy = queries.copy_of(draft.id, sheet.place, me().person_id)
    if copy is not None:
        return Filling(copy.filled, copy.base, copy.kept_at)
    file = queries.held(draft, sheet.path)
    return Filling(sheet.state(file.text), file.version)


def taken_out(look: Look, sheet: Sheet) -> ResponseReturnValue:
    """What is typed in a page whose lesson or question a colleague took out meanwhile is kept, and this is said.

    Raises:
        Missing: it was not there when the page was opened.
    """
    draft, base, who = look.draft, _base(), me().person_id
    if request.method != "POST" or look.is_lesson or queries.version_of(draft, sheet.path, base) is None:
        raise Missing
    state = filled_in(sheet.parts, request.form)
    actions.keep_copy(draft, sheet.place, who, base, state, clock.now())
    db.session.commit()
    if request.form.get("do") in {"keep", "look"}:
        return "", 204
    flash(
        _(
            "This was taken out while you were writing. What you typed is kept: bring the file back here, then open its page again."
        ),
        "stop",
    )
    return redirect(url_for("studio.history", draft_id=look.id, path=sheet.path), 303)


def former_entries(look: Look, path: str) -> list[dict[str, Any]]:
    """The entries of a list in a file as it was when the page was opened; none where it cannot be read."""
    text = (queries.version_of(look.draft, path, _base()) or b"").decode(errors="replace")
    try:
        found = parsed(text)
    except NoForm:
        return []
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _base() -> int:
    """The version that the page was opened with."""
    sent = request.form.get("base", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def take(
    draft: Draft,
    sheet: Sheet,
    here: str,
    after: str = "",
    preview: Callable[[State], str] | None = None,
) -> ResponseReturnValue:
    """What was sent from the page at `here`: a press inside the form, a look, or the whole of it to save.

    Args:
        after: where to go when it is saved; else here again.
    """
    state, base = filled_in(sheet.parts, request.form), _base()
    do = request.form.get("do", "save")
    who = me().person_id
    if do == "look" and preview:
        return preview(state)
    if do == "forget":
        actions.forget_copy(draft, sheet.place, who)
        db.session.commit()
        flash(_("What you had not saved is thrown away."))
        return redirect(here, 303)
    if do.partition(":")[0] in PRESSES or do in {"keep", "show"}:
        place = pressed(sheet.parts, state, do, sheet.languages) if ":" in do else ""
        actions.keep_copy(draft, sheet.place, who, base, state, clock.now())
        db.session.commit()
        return ("", 204) if do == "keep" else redirect(_at(here, do, place), 303)
    return _save(draft, sheet, state, base, here, after or here)


def _at(here: str, do: str, place: str) -> str:
    """The page again, where the press was: what was moved has the focus there, without any script."""
    what = do.partition(":")[0]
    if place and what in {"up", "down", "gone", "back"}:
        return f"{here}?{urlencode({'at': place, 'did': what})}"
    return f"{here}#{place or 'preview'}"


def _save(draft: Draft, sheet: Sheet, state: State, base: int, here: str, after: str) -> ResponseReturnValue:
    who, now = me().person_id, clock.now()
    # Kept first: whatever stops the saving, what was typed is there when one comes back.
    actions.keep_copy(draft, sheet.place, who, base, state, now)
    db.session.commit()
    held = queries.draft_in_scope(me(), draft.id, hold=True)
    before = (queries.version_of(held, sheet.path, base) or b"").decode(errors="replace")
    try:
        mine = sheet.filled(before, state)
    except NoForm as error:
        flash(translated(error.reason), "stop")
        return redirect(here, 303)
    outcome = actions.save(held, sheet.path, base, mine, who, now, sheet.as_we_write)
    if outcome.clashes:
        db.session.commit()
        return clash_page(held, sheet, mine, base, outcome, here, after)
    actions.forget_copy(held, sheet.place, who)
    db.session.commit()
    flash(saved_words(outcome), "good")
    return redirect(after, 303)


def saved_words(outcome: actions.Outcome) -> str:
    """What became of it, naming whoever saved in between."""
    if outcome.met is None or outcome.met.by in (None, me().person_id):
        return _("Saved.")
    name = queries.names_of([outcome.met.by]).get(outcome.met.by or 0, "")
    return _(
        "Saved. %(name)s saved this at %(hour)s while you were writing. Both changes are kept.",
        name=name,
        hour=hour(outcome.met.at) if outcome.met.at else "",
    )


def clash_page(
    draft: Draft, sheet: Sheet, mine: str, base: int, outcome: actions.Outcome, here: str, after: str
) -> ResponseReturnValue:
    """Both texts where both changed the same, to choose from."""
    met = outcome.met
    return render_template(
        "studio/clash.html",
        draft=draft,
        path=sheet.path,
        place=sheet.place,
        mine=mine,
        base=base,
        met=met,
        name=queries.names_of([met.by if met else None]).get(met.by or 0, "") if met else "",
        clashes=words.clashes_shown(outcome.merged),
        here=here,
        after=after,
    )
