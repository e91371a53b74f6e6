"""The pictures of a module: taking them in, showing them to authors, taking them out."""

from pathlib import PurePath

from flask import Response, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.core.errors import Missing, Refusal
from lms.studio import actions
from lms.studio.forms import PictureForm
from lms.studio.pictures import taken
from lms.studio.rules.names import slug_for
from lms.studio.views.blueprint import WRITERS, pages
from lms.studio.views.draft import look_at

_KINDS = {"svg": "image/svg+xml", "webp": "image/webp"}
# Opened by itself a picture can do nothing, whatever it holds.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pages.route("/studio/<int:draft_id>/modules/<module>/pictures", methods=["GET", "POST"])
@needs(*WRITERS)
def pictures(draft_id: int, module: str) -> ResponseReturnValue:
    look = look_at(draft_id, hold=request.method == "POST")
    look.has_module(module)
    form = PictureForm()
    if form.validate_on_submit():
        upload = form.file.data
        try:
            ending, body = taken(upload.stream.read(), str(upload.filename or ""))
        except Refusal as refusal:
            form.refuse("file", refusal.reason)
        else:
            wish = form.name.data or PurePath(str(upload.filename or "")).stem
            name = f"{slug_for(wish)}.{ending}"
            actions.put(look.draft, {f"{module}/pictures/{name}": body}, me().person_id, clock.now())
            db.session.commit()
            flash(
                _(
                    "The picture is here: %(name)s. It was drawn anew, and what was hidden in the file is gone.",
                    name=name,
                ),
                "good",
            )
            return redirect(url_for(".pictures", draft_id=draft_id, module=module), 303)
    return render_template(
        "studio/pictures.html",
        look=look,
        draft=look.draft,
        module=module,
        form=form,
        pictures=look.pictures(module),
    )


@pages.get("/studio/<int:draft_id>/modules/<module>/pictures/<name>")
@needs(*WRITERS)
def picture(draft_id: int, module: str, name: str) -> Response:
    """One picture as learners would get it; a drawing that cannot be shown is not shown."""
    look = look_at(draft_id)
    body = look.files.get(f"{module}/pictures/{name}")
    if body is None:
        raise Missing
    try:
        ending, shown = taken(body)
    except Refusal as refusal:
        raise Missing from refusal
    return Response(shown, content_type=_KINDS[ending], headers=_HEADERS)


@pages.post("/studio/<int:draft_id>/modules/<module>/pictures/<name>/remove")
@needs(*WRITERS)
def remove_picture(draft_id: int, module: str, name: str) -> ResponseReturnValue:
    look = look_at(draft_id, hold=True)
    path = f"{module}/pictures/{name}"
    if path not in look.files:
        raise Missing
    actions.put(look.draft, {path: None}, me().person_id, clock.now())
    db.session.commit()
    flash(_("Taken out. The history keeps everything that was in it."), "good")
    return redirect(url_for(".pictures", draft_id=draft_id, module=module), 303)
