"""Before the first question and after the last."""

from datetime import datetime
from functools import partial
from random import Random
from secrets import randbits
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.catalogue import shelf
from lms.catalogue.content import Course, Module
from lms.core import clock
from lms.core.access import Asker, me, signed_in
from lms.core.errors import Missing
from lms.core.short import at_once
from lms.learning import editions
from lms.quizzes import actions, queries, rules
from lms.quizzes.actions.attempts import hand_in_late
from lms.quizzes.queries.bank import still_asked
from lms.quizzes.queries.limits import limits_of
from lms.quizzes.rules.offline import can_go_along
from lms.quizzes.views import pages
from lms.quizzes.views.appeals import news
from lms.ui.manners import address_as
from lms.ui.wire import see_other


@pages.get("/quizzes/<course>/<module>")
@signed_in
def start(course: str, module: str) -> ResponseReturnValue:
    opened = queries.open_attempt(me().person_id, course, module)
    past = queries.past_attempts(me(), course, module)
    taught = shelf.edition(opened.edition) if opened else taught_in(course, module)
    if taught is None and not past:
        raise Missing
    # What was answered can be looked at for good, also where a module was taken out or got another name.
    edition = taught or shelf.edition(past[0].edition)
    its_module = named_module(edition, module)
    total = len(opened.questions) if opened else _total(edition, its_module)
    return render_template(
        "quizzes/start.html",
        course=edition,
        module=its_module,
        total=total,
        needed=rules.needed(total, edition.pass_mark),
        opened=opened,
        reached=(next_position(opened.id, total) or total) if opened else None,
        over=opened and rules.time_is_up(opened.due_at, edition.quiz, clock.now()),
        limits=limits_of(me().person_id, edition, module),
        goes_along=can_go_along(edition.quiz),
        is_gone=taught is None,
        past=past,
        appeals=news(course, module),
    )


def _total(edition: Course, module: Module) -> int:
    """How many questions a quiz begun now has."""
    return rules.length(still_asked(edition, module), edition.quiz.count)


@pages.post("/quizzes/<course>/<module>")
@signed_in
def begin(course: str, module: str) -> ResponseReturnValue:
    try:
        attempt, position = at_once(partial(_begun, me(), course, module, Random(randbits(128)), clock.now()))
    except (_TakenOut, rules.NoAttemptsLeft):
        # The first page says so, and what to do.
        return redirect(url_for(".start", course=course, module=module), 303)
    queries.remember(queries.Sheet.begun(me().person_id, course, module, attempt))
    if "along" in request.form:
        return redirect(url_for(".offline", attempt_id=attempt.id), 303)
    return to_question(attempt.id, position)


class _TakenOut(Exception):
    """The module is in no edition that the person learns in: it was taken out since the page was opened."""


def _begun(asker: Asker, course: str, module: str, dice: Random, now: datetime) -> tuple[Any, int | None]:
    """The asker's open attempt, made now when there is none, and where it goes on; None when all is answered.

    Raises:
        _TakenOut: nobody can begin this quiz any more.
        NoAttemptsLeft: the quiz allows no further attempt.
    """
    tries = queries.tries_at(asker.person_id, course, module)
    attempt = tries.open
    if attempt is None:
        held = editions.held_for(asker, course, module, now)
        its_module = held.course.module(module)
        if its_module is None:
            raise _TakenOut
        return actions.start(asker.person_id, held.course, its_module, dice, now, tries=tries, held=held), 1
    if attempt.due_at:
        hand_in_late(attempt.id, now)
    position = next_position(attempt.id, len(attempt.questions))
    if position is None:
        # Every answer is kept, but whoever gave the last was cut off before the result.
        sheet = queries.sheet_at(asker, attempt.id, 1)
        actions.submit(sheet, shelf.edition(sheet.edition), now)
    return attempt, position


def next_position(attempt_id: int, total: int) -> int | None:
    return rules.next_open(total, queries.answers_to(attempt_id))


def to_question(attempt_id: int, position: int | None) -> ResponseReturnValue:
    """To this question, or with None left to the result."""
    attempt = f"/quizzes/attempts/{attempt_id}"
    return see_other(attempt if position is None else f"{attempt}/{position}")


def taught_in(course: str, module: str) -> Course | None:
    """The edition in which the reader begins a quiz of this module; None where they are not taught it any more."""
    try:
        edition = editions.edition_for(me(), course, module, clock.now())
    except Missing:
        return None
    return edition if edition.module(module) else None


def named_module(course: Course, slug: str) -> Module:
    """The module of this name, whose readers are called from here on as it says."""
    module = course.module(slug)
    if module is None:
        raise Missing
    address_as(module.addressed_as)
    return module
