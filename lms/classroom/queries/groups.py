"""Quizzes on the wall: one of them, its counts, and those a class had."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort
from lms.classroom.models import GroupCount, GroupQuiz
from lms.classroom.queries.scope import with_cohort
from lms.core.access import Asker
from lms.core.db import db

MOST_SHOWN = 50


def group_run_by(asker: Asker, group_id: int) -> tuple[GroupQuiz, Cohort]:
    """The quiz and its class, if the asker may look after the class."""
    return with_cohort(asker, GroupQuiz, group_id)


def counts_of(group_id: int) -> dict[int, list[int]]:
    """The counts by position; a position without any was not answered yet."""
    rows = db.session.execute(
        sa.select(GroupCount.position, GroupCount.counts).where(GroupCount.quiz_id == group_id)
    )
    return {row.position: row.counts for row in rows}


def groups_of(cohort_id: int) -> Sequence[Any]:
    """The quizzes of a class, the newest first, each with how many questions were counted."""
    counted = (
        sa.select(sa.func.count())
        .where(GroupCount.quiz_id == GroupQuiz.id)
        .correlate(GroupQuiz)
        .scalar_subquery()
    )
    return db.session.execute(
        sa.select(
            GroupQuiz.id,
            GroupQuiz.module,
            GroupQuiz.way,
            GroupQuiz.started_at,
            GroupQuiz.finished_at,
            GroupQuiz.questions,
            counted.label("counted"),
        )
        .where(GroupQuiz.cohort_id == cohort_id)
        .order_by(GroupQuiz.started_at.desc(), GroupQuiz.id.desc())
        .limit(MOST_SHOWN)
    ).all()


def asked_before(cohort_id: int, course: str, module: str) -> set[str]:
    """The questions this class met on the wall already."""
    kept = db.session.scalars(
        sa.select(GroupQuiz.questions).where(
            GroupQuiz.cohort_id == cohort_id, GroupQuiz.course == course, GroupQuiz.module == module
        )
    )
    return {each["id"] for questions in kept for each in questions}
