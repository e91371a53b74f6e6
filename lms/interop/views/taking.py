"""Questions from a file: first what would happen, question by question, then the press that makes it happen."""

import base64

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.utils import redirect

from lms.catalogue import shelf
from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.interop import actions, formats, queries
from lms.interop.formats import Found
from lms.interop.forms import BringForm
from lms.interop.pictures import with_pictures
from lms.interop.rules import State, plan
from lms.interop.views.blueprint import WRITERS, modules, named_module, pages
from lms.ui import previews
from lms.ui.languages import language

_PURPOSE = "interop.questions"
LARGEST_PREVIEW = 400_000  # a form field of a page holds half a million letters
_ORDER = (State.REFUSED, State.CHANGED, State.TAKEN, State.HERE)


@pages.route("/questions/import", methods=["GET", "POST"])
@needs(*WRITERS)
def bring() -> ResponseReturnValue:
    form = BringForm(data={"module": request.args.get("module", ""), "kind": "gift"})
    form.module.choices = modules()
    if form.validate_on_submit():
        content = form.file.data.stream.read(formats.MOST_BYTES + 1)
        try:
            found, pictures = with_pictures(formats.read(content, form.kind.data, form.language.data))
        except formats.Unreadable as unreadable:
            form.refuse("file", unreadable.reason)
        else:
            kept = _kept(form, found, pictures)
            if len(kept) <= LARGEST_PREVIEW:
                return _preview(form, found, pictures, kept)
            form.refuse(
                "file", _("There is more in this file than one page can show. Split it into several files.")
            )
    return render_template("interop/import.html", form=form)


def _kept(form: BringForm, found: list[Found], pictures: dict[str, bytes]) -> str:
    """What the press needs, signed, so that the file need not be sent twice."""
    return previews.signed(
        _PURPOSE,
        {
            "by": me().person_id,
            "module": form.module.data,
            "language": form.language.data,
            "kind": form.kind.data,
            "file": str(form.file.data.filename)[:120],
            "questions": [
                [str(each.where), each.name, each.question, each.group] for each in found if each.question
            ],
            "pictures": {name: base64.b64encode(body).decode() for name, body in pictures.items()},
        },
    )


def _preview(
    form: BringForm, found: list[Found], pictures: dict[str, bytes], kept: str
) -> ResponseReturnValue:
    course, module = named_module(form.module.data)
    room = queries.room(course, module)
    room.pictures |= pictures.keys()
    lines = plan(found, room, form.language.data, reader=language())
    chosen = shelf.course(course).module(module)
    return render_template(
        "interop/preview.html",
        lines=sorted(lines, key=lambda line: _ORDER.index(line.state)),
        counts={state: sum(line.state is state for line in lines) for state in _ORDER},
        module=chosen,
        payload=kept,
        lesson_titles={each.slug: each.title.in_(language()) for each in chosen.lessons} if chosen else {},
    )


@pages.post("/questions/import/confirm")
@needs(*WRITERS)
def take() -> ResponseReturnValue:
    """Looks again at what is here, so that confirming twice takes nothing twice."""
    kept = previews.sent_back(_PURPOSE)
    if kept is None or kept["by"] != me().person_id:
        flash(_("This preview is too old. Choose the file once more."), "stop")
        return redirect(url_for(".bring"), 303)
    course, module = named_module(kept["module"])
    pictures = {name: base64.b64decode(body) for name, body in kept["pictures"].items()}
    room = queries.room(course, module)
    room.pictures |= pictures.keys()
    found = [Found(where, name, question, group) for where, name, question, group in kept["questions"]]
    lines = plan(found, room, kept["language"])
    number = actions.take(
        course, module, lines, pictures, kept["kind"], kept["file"], me().person_id, clock.now()
    )
    db.session.commit()
    shelf.forget()
    flash(
        ngettext("%(num)d question is taken.", "%(num)d questions are taken.", number)
        if number
        else _("Every question was here already."),
        "good",
    )
    return redirect(url_for(".index", course=course, module=module), 303)
