"""Before the first question and after the last."""

from secrets import SystemRandom
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue import shelf
from lms.catalogue.content import Course, Module
from lms.core import clock
from lms.core.access import me, signed_in
from lms.core.db import db
from lms.core.errors import Missing
from lms.learning import queries as learning
from lms.people.queries import names_of
from lms.quizzes import actions, queries, rules
from lms.quizzes.actions.attempts import hand_in_late
from lms.quizzes.models import AttemptState
from lms.quizzes.queries.limits import limits_of
from lms.quizzes.rules.offline import can_go_along
from lms.quizzes.views import pages
from lms.quizzes.views.appeals import news


@pages.get("/quizzes/<course>/<module>")
@signed_in
def start(course: str, module: str) -> ResponseReturnValue:
    opened = queries.open_attempt(me().person_id, course, module)
    edition = _edition(course, opened)
    its_module = _module(edition, module)
    total = len(opened.questions) if opened else rules.length(its_module.questions, edition.quiz.count)
    return render_template(
        "quizzes/start.html",
        course=edition,
        module=its_module,
        total=total,
        needed=rules.needed(total, edition.pass_mark),
        opened=opened,
        reached=(_next_position(opened.id, total) or total) if opened else None,
        over=opened and rules.time_is_up(opened.due_at, edition.quiz, clock.now()),
        limits=limits_of(me().person_id, edition, module),
        goes_along=can_go_along(edition.quiz),
        past=queries.past_attempts(me(), course, module),
        appeals=news(course, module),
    )


@pages.post("/quizzes/<course>/<module>")
@signed_in
def begin(course: str, module: str) -> ResponseReturnValue:
    now = clock.now()
    attempt = queries.open_attempt(me().person_id, course, module)
    if attempt is None:
        edition = _edition(course)
        try:
            attempt = actions.start(me().person_id, edition, _module(edition, module), SystemRandom(), now)
        except rules.NoAttemptsLeft:
            # The first page says so, and what to do.
            db.session.rollback()
            return redirect(url_for(".start", course=course, module=module), 303)
    elif attempt.due_at:
        hand_in_late(attempt.id, now)
    position = _next_position(attempt.id, len(attempt.questions))
    if position is None:
        # Every answer is kept, but whoever gave the last was cut off before the result.
        sheet = queries.sheet_at(me(), attempt.id, 1)
        actions.submit(sheet, shelf.edition(sheet.edition), now)
    db.session.commit()
    if "along" in request.form:
        return redirect(url_for(".offline", attempt_id=attempt.id), 303)
    return _to(attempt.id, position)


@pages.get("/quizzes/attempts/<int:attempt_id>")
@signed_in
def result(attempt_id: int) -> ResponseReturnValue:
    """How it went; an attempt that is still open leads to its next question."""
    attempt = queries.attempt_of(me(), attempt_id)
    course = shelf.edition(attempt.edition)
    if attempt.state is AttemptState.OPEN:
        if rules.time_is_up(attempt.due_at, course.quiz, clock.now()):
            return render_template("quizzes/time_is_up.html", attempt=attempt)
        position = _next_position(attempt_id, len(attempt.questions))
        if position is None:
            return redirect(url_for(".start", course=attempt.course, module=attempt.module), 303)
        return _to(attempt_id, position)
    module = _module(course, attempt.module)
    answers = queries.answers_to(attempt_id)
    total = len(attempt.questions)
    review = [
        (rules.asked_at(module, attempt.questions, position), answers.get(position))
        for position in range(1, total + 1)
    ]
    missed = {asked.question.id for asked, answer in review if answer is None or not answer.right}
    again = rules.to_read_again(module, missed)
    helped = attempt.person_id != me().person_id
    return render_template(
        "quizzes/result.html",
        course=course,
        module=module,
        attempt=attempt,
        review=review,
        right=sum(answer.right for answer in answers.values()),
        total=total,
        needed=rules.needed(total, course.pass_mark),
        again=[lesson for lesson in module.lessons if lesson.slug in again],
        progress=learning.progress_of(attempt.person_id, course.slug).of(module),
        limits=limits_of(attempt.person_id, _edition(attempt.course), attempt.module),
        learner=names_of([attempt.person_id])[0][1] if helped else None,
    )


@pages.post("/quizzes/attempts/<int:attempt_id>")
@signed_in
def end(attempt_id: int) -> ResponseReturnValue:
    """Hand in an attempt whose time is over, and show how it went."""
    attempt = queries.attempt_of(me(), attempt_id)
    hand_in_late(attempt.id, clock.now())
    db.session.commit()
    return _to(attempt_id, None)


def _next_position(attempt_id: int, total: int) -> int | None:
    return rules.next_open(total, queries.answers_to(attempt_id))


def _to(attempt_id: int, position: int | None) -> ResponseReturnValue:
    """To this question, or with None left to the result."""
    if position is None:
        return redirect(url_for(".result", attempt_id=attempt_id), 303)
    return redirect(url_for(".question", attempt_id=attempt_id, position=position), 303)


def _edition(course: str, opened: Any = None) -> Course:
    """An attempt goes on in the edition it began with; a new one takes the current edition."""
    return shelf.edition(opened.edition) if opened else shelf.course(course)


def _module(course: Course, slug: str) -> Module:
    module = course.module(slug)
    if module is None:
        raise Missing
    return module
