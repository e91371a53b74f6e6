"""Files as they were, as they are, and former versions brought back."""

from functools import partial

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.catalogue.packages import is_name
from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.core.errors import Missing
from lms.studio import actions, queries
from lms.studio.rules.documents import words_apart
from lms.studio.sheets import Sheet
from lms.studio.views import words
from lms.studio.views.blueprint import WRITERS, pages
from lms.studio.views.draft import look_at
from lms.studio.views.editing import filling, take, taken_out


@pages.get("/studio/<int:draft_id>/history")
@needs(*WRITERS)
def history(draft_id: int) -> ResponseReturnValue:
    look = look_at(draft_id)
    path = request.args.get("path", "")
    return render_template(
        "studio/history.html",
        look=look,
        draft=look.draft,
        path=path,
        changes=queries.changes_of(look.draft, path),
        said=partial(words.file_said, look),
    )


@pages.route("/studio/<int:draft_id>/versions/<int:number>/<path:path>", methods=["GET", "POST"])
@needs(*WRITERS)
def version(draft_id: int, number: int, path: str) -> ResponseReturnValue:
    """A former version of a file; the press brings it back as the newest."""
    look = look_at(draft_id, hold=request.method == "POST")
    if not is_name(path):
        raise Missing
    body = queries.version_of(look.draft, path, number)
    now = queries.held(look.draft, path)
    if request.method == "POST":
        actions.put(look.draft, {path: body}, me().person_id, clock.now())
        db.session.commit()
        flash(_("This version is the newest again. The one before it is in the history."), "good")
        return redirect(url_for(".history", draft_id=draft_id, path=path), 303)
    old = (body or b"").decode(errors="replace") if path.endswith((".md", ".yaml")) else ""
    return render_template(
        "studio/version.html",
        draft=look.draft,
        look=look,
        path=path,
        number=number,
        said=partial(words.file_said, look),
        told=words_apart(now.text, old) if old else [],
    )


@pages.route("/studio/<int:draft_id>/files/<path:path>", methods=["GET", "POST"])
@needs(*WRITERS)
def file(draft_id: int, path: str) -> ResponseReturnValue:
    """Any text file as it is, for those who know the format."""
    look = look_at(draft_id)
    if not path.endswith((".md", ".yaml")):
        raise Missing
    sheet = Sheet(path, look.languages)
    if path not in look.files:
        return taken_out(look, sheet)
    here = url_for(".file", draft_id=draft_id, path=path)
    if request.method == "POST":
        return take(look.draft, sheet, here)
    return render_template(
        "studio/file.html",
        look=look,
        draft=look.draft,
        path=path,
        sheet=sheet,
        filling=filling(look.draft, sheet),
        problems=words.faults(look, look.problems_in(path)),
    )
