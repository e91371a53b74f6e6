"""Starting an attempt, handing it in."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from lms.catalogue import shelf
from lms.catalogue.content import Course, Module
from lms.learning import actions as learning
from lms.learning import editions
from lms.quizzes import rules
from lms.quizzes.actions import statements
from lms.quizzes.actions.review import note_attempt
from lms.quizzes.models.attempts import AttemptState, AttemptWay
from lms.quizzes.queries import attempts as queries
from lms.quizzes.queries.bank import still_asked
from lms.quizzes.queries.begun import Sheet
from lms.quizzes.queries.corrections import in_force
from lms.quizzes.queries.limits import held_open
from lms.quizzes.rules import corrections as corrected


def start(
    person_id: int,
    course: Course,
    module: Module,
    rng: random.Random,
    now: datetime,
    *,
    way: AttemptWay = AttemptWay.SELF,
    helped_by: int | None = None,
    tries: queries.Tries | None = None,
    held: editions.Held | None = None,
) -> Any:
    """The person's open attempt (id, edition, questions, due_at, started_at) at this quiz; made now when there is none.

    Two starts at the same moment get the same attempt. An attempt whose time is up is handed
    in first, as it stands.

    Args:
        helped_by: who taps for the person; they may open the attempt's pages as well.
        tries: what was tried before, where somebody has asked already.
        held: that `course` is the edition the person learns in, where somebody has asked already.

    Raises:
        NoQuestions: the module has none.
        NoAttemptsLeft: the quiz allows no further attempt.
    """
    if not module.questions:
        raise rules.NoQuestions
    while True:
        tries = tries or queries.tries_at(person_id, course.slug, module.slug)
        found = tries.open
        if found and rules.time_is_up(found.due_at, shelf.edition(found.edition).quiz, now):
            hand_in_late(found.id, now)
        elif found:
            if helped_by:
                statements.HELPED.change(attempt_id=found.id, helper=helped_by)
            return found
        else:
            drawn = rules.draw(still_asked(course, module), course.quiz.count, tries.seen, rng)
            learning.enrol(person_id, course.slug, now)  # first, as everywhere: who waits, waits in one order
            made = _new(person_id, course, module, drawn, tries.latest + 1, now, way=way, helped_by=helped_by)
            if made:
                held = held or editions.settled(person_id, course, module.slug, now)
                learning.begin_enrolled(person_id, held, module.slug, now)
                return made
        tries = None


def _new(
    person_id: int,
    course: Course,
    module: Module,
    drawn: Sequence[rules.Drawn],
    number: int,
    now: datetime,
    **how: Any,
) -> Any | None:
    """The new attempt, as `start` answers it; None when another one took its place in this moment."""
    most, minutes = course.quiz.attempts, course.quiz.minutes
    allowed = queries.allowance(person_id, course.slug, module.slug) if most or minutes else queries.Allowed()
    if most is not None and number > most + allowed.attempts:
        raise rules.NoAttemptsLeft
    row = {
        "person_id": person_id,
        "course": course.slug,
        "module": module.slug,
        "edition": course.edition,
        "state": AttemptState.OPEN,
        "number": number,
        "due_at": now + timedelta(minutes=minutes + allowed.minutes) if minutes else None,
        "questions": [each.as_kept() for each in drawn],
        "started_at": now,
        "submitted_at": None,
        "score": None,
        "passed": None,
        **how,
    }
    made = statements.NEW.rows(**row)
    return made[0] if made else None


def submit(sheet: Sheet, course: Course, now: datetime) -> None:
    """Close an attempt whose questions are all answered, once, and tell learning; else do nothing."""
    answers = queries.marks_of(sheet.id)
    if len(answers) == len(sheet.questions):
        _close(sheet, answers, course, now)


def hand_in(sheet: Sheet, now: datetime) -> None:
    """Close an attempt as it stands: what was not answered earns nothing."""
    _close(sheet, queries.marks_of(sheet.id), shelf.edition(sheet.edition), now)


def hand_in_late(attempt_id: int, now: datetime) -> None:
    """Hand in an attempt whose time and grace are over, as it stands; leave any other alone."""
    late = held_open(attempt_id)
    if late is not None and rules.time_is_up(late.due_at, shelf.edition(late.edition).quiz, now):
        hand_in(late, now)


def _close(sheet: Sheet, answers: Sequence[Any], course: Course, now: datetime) -> None:
    ids = [drawn["id"] for drawn in sheet.questions]
    corrections = in_force(course.edition, sheet.module)
    score = corrected.score(ids, {each.position: each.credit for each in answers}, corrections)
    passed = rules.passed(score, course.pass_mark)
    if statements.SUBMIT.change(attempt_id=sheet.id, now=now, its_score=score, is_passed=passed):
        right = {each.position for each in answers if each.right}
        shown = [(each, at in right) for at, each in enumerate(ids, start=1)]
        note_attempt(sheet.person_id, course.slug, sheet.module, shown, now)
        learning.note_quiz(sheet.person_id, course, sheet.module, score, passed, now)


def take_whole(
    person_id: int,
    course: Course,
    module: Module,
    drawn: Sequence[rules.Drawn],
    responses: Mapping[int, rules.Response],
    way: AttemptWay,
    helped_by: int,
    now: datetime,
) -> int:
    """A whole attempt made elsewhere, on paper say, with its answers by position (from 1), handed in at once.

    An attempt the person has open on a phone is left alone.
    Questions without a response count as "I don't know yet". Answers the attempt's id.

    Raises:
        NoAttemptsLeft: the quiz allows no further attempt.
    """
    learning.enrol(person_id, course.slug, now)
    corrections = in_force(course.edition, module.slug)
    answers: list[dict[str, Any]] = []
    for position, each in enumerate(drawn, start=1):
        response = responses.get(position, [])
        earned = corrected.credit(module.question_by_id[each.id], response, course.quiz.marking, corrections)
        answers.append({"position": position, "response": response, "credit": earned})
    credits = {each["position"]: each["credit"] for each in answers}
    score = corrected.score([each.id for each in drawn], credits, corrections)
    passed = rules.passed(score, course.pass_mark)
    how = {"way": way, "helped_by": helped_by, "state": AttemptState.SUBMITTED}
    ended = {**how, "submitted_at": now, "score": score, "passed": passed}
    made = None
    while made is None:  # somebody took this number in the same moment: take the next
        number = queries.last_number(person_id, course.slug, module.slug) + 1
        made = _new(person_id, course, module, drawn, number, now, **ended)
    statements.add_answers(made.id, answers, now)
    shown = [(each.id, credits[at] == rules.FULL) for at, each in enumerate(drawn, start=1)]
    note_attempt(person_id, course.slug, module.slug, shown, now)
    learning.note_quiz(person_id, course, module.slug, score, passed, now)
    return int(made.id)
