"""The bank of a course: every question that is asked, and those of the bank that are retired."""

from collections.abc import Iterable
from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.catalogue import bank_actions, bank_queries, shelf
from lms.catalogue.content import Course
from lms.catalogue.texts import Text
from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.core.errors import Missing
from lms.interop import queries
from lms.interop.queries import Shelfmark
from lms.interop.views.blueprint import DIFFICULTY_WORDS, KIND_WORDS, WRITERS, pages
from lms.ui.languages import language

ON_A_PAGE = 50


@pages.get("/questions/")
@needs(*WRITERS)
def index() -> ResponseReturnValue:
    courses = shelf.courses()
    if not courses:
        return render_template("interop/empty.html")
    course = _course(courses)
    listed = queries.bank_list(course.slug)
    chosen = {
        name: request.args.get(name, "")[:60]
        for name in ("module", "lesson", "outcome", "difficulty", "kind")
    }
    found = [each for each in listed if _fits(each, chosen)]
    page = _page(len(found))
    return render_template(
        "interop/index.html",
        courses=courses,
        course=course,
        chosen=chosen,
        picks=_picks(course, listed, chosen),
        total=len(found),
        page=page,
        more=len(found) > page * ON_A_PAGE,
        questions=found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE],
        said=lambda texts: Text(texts).in_(language()),
        outcome_of=lambda each: _outcome(course, each),
        lesson_of=lambda each: _lesson(course, each),
        undo=_retired_just_now(listed),
    )


def _course(courses: list[Course]) -> Course:
    wanted = request.args.get("course", "")
    return next((each for each in courses if each.slug == wanted), courses[0])


def _page(total: int) -> int:
    written = request.args.get("page", "1")[:6]
    page = int(written) if written.isascii() and written.isdigit() else 1
    return max(1, min(page, (total + ON_A_PAGE - 1) // ON_A_PAGE))


def _fits(each: Shelfmark, chosen: dict[str, str]) -> bool:
    values = {
        "module": each.module,
        **{name: str(each.document.get(name) or "") for name in chosen if name != "module"},
    }
    return all(not wanted or values[name] == wanted for name, wanted in chosen.items())


def _picks(
    course: Course, listed: Iterable[Shelfmark], chosen: dict[str, str]
) -> dict[str, list[tuple[str, Any]]]:
    """What each filter offers; lessons only of the chosen module, where one is chosen."""
    modules = [each for each in course.modules if chosen["module"] in ("", each.slug)]
    here = [each for each in listed if chosen["module"] in ("", each.module)]
    outcomes = {
        str(each.document["outcome"]): _outcome(course, each) for each in here if each.document.get("outcome")
    }
    return {
        "module": [(each.slug, each.title.in_(language())) for each in course.modules],
        "lesson": [
            (lesson.slug, lesson.title.in_(language())) for each in modules for lesson in each.lessons
        ],
        "kind": list(KIND_WORDS.items()),
        "difficulty": [(str(number), words) for number, words in DIFFICULTY_WORDS.items()],
        "outcome": list(outcomes.items()),
    }


def _outcome(course: Course, each: Shelfmark) -> str:
    """What the question shows that one can do; empty where nobody said it."""
    module, outcome = course.module(each.module), str(each.document.get("outcome") or "")
    return module.outcome_said(outcome, language()) if module else outcome


def _lesson(course: Course, each: Shelfmark) -> str:
    module = course.module(each.module)
    lesson = module.lesson(each.document["lesson"]) if module else None
    return lesson.title.in_(language()) if lesson else _("no longer in the course")


def _retired_just_now(listed: Iterable[Shelfmark]) -> Any:
    """The row that was just retired, so that a slip is put right with one press."""
    wanted = request.args.get("retired", "")
    return next(
        (each.row for each in listed if each.row and each.row.retired_at and str(each.row.id) == wanted), None
    )


@pages.route("/questions/<int:row_id>/retire", methods=["GET", "POST"])
@needs(*WRITERS)
def retire(row_id: int) -> ResponseReturnValue:
    row = bank_queries.bank_question(row_id)
    if request.method == "GET":
        ask = Text(row.document["ask"]).in_(language())
        return render_template("interop/retire.html", row=row, ask=ask)
    bank_actions.retire(row, me().person_id, clock.now())
    course, module = row.course, row.module
    db.session.commit()
    shelf.forget()
    return redirect(url_for(".index", course=course, module=module, retired=row_id), 303)


@pages.post("/questions/<int:row_id>/bring-back")
@needs(*WRITERS)
def bring_back(row_id: int) -> ResponseReturnValue:
    row = bank_queries.bank_question(row_id)
    if shelf.course(row.course).module(row.module) is None:
        raise Missing
    bank_actions.bring_back(row, me().person_id, clock.now())
    course, module = row.course, row.module
    db.session.commit()
    shelf.forget()
    flash(_("This question is asked again, from the next quiz on."), "good")
    return redirect(url_for(".index", course=course, module=module), 303)
