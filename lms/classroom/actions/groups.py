"""Asking a class, counting its hands, going on."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

import sqlalchemy as sa

from lms.catalogue.content import Course, Module
from lms.classes.models import Cohort
from lms.classroom.models import GroupCount, GroupQuiz, GroupWay
from lms.classroom.queries.faults import faulty
from lms.classroom.queries.groups import asked_before
from lms.classroom.rules.letters import lettered
from lms.core.db import db, insert
from lms.quizzes import rules as quiz


def ask_class(
    cohort: Cohort,
    course: Course,
    module: Module,
    count: int,
    way: GroupWay,
    asker_id: int,
    rng: Random,
    now: datetime,
) -> int:
    """Draw questions for the wall, first those the class has not met there; answers the quiz's id.

    Raises:
        NothingToAsk: no question of the module fits the letters A to D.
    """
    questions = lettered(module, faulty=faulty(course, module))
    drawn = quiz.draw(questions, count, asked_before(cohort.id, course.slug, module.slug), rng)
    made = GroupQuiz(
        cohort_id=cohort.id,
        course=course.slug,
        module=module.slug,
        edition=course.edition,
        way=way,
        questions=[each.as_kept() for each in drawn],
        position=1,
        made_by=asker_id,
        started_at=now,
    )
    db.session.add(made)
    db.session.flush()
    return made.id


def count_hands(group_id: int, position: int, counts: Sequence[int], asker_id: int, now: datetime) -> None:
    """Keep what was counted for a question; counted again, the new numbers stand."""
    counted = {"counts": list(counts), "counted_by": asker_id, "counted_at": now}
    statement = insert(GroupCount).values(quiz_id=group_id, position=position, **counted)
    db.session.execute(statement.on_conflict_do_update(index_elements=["quiz_id", "position"], set_=counted))


def go_on(group: GroupQuiz, position: int, now: datetime) -> None:
    """Show the question after this one, or finish after the last. Pressed twice, it goes on once."""
    here = sa.update(GroupQuiz).where(GroupQuiz.id == group.id, GroupQuiz.position == position)
    if position < len(group.questions):
        db.session.execute(here.values(position=position + 1))
    else:
        finish(group.id, now)


def finish(group_id: int, now: datetime) -> None:
    """End the quiz here; the first end stays."""
    db.session.execute(
        sa.update(GroupQuiz)
        .where(GroupQuiz.id == group_id, GroupQuiz.finished_at.is_(None))
        .values(finished_at=now)
    )
