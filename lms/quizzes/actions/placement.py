"""Beginning a placement, answering its questions, and skipping what was shown."""

import random
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.catalogue.content import Course
from lms.core.db import insert
from lms.core.prepared import Inside, given
from lms.learning import actions as learning
from lms.quizzes.models.placement import Placement, PlacementState
from lms.quizzes.queries import placement as queries
from lms.quizzes.queries.corrections import in_force
from lms.quizzes.rules import placement as rules
from lms.quizzes.rules.marking import Response

_placement: Any = Placement.__table__
# Nobody measures questions yet. Whoever does gives the shares here: `rules.difficulty` then
# takes them before the author's word.
NO_FACILITIES: rules.Facilities = {}


def _new() -> Any:
    columns = ("person_id", "course", "edition", "state", "asked", "answered", "started_at")
    return insert(_placement).values(given(_placement, *columns)).on_conflict_do_nothing()


_NEW = Inside(_new)
_ANSWER = Inside(
    sa.update(_placement)
    .where(
        _placement.c.id == sa.bindparam("placement_id"),
        _placement.c.state == PlacementState.OPEN,
        _placement.c.answered == sa.bindparam("were_answered"),
    )
    .values(
        asked=sa.bindparam("now_asked", type_=_placement.c.asked.type), answered=_placement.c.answered + 1
    )
)
_END = Inside(
    sa.update(_placement)
    .where(_placement.c.id == sa.bindparam("placement_id"), _placement.c.state == PlacementState.OPEN)
    .values(
        state=PlacementState.ENDED,
        result=sa.bindparam("its_result", type_=_placement.c.result.type),
        ended_at=sa.bindparam("now", type_=_placement.c.ended_at.type),
    )
)


def start(
    person_id: int,
    course: Course,
    rng: random.Random,
    now: datetime,
    facilities: rules.Facilities = NO_FACILITIES,
) -> Any:
    """The person's open placement in this course; made now when there is none.

    Two starts at the same moment get the same one.

    Raises:
        NothingQuick: the course has no question quick enough.
    """
    while True:
        found = queries.open_placement(person_id, course.slug)
        if found:
            return found
        first = rules.next_question(course, [], rng, facilities, _faulty(course))
        if first is None:
            raise rules.NothingQuick
        _NEW.change(
            person_id=person_id,
            course=course.slug,
            edition=course.edition,
            state=PlacementState.OPEN,
            asked=[first],
            answered=0,
            started_at=now,
        )


def answer(
    placement: Any,
    course: Course,
    response: Response,
    credit: int,
    rng: random.Random,
    now: datetime,
    facilities: rules.Facilities = NO_FACILITIES,
) -> None:
    """Keep the answer to the question that waits and draw the next one; after the last, judge.

    An answer to a question that was answered meanwhile changes nothing.

    Args:
        placement: as its queries give it, fetched for its person and open.
        course: the edition it began with.
    """
    *before, waiting = placement.asked
    asked = [*before, {**waiting, "response": list(response), "credit": credit}]
    coming = rules.next_question(course, asked, rng, facilities, _faulty(course))
    kept = _ANSWER.change(
        placement_id=placement.id,
        were_answered=placement.answered,
        now_asked=[*asked, coming] if coming else asked,
    )
    if kept and not coming:
        _END.change(placement_id=placement.id, its_result=rules.judged(course, asked, facilities), now=now)


def _faulty(course: Course) -> set[tuple[str, str]]:
    """Questions that corrections left out."""
    return {
        (module.slug, question.id)
        for module in course.modules
        for question in module.questions
        if in_force(course.edition, module.slug).leaves_out(question.id)
    }


def skip_what_is_known(person_id: int, placement: Any, course: Course, now: datetime) -> list[str]:
    """Count the lessons of the modules this placement found mastered as done; answers these modules."""
    able = [each["module"] for each in placement.result["modules"] if each["able"]]
    learning.skip_lessons(person_id, course, able, now)
    return able
