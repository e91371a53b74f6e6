"""Where a person begins in a course: which question is asked next, when it is enough, and what follows.

Decision 0013 says why the numbers are what they are.
"""

import math
import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.catalogue.content import Course, Lesson, Module
from lms.catalogue.questions import Question, QuestionKind
from lms.core.errors import Missing, Refusal
from lms.learning.rules import programme
from lms.quizzes.rules import ability
from lms.quizzes.rules.drawing import choice_order
from lms.quizzes.rules.marking import FULL
from lms.quizzes.rules.sitting import Asked

MOST = 12  # questions in all
SURE_ABLE, SURE_NOT = 0.9, 0.2  # a module's probability of mastery beyond which nothing more is asked
UNKNOWN_IN_A_ROW = 4  # "I don't know yet": then it is kind to stop
ABLE_FROM = 0.5
# Quick ones only; what is guessed least easily comes first among equals.
QUICK = (QuestionKind.NUMBER, QuestionKind.MULTIPLE, QuestionKind.SINGLE, QuestionKind.TRUE_FALSE)
LOGITS = {1: -1.0, 2: 0.0, 3: 1.0}

# One question of a placement as it is kept: module, id, order, response, credit; the last two
# are None until it is answered.
Kept = Mapping[str, Any]
# By module and question id, the share of answers that were right, from item statistics.
Facilities = Mapping[tuple[str, str], float]


class NothingQuick(Refusal):
    reason = _l("This course has no quick questions. Begin with the first lesson.")


def difficulty(module: Module, question: Question, facilities: Facilities) -> float:
    """In logits: from what people answered where that is known, else from the author's word.

    A question that the share p of people answers right is as hard as their mean ability less logit p.
    """
    share = facilities.get((module.slug, question.id))
    if share is None:
        return LOGITS[question.difficulty]
    share = min(max(share, 0.05), 0.95)
    return ability.GENERAL_MEAN - math.log(share / (1 - share))


def next_question(
    course: Course,
    asked: Sequence[Kept],
    rng: random.Random,
    facilities: Facilities,
    faulty: Collection[tuple[str, str]] = (),
) -> dict[str, Any] | None:
    """What to ask after these, all answered; None when it is enough.

    Every module is asked about once. Then the one whose mastery is most open goes on,
    with the question that tells most about an ability as estimated so far.

    Args:
        faulty: questions (module, id) that are not asked.
    """
    if len(asked) >= MOST or gives_up(asked):
        return None
    answers = _answers(course, asked, facilities)
    estimates = ability.estimates(answers)
    left = {module.slug: _left(module, asked, faulty) for module in course.modules}
    still = [
        module
        for module in course.modules
        if left[module.slug] and not (answers[module.slug] and is_sure(estimates[module.slug]))
    ]
    if not still:
        return None
    module = max(still, key=lambda each: (not answers[each.slug], round(estimates[each.slug].doubt, 9)))
    now_able = estimates[module.slug].ability
    lessons = {module.question_by_id[each["id"]].lesson for each in asked if each["module"] == module.slug}

    def tells(question: Question) -> tuple[float, int, bool, float]:
        told = ability.information(now_able, difficulty(module, question, facilities))
        return (
            round(told, 9),
            -QUICK.index(question.kind),
            question.lesson not in lessons,
            rng.random(),
        )

    best = max(left[module.slug], key=tells)
    order = list(choice_order(best, rng))
    return {"module": module.slug, "id": best.id, "order": order, "response": None, "credit": None}


def narrowed(course: Course, path_id: str | None) -> Course:
    """The course as a placement asks about it: only what somebody learns who follows this path, or no path."""
    return replace(course, modules=programme(course, path_id))


def has_quick(course: Course) -> bool:
    """Whether a placement can ask anything about this course."""
    return any(question.kind in QUICK for module in course.modules for question in module.questions)


def is_sure(estimate: ability.Estimate) -> bool:
    return estimate.mastery > SURE_ABLE or estimate.mastery < SURE_NOT


def gives_up(asked: Sequence[Kept]) -> bool:
    """Whether the latest answers were all "I don't know yet": more questions would only hurt."""
    latest = asked[-UNKNOWN_IN_A_ROW:]
    return len(latest) == UNKNOWN_IN_A_ROW and all(each["response"] == [] for each in latest)


def judged(course: Course, asked: Sequence[Kept], facilities: Facilities) -> dict[str, Any]:
    """For each module: whether it is mastered, how probable that is, and else the lesson to begin with.

    That is the first lesson missed after one that was known; without such, the module's first.
    """
    answers = _answers(course, asked, facilities)
    estimates = ability.estimates(answers)
    modules = []
    for module in course.modules:
        found = estimates[module.slug]
        able = bool(answers[module.slug]) and found.mastery >= ABLE_FROM
        modules.append(
            {
                "module": module.slug,
                "able": able,
                "begin": None if able else _begin(module, asked),
                "asked": len(answers[module.slug]),
                "mastery": round(found.mastery, 3),
                "ability": round(found.ability, 2),
            }
        )
    return {"modules": modules, "mastery_from": ability.MASTERY}


def asked_last(course: Course, asked: Sequence[Kept]) -> Asked:
    """The question that waits for its answer.

    Raises:
        Missing: when the edition has no such question.
    """
    kept = asked[-1]
    module = course.module(kept["module"])
    question = module.question(kept["id"]) if module else None
    if question is None:
        raise Missing
    return Asked(question, tuple(kept["order"]), len(asked), MOST)


def begins_with(module: Module, result: Mapping[str, Any]) -> Lesson:
    """The lesson a result names, in an edition that may no longer have it."""
    named = module.lesson(result["begin"]) if result["begin"] else None
    return named or module.lessons[0]


def _left(module: Module, asked: Sequence[Kept], faulty: Collection[tuple[str, str]]) -> list[Question]:
    gone = {each["id"] for each in asked if each["module"] == module.slug}
    gone |= {question_id for slug, question_id in faulty if slug == module.slug}
    return [each for each in module.questions if each.kind in QUICK and each.id not in gone]


def _answers(
    course: Course, asked: Sequence[Kept], facilities: Facilities
) -> dict[str, list[tuple[float, bool]]]:
    answers: dict[str, list[tuple[float, bool]]] = {module.slug: [] for module in course.modules}
    for each in asked:  # perhaps about a module of the programme followed before
        module = course.module_by_slug[each["module"]]
        hard = difficulty(module, module.question_by_id[each["id"]], facilities)
        answers.setdefault(module.slug, []).append((hard, each["credit"] == FULL))
    return answers


def _begin(module: Module, asked: Sequence[Kept]) -> str:
    """The first lesson missed, where something before it was known. One answer "I don't know yet" about
    the last lesson tells of nothing that comes before: then it is the module's first.
    """
    outcomes = [
        (module.question_by_id[each["id"]].lesson, each["credit"] == FULL)
        for each in asked
        if each["module"] == module.slug
    ]
    knows_some = False
    for lesson in module.lessons:
        if (lesson.slug, False) in outcomes:
            return lesson.slug if knows_some else module.lessons[0].slug
        knows_some = knows_some or (lesson.slug, True) in outcomes
    return module.lessons[0].slug
