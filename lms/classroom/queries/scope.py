"""What belongs to a class, for those who look after the class."""

from typing import TypeVar

import sqlalchemy as sa

from lms.classes.models import Cohort
from lms.classes.queries.scope import run_by
from lms.classroom.models import GroupQuiz, PaperQuiz
from lms.core.access import Asker
from lms.core.db import db, one

Quiz = TypeVar("Quiz", GroupQuiz, PaperQuiz)


def with_cohort(asker: Asker, kind: type[Quiz], quiz_id: int) -> tuple[Quiz, Cohort]:
    """The quiz and its class.

    Raises:
        Missing: when there is none such for this asker.
    """
    quiz: Quiz = one(
        sa.select(kind).join(Cohort, Cohort.id == kind.cohort_id).where(kind.id == quiz_id, run_by(asker))
    )
    return quiz, db.session.get_one(Cohort, quiz.cohort_id)
