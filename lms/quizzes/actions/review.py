"""Noting what was missed, and repeating it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.core.db import insert
from lms.core.prepared import Inside
from lms.quizzes.models.review import ReviewCard
from lms.quizzes.rules import review as rules
from lms.quizzes.rules.marking import Response

_card: Any = ReviewCard.__table__
_KEY = ("person_id", "course", "module", "question_id")


def _due(box: Any) -> Any:
    """When a card in this box is due, among the moments that `_dues` gives."""
    return sa.case(
        *(
            (box == number, sa.bindparam(f"due_{number}", type_=_card.c.due_at.type))
            for number in range(1, rules.KNOWN)
        ),
        else_=sa.null(),
    )


def _dues(now: datetime) -> dict[str, datetime | None]:
    return {f"due_{box}": rules.due_after(box, now) for box in range(1, rules.KNOWN)}


def _noted() -> Any:
    """All answers of an attempt at once, as a JSON object of question ids and 1 for right, 0 for not:
    what was missed gets a card in the first box, what was right moves up a card that is there.
    """
    answers = sa.func.json_each(sa.bindparam("answers", type_=sa.JSON())).table_valued(
        "key", sa.column("value", sa.JSON())
    )
    # SQLite gives a number here and PostgreSQL JSON: as text they are the same.
    right = sa.cast(answers.c.value, sa.Text()) == "1"
    person, course, module = (
        sa.bindparam(name, type_=_card.c[name].type) for name in ("person_id", "course", "module")
    )
    there = (
        sa.select(_card.c.box)
        .where(
            _card.c.person_id == person,
            _card.c.course == course,
            _card.c.module == module,
            _card.c.question_id == answers.c.key,
        )
        .scalar_subquery()
    )
    box = sa.case((~right, 1), (there >= rules.KNOWN, rules.KNOWN), else_=there + 1)
    found = (
        sa.select(answers.c.key.label("question_id"), box.label("box"))
        .where(sa.or_(~right, there.is_not(None)))
        .subquery()
    )
    new = insert(_card).from_select(
        [*_KEY, "box", "due_at"],
        sa.select(person, course, module, found.c.question_id, found.c.box, _due(found.c.box)).where(
            sa.true()
        ),
    )
    return new.on_conflict_do_update(
        index_elements=list(_KEY), set_={"box": new.excluded.box, "due_at": new.excluded.due_at}
    )


_NOTE = Inside(_noted)
_REPEAT = Inside(
    sa.update(_card)
    .where(
        *(_card.c[name] == sa.bindparam(f"of_{name}", type_=_card.c[name].type) for name in _KEY),
        _card.c.reviews == sa.bindparam("was_reviewed"),
        _card.c.due_at == sa.bindparam("was_due", type_=_card.c.due_at.type),
    )
    .values(
        box=sa.bindparam("new_box"),
        due_at=sa.bindparam("new_due", type_=_card.c.due_at.type),
        response=sa.bindparam("given", type_=_card.c.response.type),
        reviews=_card.c.reviews + 1,
    )
)


def note_attempt(
    person_id: int, course: str, module: str, answers: Sequence[tuple[str, bool]], now: datetime
) -> None:
    """Keep what an attempt shows: (question id, whether it was answered right) for all its questions.

    What was missed, "I don't know yet" included, is due tomorrow. One statement for the whole attempt.
    """
    if answers:
        said = {question_id: int(right) for question_id, right in answers}
        _NOTE.change(person_id=person_id, course=course, module=module, answers=said, **_dues(now))


def repeat(person_id: int, card: rules.Card, response: Response, right: bool, now: datetime) -> bool:
    """Move a card up or back to the first box.

    False when this answer was given already, or a quiz moved the card meanwhile: then nothing changes.
    """
    box = rules.box_after(card.box, right)
    place = {"of_course": card.course, "of_module": card.module, "of_question_id": card.question_id}
    return bool(
        _REPEAT.change(
            of_person_id=person_id,
            **place,
            was_reviewed=card.reviews,
            was_due=card.due_at,
            new_box=box,
            new_due=rules.due_after(box, now),
            given=list(response),
        )
    )
