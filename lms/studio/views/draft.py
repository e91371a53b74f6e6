"""One draft: its modules and lessons, what is wrong, what lacks a translation, and what was saved when."""

from functools import partial

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from lms.catalogue.packages import packed
from lms.core.access import me, needs
from lms.core.db import db
from lms.places.models import Unit
from lms.studio import queries
from lms.studio.actions.deciding import is_behind
from lms.studio.rules.gaps import lesson_gaps
from lms.studio.views import words
from lms.studio.views.blueprint import WRITERS, pages
from lms.studio.views.looking import Look


def look_at(draft_id: int, *, hold: bool = False) -> Look:
    return Look(queries.draft_in_scope(me(), draft_id, hold=hold))


@pages.get("/studio/<int:draft_id>")
@needs(*WRITERS)
def draft(draft_id: int) -> ResponseReturnValue:
    look = look_at(draft_id)
    return render_template(
        "studio/draft.html",
        look=look,
        draft=look.draft,
        unit=db.session.get_one(Unit, look.draft.unit_id),
        names=queries.names_of([look.draft.asked_by, look.draft.decided_by, look.draft.made_by]),
        copies=queries.copies_of(draft_id, me().person_id),
        said=partial(words.file_said, look),
        behind=look.editable and not look.is_lesson and is_behind(look.draft),
    )


@pages.get("/studio/<int:draft_id>/check")
@needs(*WRITERS)
def check(draft_id: int) -> ResponseReturnValue:
    look = look_at(draft_id)
    return render_template(
        "studio/check.html",
        look=look,
        draft=look.draft,
        problems=words.by_place(words.faults(look, look.checked.problems)),
        advice=words.by_place(words.faults(look, look.checked.advice)),
        advices=len(look.checked.advice),
    )


@pages.get("/studio/<int:draft_id>/translations")
@needs(*WRITERS)
def translations(draft_id: int) -> ResponseReturnValue:
    look = look_at(draft_id)
    saved = queries.saved_at(look.draft)
    gaps = [
        gap
        for module in look.modules
        for gap in lesson_gaps(module, look.lessons(module), look.languages, look.files, saved)
    ]
    places = words.faults(
        look, (each for each in look.checked.problems if each.message.startswith("the language “"))
    )
    return render_template("studio/gaps.html", look=look, draft=look.draft, gaps=gaps, places=places)


@pages.get("/studio/<int:draft_id>/package")
@needs(*WRITERS)
def package(draft_id: int) -> Response:
    look = look_at(draft_id)
    return zipped(look.draft.course, look.files)


def zipped(course: str, files: dict[str, bytes]) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{course}.zip"'}
    return Response(packed(files, course), content_type="application/zip", headers=headers)
