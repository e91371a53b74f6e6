"""Papers: one of them, what was typed for each person, and what became of it."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, Membership
from lms.classroom.models import PaperQuiz, PaperSheet
from lms.classroom.queries.scope import with_cohort
from lms.core.access import Asker
from lms.core.db import db
from lms.people.models import Person
from lms.quizzes.models import Attempt

MOST_SHOWN = 50


def paper_run_by(asker: Asker, paper_id: int) -> tuple[PaperQuiz, Cohort]:
    """The paper and its class, if the asker may look after the class."""
    return with_cohort(asker, PaperQuiz, paper_id)


def papers_of(cohort_id: int) -> Sequence[Any]:
    """The papers of a class, the newest first, each with how many were marked."""
    marked = (
        sa.select(sa.func.count())
        .where(PaperSheet.paper_id == PaperQuiz.id, PaperSheet.marked_at.is_not(None))
        .correlate(PaperQuiz)
        .scalar_subquery()
    )
    return db.session.execute(
        sa.select(PaperQuiz.id, PaperQuiz.module, PaperQuiz.code, PaperQuiz.made_at, marked.label("marked"))
        .where(PaperQuiz.cohort_id == cohort_id)
        .order_by(PaperQuiz.made_at.desc(), PaperQuiz.id.desc())
        .limit(MOST_SHOWN)
    ).all()


def printed_before(cohort_id: int, course: str, module: str) -> set[str]:
    """The questions that stood on this class's papers already."""
    kept = db.session.scalars(
        sa.select(PaperQuiz.drawn).where(
            PaperQuiz.cohort_id == cohort_id, PaperQuiz.course == course, PaperQuiz.module == module
        )
    )
    return {each["id"] for variants in kept for each in variants[0]}


def rows_of(paper: PaperQuiz) -> Sequence[Any]:
    """Everybody in the class, by given name, with what was typed; also who left it after the paper was made."""
    return db.session.execute(
        sa.select(
            Person.id,
            Person.name,
            Person.birth_year,
            PaperSheet.variant,
            PaperSheet.letters,
            PaperSheet.marked_at,
            PaperSheet.attempt_id,
            Attempt.score,
            Attempt.passed,
        )
        .join(Membership, Membership.person_id == Person.id)
        .outerjoin(PaperSheet, sa.and_(PaperSheet.paper_id == paper.id, PaperSheet.person_id == Person.id))
        .outerjoin(Attempt, Attempt.id == PaperSheet.attempt_id)
        .where(
            Membership.cohort_id == paper.cohort_id,
            sa.or_(
                Membership.left_at.is_(None),
                Membership.left_at >= paper.made_at,
                PaperSheet.paper_id.is_not(None),
            ),
        )
        .order_by(Person.sort_key, Person.id)
    ).all()
