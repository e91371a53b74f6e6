"""The page on the projector and in the trainer's hand: a question, its counts, its answer."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.classes.models import Cohort
from lms.classes.queries.members import ids_of_members
from lms.classroom.actions import groups as act
from lms.classroom.forms import UNKNOWN, BadCount, read_counts
from lms.classroom.models import GroupQuiz
from lms.classroom.queries import groups as find
from lms.classroom.rules.counting import counted, people_in
from lms.classroom.rules.letters import is_several, shown
from lms.classroom.views.blueprint import STAFF, in_edition, pages
from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.quizzes import rules as quiz


def _asked(made: GroupQuiz, position: int) -> quiz.Asked:
    _course, module = in_edition(made)
    return quiz.asked_at(module, made.questions, position)


@pages.get("/classes/quizzes/group/<int:group_id>/<int:position>")
@needs(*STAFF)
def group_question(group_id: int, position: int) -> ResponseReturnValue:
    """The question; with its counts kept also the answer. What comes later is not shown yet."""
    made, cohort = find.group_run_by(me(), group_id)
    asked = _asked(made, position)
    if position > made.position:
        return redirect(url_for(".group", group_id=made.id))
    counts = find.counts_of(made.id).get(position)
    if counts is not None:
        return render_template("classroom/wall_answer.html", **_common(made, cohort, asked, counts))
    return _ask(made, cohort, asked)


@pages.post("/classes/quizzes/group/<int:group_id>/<int:position>")
@needs(*STAFF)
def count(group_id: int, position: int) -> ResponseReturnValue:
    """Keep the counts and show the answer. More hands than members are asked about once, and kept."""
    made, cohort = find.group_run_by(me(), group_id)
    asked = _asked(made, position)
    if position > made.position:
        return redirect(url_for(".group", group_id=made.id), code=303)
    try:
        counts = read_counts(request.form, len(shown(asked)))
    except BadCount:
        return _ask(made, cohort, asked, unreadable=True)
    people, members = people_in(counts, is_several(asked)), len(ids_of_members(cohort.id))
    if people > members and "anyway" not in request.form:
        return _ask(made, cohort, asked, people=people)
    act.count_hands(made.id, position, counts, me().person_id, clock.now())
    db.session.commit()
    return redirect(url_for(".group_question", group_id=group_id, position=position), code=303)


@pages.post("/classes/quizzes/group/<int:group_id>/<int:position>/next")
@needs(*STAFF)
def go_on(group_id: int, position: int) -> ResponseReturnValue:
    made, _cohort = find.group_run_by(me(), group_id)
    if position in find.counts_of(made.id):
        act.go_on(made, position, clock.now())
        db.session.commit()
    return redirect(url_for(".group", group_id=group_id), code=303)


@pages.get("/classes/quizzes/group/<int:group_id>/state")
@needs(*STAFF)
def group_state(group_id: int) -> ResponseReturnValue:
    """Where the class stands, so that the page on the wall follows the phone in the trainer's hand."""
    made, _cohort = find.group_run_by(me(), group_id)
    return {"state": _state(made, find.counts_of(made.id))}


def _state(made: GroupQuiz, counts: dict[int, Any]) -> str:
    return "done" if made.finished_at else f"{made.position} {'shown' if made.position in counts else 'open'}"


def _ask(
    made: GroupQuiz, cohort: Cohort, asked: quiz.Asked, *, unreadable: bool = False, people: int = 0
) -> str:
    """The question with what was typed still there."""
    names = [*(f"count-{place}" for place in range(len(shown(asked)))), f"count-{UNKNOWN}"]
    return render_template(
        "classroom/wall_ask.html",
        **_common(made, cohort, asked, None),
        typed=[request.form.get(name, "")[:10] for name in names],
        unreadable=unreadable,
        people=people,
    )


def _common(made: GroupQuiz, cohort: Cohort, asked: quiz.Asked, counts: list[int] | None) -> dict[str, Any]:
    here = f"{asked.position} {'shown' if counts is not None else 'open'}"
    return {
        "made": made,
        "cohort": cohort,
        "asked": asked,
        "letters": shown(asked),
        "several": is_several(asked),
        "members": len(ids_of_members(cohort.id)),
        "counted": counts and counted(asked, counts),
        "state": here if made.position == asked.position and not made.finished_at else "",
    }
