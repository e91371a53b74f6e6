"""What is kept in the question bank."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from lms.catalogue.bank_models import BankQuestion
from lms.catalogue.models import CurrentEdition, Edition
from lms.core.db import db, one
from lms.core.errors import Missing
from lms.core.prepared import Glance

_RETIRED = Glance(
    sa.select(BankQuestion.course, BankQuestion.module, BankQuestion.question_id).where(
        BankQuestion.retired_at.is_not(None)
    )
)


def kept_of(courses: Collection[str]) -> dict[str, list[Any]]:
    """For each course the questions of its bank that are not retired, oldest first."""
    rows = db.session.scalars(
        sa.select(BankQuestion)
        .where(BankQuestion.course.in_(courses), BankQuestion.retired_at.is_(None))
        .order_by(BankQuestion.id)
    )
    by_course: dict[str, list[Any]] = {course: [] for course in courses}
    for row in rows:
        by_course[row.course].append(row)
    return by_course


def bank_of(course: str) -> Sequence[BankQuestion]:
    """Every question that a course's bank holds, retired ones too, oldest first."""
    return db.session.scalars(
        sa.select(BankQuestion).where(BankQuestion.course == course).order_by(BankQuestion.id)
    ).all()


def retired() -> Sequence[Any]:
    """(course, module, question_id) of every question that was retired."""
    return _RETIRED.rows()


def bank_question(row_id: int) -> BankQuestion:
    """One question of the bank.

    Raises:
        Missing: when there is none.
    """
    row: BankQuestion = one(sa.select(BankQuestion).where(BankQuestion.id == row_id))
    return row


def current_document(course: str, *, hold: bool = False) -> dict[str, Any]:
    """The document of a course's current edition.

    Args:
        hold: let nobody else publish this course until the transaction ends.

    Raises:
        Missing: when the course is not published.
    """
    if hold:
        db.session.execute(
            sa.select(CurrentEdition.hash).where(CurrentEdition.course == course).with_for_update()
        )
    document: dict[str, Any] | None = db.session.scalar(
        sa.select(Edition.document)
        .join(CurrentEdition, CurrentEdition.hash == Edition.hash)
        .where(CurrentEdition.course == course)
    )
    if document is None:
        raise Missing
    return document
