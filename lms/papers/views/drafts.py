"""A lesson's page for the trainer and its poster as they would be, while the course is still written."""

import re
from base64 import b64encode
from collections.abc import Mapping

from flask import flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.catalogue.documents import course_from
from lms.core.access import Role, me, needs
from lms.core.errors import Missing
from lms.handouts.drawing import pages_of, posters_of
from lms.papers.views.blueprint import pages
from lms.printing.handing import as_pdf
from lms.studio.checking import checked
from lms.studio.queries import draft_in_scope, files_of

_PICTURE = re.compile(r"asset:([0-9a-f]{32}\.(svg|webp))", re.ASCII)
_KINDS = {"svg": "image/svg+xml", "webp": "image/webp"}


@pages.get("/studio/<int:draft_id>/modules/<module>/lessons/<lesson>/<any(page, poster):kind>.pdf")
@needs(Role.AUTHOR, Role.ADMIN)
def draft_paper(draft_id: int, module: str, lesson: str, kind: str) -> ResponseReturnValue:
    """The paper; where the draft still has faults, what is to be corrected."""
    draft = draft_in_scope(me(), draft_id)
    found = checked(draft.course, files_of(draft))
    if found.document is None:
        flash(_("The papers can be drawn when nothing is left to correct."))
        return redirect(url_for("studio.check", draft_id=draft_id), 303)
    course = course_from(found.document, "0" * 32)
    within = course.module(module)
    taught = within.lesson(lesson) if within else None
    if within is None or taught is None:
        raise Missing
    named, told = taught.title.in_("vi"), [(course, within, taught)]
    page = pages_of(told, named) if kind == "page" else posters_of(told, named, found.pictures)
    back = url_for("studio.lesson", draft_id=draft_id, module=module, lesson=lesson, language="vi")
    return as_pdf(f"{kind}-{lesson}", _with_pictures(page, found.pictures), back)


def _with_pictures(page: str, pictures: Mapping[str, bytes]) -> str:
    """The page with the draft's pictures in it: whoever draws it finds only published ones."""

    def within(match: re.Match[str]) -> str:
        body = pictures.get(match[1])
        return f"data:{_KINDS[match[2]]};base64,{b64encode(body).decode()}" if body else match[0]

    return _PICTURE.sub(within, page)
