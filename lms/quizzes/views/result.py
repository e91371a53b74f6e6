"""How an attempt went."""

from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from lms.catalogue import shelf
from lms.catalogue.content import Course, Module
from lms.catalogue.questions import Question
from lms.core import clock
from lms.core.access import Asker, me, signed_in
from lms.core.db import db
from lms.core.errors import Missing
from lms.learning import editions
from lms.learning import queries as learning
from lms.people.queries import names_of
from lms.quizzes import queries, rules
from lms.quizzes.actions.attempts import hand_in_late
from lms.quizzes.models import AttemptState
from lms.quizzes.queries.limits import limits_of
from lms.quizzes.views import pages
from lms.quizzes.views.quiz import named_module, next_position, taught_in, to_question
from lms.ui.languages import language
from lms.ui.mould import SOMEBODY, Mould, Moulds, draw, pour, slot

_moulds, _lines = Moulds(), Moulds(at_most=6000)


@pages.get("/quizzes/attempts/<int:attempt_id>")
@signed_in
def result(attempt_id: int) -> ResponseReturnValue:
    """An attempt that is still open leads to its next question."""
    asker = me()
    attempt, answers = queries.result_of(asker, attempt_id)
    course = shelf.edition(attempt.edition)
    if attempt.state is AttemptState.OPEN:
        return _onward(attempt, course)
    module = named_module(course, attempt.module)
    asked = [module.question_by_id[drawn["id"]] for drawn in attempt.questions]
    went = [answers.get(position, "none") for position in range(1, len(asked) + 1)]
    helped = attempt.person_id != asker.person_id
    is_taught = helped or _is_taught(asker, attempt)
    missed = {question.id for question, outcome in zip(asked, went, strict=True) if outcome != "right"}
    again = rules.to_read_again(module, missed) if is_taught else []
    may_again = is_taught and not helped and _may_again(attempt)
    # What is left in the module is told to whoever passed, and to nobody else.
    told = attempt.passed and not helped
    so_far = learning.module_progress(attempt.person_id, course.slug, module) if told else None
    unanswered, total = len(asked) - len(answers), len(asked)

    def page() -> str:
        return draw(
            "quizzes/result.html",
            asker=me if asker.is_staff else lambda: SOMEBODY,
            course=course,
            module=module,
            attempt=attempt,
            unanswered=unanswered,
            total=total,
            needed=rules.needed(total, course.pass_mark),
            again=bool(again),
            progress=so_far,
            may_again=may_again,
            learner=slot("learner") if helped else None,
        )

    edition = language(), course.edition, module.slug
    layout = attempt.passed, attempt.way, helped, may_again, unanswered, total, bool(again)
    left = so_far and (so_far.standing.completed_by is None, so_far.shown)
    return pour(
        Mould(page()) if asker.is_staff else _moulds.get((edition, layout, left), page),
        name=asker.given_name,
        right=went.count("right"),
        answers=_answers(edition, asked, went),
        again=_again(edition, course, module, again),
        learner=names_of([attempt.person_id])[0][1] if helped else "",
    )


def _onward(attempt: Any, course: Course) -> ResponseReturnValue:
    """From an open attempt to its next question."""
    if rules.time_is_up(attempt.due_at, course.quiz, clock.now()):
        return render_template("quizzes/time_is_up.html", attempt=attempt)
    position = next_position(attempt.id, len(attempt.questions))
    if position is None:
        return redirect(url_for(".start", course=attempt.course, module=attempt.module), 303)
    return to_question(attempt.id, position)


def _is_taught(asker: Asker, attempt: Any) -> bool:
    """Whether the reader may begin this quiz now: nobody finishes on an edition without a module that the
    current one has, so the database is asked only where that has it no more.
    """
    try:
        current = editions.course_for(asker, attempt.course)
    except Missing:
        return False
    return bool(current.module(attempt.module) or taught_in(attempt.course, attempt.module))


def _may_again(attempt: Any) -> bool:
    return limits_of(attempt.person_id, shelf.course(attempt.course), attempt.module).left != 0


def _answers(edition: tuple[str, str, str], asked: Sequence[Question], went: Sequence[str]) -> Markup:
    """A line for each question: what was asked, how it went, and the way to its explanation."""
    address = escape(request.path)  # a question's address goes on from the result's
    lines = []
    for position, (question, outcome) in enumerate(zip(asked, went, strict=True), start=1):
        line = _lines.get(
            (edition, question.id, outcome),
            lambda ask=question.ask, outcome=outcome: draw(  # type: ignore[misc]
                "quizzes/_result_line.html", ask=ask.in_(edition[0]), outcome=outcome
            ),
        )
        lines.append(line.fill(position=position, address=address))
    return Markup("".join(lines))  # noqa: S704  what moulds give is safe


def _again(edition: tuple[str, str, str], course: Course, module: Module, slugs: Sequence[str]) -> Markup:
    """The way back to each of these lessons."""
    lines = [
        _lines.get(
            (edition, slug),
            lambda slug=slug: draw(  # type: ignore[misc]
                "quizzes/_lesson_again.html", course=course, module=module, lesson=module.lesson(slug)
            ),
        ).fill()
        for slug in slugs
    ]
    return Markup("".join(lines))  # noqa: S704  what moulds give is safe


@pages.post("/quizzes/attempts/<int:attempt_id>")
@signed_in
def end(attempt_id: int) -> ResponseReturnValue:
    """Hand in an attempt whose time is over, and show how it went."""
    attempt = queries.attempt_of(me(), attempt_id)
    hand_in_late(attempt.id, clock.now())
    db.session.commit()
    return to_question(attempt_id, None)
