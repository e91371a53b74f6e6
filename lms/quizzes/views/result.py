"""How an attempt went."""

from collections.abc import Sequence
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from lms.catalogue import shelf
from lms.catalogue.content import Course, Module
from lms.core import clock
from lms.core.access import me, signed_in
from lms.core.db import db
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
    attempt = queries.attempt_of(me(), attempt_id)
    course = shelf.edition(attempt.edition)
    if attempt.state is AttemptState.OPEN:
        if rules.time_is_up(attempt.due_at, course.quiz, clock.now()):
            return render_template("quizzes/time_is_up.html", attempt=attempt)
        position = next_position(attempt_id, len(attempt.questions))
        if position is None:
            return redirect(url_for(".start", course=attempt.course, module=attempt.module), 303)
        return to_question(attempt_id, position)
    module = named_module(course, attempt.module)
    answers = queries.outcomes_of(attempt_id)
    total = len(attempt.questions)
    missed = {
        drawn["id"]
        for position, drawn in enumerate(attempt.questions, start=1)
        if answers.get(position) != "right"
    }
    so_far = learning.progress_of(attempt.person_id, course.slug).of(module)
    helped = attempt.person_id != me().person_id
    limits = limits_of(attempt.person_id, shelf.course(attempt.course), attempt.module)
    is_taught = helped or taught_in(attempt.course, attempt.module) is not None
    again = rules.to_read_again(module, missed) if is_taught else []
    may_again = is_taught and not helped and limits.left != 0
    unanswered = total - len(answers)
    layout = (attempt.passed, attempt.way, helped, may_again, unanswered, total, bool(again))
    so_far_seen = (so_far.standing.completed_by is None, so_far.shown)

    def page() -> str:
        return draw(
            "quizzes/result.html",
            asker=me if me().is_staff else lambda: SOMEBODY,
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

    key = (language(), course.edition, module.slug, layout, so_far_seen)
    return pour(
        Mould(page()) if me().is_staff else _moulds.get(key, page),
        name=me().given_name,
        right=str(sum(outcome == "right" for outcome in answers.values())),
        answers=_answers(course, module, attempt, answers),
        again=_again(course, module, again),
        learner=names_of([attempt.person_id])[0][1] if helped else "",
    )


def _answers(course: Course, module: Module, attempt: Any, answers: dict[int, str]) -> Markup:
    """A line for each question: what was asked, how it went, and the way to its explanation."""
    spoken, address = language(), url_for(".result", attempt_id=attempt.id)
    lines = []
    for position in range(1, len(attempt.questions) + 1):
        question = rules.asked_at(module, attempt.questions, position).question
        outcome = answers.get(position, "none")
        key = (spoken, course.edition, module.slug, question.id, outcome)
        line = _lines.get(
            key,
            lambda ask=question.ask, outcome=outcome: draw(  # type: ignore[misc]
                "quizzes/_result_line.html", ask=ask.in_(spoken), outcome=outcome
            ),
        )
        lines.append(line.fill(position=str(position), address=f"{address}/{position}"))
    return Markup("").join(map(Markup, lines))


def _again(course: Course, module: Module, slugs: Sequence[str]) -> Markup:
    """The way back to each of these lessons."""
    lines = [
        _lines.get(
            (language(), course.edition, module.slug, lesson.slug),
            lambda lesson=lesson: draw(  # type: ignore[misc]
                "quizzes/_lesson_again.html", course=course, module=module, lesson=lesson
            ),
        )
        for lesson in module.lessons
        if lesson.slug in slugs
    ]
    return Markup("").join(map(Markup, (line.fill() for line in lines)))


@pages.post("/quizzes/attempts/<int:attempt_id>")
@signed_in
def end(attempt_id: int) -> ResponseReturnValue:
    """Hand in an attempt whose time is over, and show how it went."""
    attempt = queries.attempt_of(me(), attempt_id)
    hand_in_late(attempt.id, clock.now())
    db.session.commit()
    return to_question(attempt_id, None)
