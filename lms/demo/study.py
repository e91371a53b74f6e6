"""People studying: lessons finished, quizzes answered as somebody who knows more or less would."""

import random
from datetime import datetime, timedelta

from lms.catalogue.content import Course, Module
from lms.core.access import Asker
from lms.learning import actions as learning
from lms.quizzes import actions as quizzing
from lms.quizzes import rules
from lms.quizzes.queries import Sheet


def read_lessons(
    person_id: int, course: Course, module: Module, now: datetime, how_many: int | None = None
) -> None:
    for lesson in module.lessons[:how_many]:
        learning.finish_lesson(person_id, course, module.slug, lesson.slug, now)


def stop_midway(person_id: int, course: Course, module: Module, now: datetime) -> None:
    """One lesson done, the next one open at its third step."""
    read_lessons(person_id, course, module, now, 1)
    learning.reach_step(person_id, course, module.slug, module.lessons[1].slug, 3, now)


def take_quiz(
    person_id: int, course: Course, module: Module, knows: float, rng: random.Random, now: datetime
) -> bool:
    """One whole attempt; each question is known with the chance `knows`. Answers whether it passed."""
    who = Asker(person_id, "", "", "vi", 0, "", 0, "")
    begun = quizzing.start(person_id, course, module, rng, now)
    sheet = Sheet.begun(person_id, course.slug, module.slug, begun)
    total, earned = len(begun.questions), 0
    for position in range(1, total + 1):
        asked = rules.asked_at(module, begun.questions, position)
        if rng.random() < knows:
            response = rules.right_response(asked.question)
        else:
            response = [] if rng.random() < 0.3 else rules.wrong_response(asked.question)
        earned += rules.credit(asked.question, response, course.quiz.marking)
        quizzing.answer(who, sheet, asked, response, course, now + timedelta(seconds=40 * position))
    return rules.passed(rules.score(earned, total), course.pass_mark)


def study_alone(
    person_id: int, course: Course, modules: int, rng: random.Random, start: datetime, now: datetime
) -> None:
    """Complete so many modules one after the other, a failed try now and then on the way."""
    days = max((now - start).days, 1)
    for number, module in enumerate(course.required[:modules]):
        when = start + timedelta(days=days * (number + 1) / (modules + 1), hours=rng.randint(0, 3))
        read_lessons(person_id, course, module, when)
        if rng.random() < 0.25:
            take_quiz(person_id, course, module, 0.4, rng, when)
        take_quiz(person_id, course, module, 1.0, rng, when + timedelta(minutes=20))


def follow_path(
    person_id: int,
    course: Course,
    path_id: str,
    rng: random.Random,
    start: datetime,
    now: datetime,
    how_many: int | None = None,
) -> None:
    """Choose a path and complete so many of its modules, or all, one a week.

    Nothing where the course has no such path.
    """
    path = course.path(path_id)
    if path is None:
        return
    learning.follow(person_id, course, path.id, start)
    for week, slug in enumerate(path.modules[:how_many]):
        when = min(start + timedelta(weeks=week, hours=rng.randint(0, 3)), now)
        read_lessons(person_id, course, course.module_by_slug[slug], when)
        take_quiz(person_id, course, course.module_by_slug[slug], 1.0, rng, when + timedelta(minutes=20))
