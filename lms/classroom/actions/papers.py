"""Making a paper quiz, keeping what was typed, marking it."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random
from typing import Any

import sqlalchemy as sa

from lms.catalogue.content import Course, Module
from lms.classes.models import Cohort
from lms.classroom.models import PaperQuiz, PaperSheet
from lms.classroom.queries.faults import faulty
from lms.classroom.queries.papers import printed_before
from lms.classroom.rules import papers as rules
from lms.classroom.rules.letters import lettered
from lms.core import audit
from lms.core.db import db, insert
from lms.core.errors import Refusal
from lms.quizzes import actions as quizzes
from lms.quizzes import rules as quiz
from lms.quizzes.models import AttemptWay

# No 0 and O, no 1 and I: the code is read from a sheet by somebody in a hurry.
_CODE = "23456789ACDEFGHJKLMNPQRTUVWXY"


def make_paper(
    cohort: Cohort,
    course: Course,
    module: Module,
    *,
    variants: int,
    several: bool,
    asker_id: int,
    rng: Random,
    now: datetime,
) -> int:
    """Draw one set of questions for the whole class; answers the paper's id.

    Args:
        several: also questions with several right answers, which take longer to enter.

    Raises:
        NothingToAsk: no question of the module fits the letters A to D.
    """
    before = printed_before(cohort.id, course.slug, module.slug)
    questions = lettered(module, several=several, faulty=faulty(course, module))
    drawn = rules.drawn_for(questions, course.quiz.count, before, variants, rng)
    made = None
    while made is None:  # until a code is free
        statement = insert(PaperQuiz).values(
            cohort_id=cohort.id,
            course=course.slug,
            module=module.slug,
            edition=course.edition,
            drawn=[[each.as_kept() for each in variant] for variant in drawn],
            code="".join(secrets.choice(_CODE) for _letter in range(5)),
            made_by=asker_id,
            made_at=now,
        )
        made = db.session.scalar(statement.on_conflict_do_nothing().returning(PaperQuiz.id))
    return int(made)


def keep_sheets(
    paper_id: int, sheets: Mapping[int, tuple[str, Sequence[str]]], asker_id: int, now: datetime
) -> None:
    """Keep what was typed, by person: the variant and a cell for each question. A marked sheet stays as it is."""
    if not sheets:
        return
    statement = insert(PaperSheet)
    typed = {name: statement.excluded[name] for name in ("variant", "letters", "saved_by", "saved_at")}
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=["paper_id", "person_id"], set_=typed, where=PaperSheet.marked_at.is_(None)
        ),
        [
            {
                "paper_id": paper_id,
                "person_id": person_id,
                "variant": variant,
                "letters": list(letters),
                "saved_by": asker_id,
                "saved_at": now,
            }
            for person_id, (variant, letters) in sheets.items()
        ],
    )


def mark_sheets(
    paper: PaperQuiz,
    course: Course,
    module: Module,
    ready: Mapping[int, tuple[int, Sequence[str]]],
    asker_id: int,
    now: datetime,
) -> tuple[int, dict[int, Any]]:
    """Make each of these papers an attempt of its person, once.

    Args:
        ready: by person, the number of the variant (from 0) and the cells.

    Returns:
        How many were marked now, and by person why not.
    """
    marked, refused = 0, {}
    for person_id, (variant, cells) in ready.items():
        try:
            with db.session.begin_nested():
                marked += _mark(paper, course, module, person_id, variant, cells, asker_id, now)
        except Refusal as refusal:
            refused[person_id] = refusal.reason
    if marked:
        audit.record(asker_id, audit.Deed.CHANGED, "attempts", paper.id, now, papers=marked)
    return marked, refused


def _mark(
    paper: PaperQuiz,
    course: Course,
    module: Module,
    person_id: int,
    variant: int,
    cells: Sequence[str],
    asker_id: int,
    now: datetime,
) -> bool:
    """False when this paper was marked before, perhaps by somebody else in this moment."""
    mine: Any = db.session.execute(
        sa.update(PaperSheet)
        .where(
            PaperSheet.paper_id == paper.id,
            PaperSheet.person_id == person_id,
            PaperSheet.marked_at.is_(None),
        )
        .values(marked_at=now)
    )
    if not mine.rowcount:
        return False
    kept = paper.drawn[variant]
    asked = [quiz.asked_at(module, kept, position) for position in range(1, len(kept) + 1)]
    attempt_id = quizzes.take_whole(
        person_id,
        course,
        module,
        [quiz.Drawn(each["id"], tuple(each["order"])) for each in kept],
        rules.responses(cells, asked),
        AttemptWay.PAPER,
        asker_id,
        now,
    )
    db.session.execute(
        sa.update(PaperSheet)
        .where(PaperSheet.paper_id == paper.id, PaperSheet.person_id == person_id)
        .values(attempt_id=attempt_id)
    )
    return True
