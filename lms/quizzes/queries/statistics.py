"""What the answers to a module's questions add up to, counted by the database.

Over the first quiz that each person handed in, of people in units that the asker's roles
cover. No row leaves here that speaks of a person.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from lms.catalogue.models import Edition
from lms.core.access import Asker, Role
from lms.core.db import db
from lms.people.models import Person
from lms.places.models import Unit
from lms.places.queries import within
from lms.quizzes.models.attempts import Answer, Attempt, AttemptState, AttemptWay
from lms.quizzes.rules.figures import Group
from lms.quizzes.rules.statistics import LONGEST_GAP, Sums

SEES = (Role.AUTHOR, Role.ADMIN, Role.CADRE)
_earlier = sa.orm.aliased(Attempt)


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose answers are looked at: of one module's quiz, and where given of one edition and language."""

    course: str
    module: str
    edition: str = ""
    language: str = ""


def taken(asker: Asker) -> dict[tuple[str, str], int]:
    """How many people handed in each module's quiz, by (course, module)."""
    rows = db.session.execute(
        sa.select(Attempt.course, Attempt.module, sa.func.count(Attempt.person_id.distinct()))
        .join(Person, Person.id == Attempt.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(Attempt.state == AttemptState.SUBMITTED, within(asker.paths(*SEES)))
        .group_by(Attempt.course, Attempt.module)
    )
    return {(course, module): people for course, module, people in rows}


def kinds_of_people(asker: Asker, course: str, module: str) -> list[Any]:
    """(edition, published_at, language, people), the newest edition first: what can be chosen."""
    firsts = _firsts(asker, Choice(course, module)).subquery()
    return list(
        db.session.execute(
            sa.select(firsts.c.edition, Edition.published_at, firsts.c.language, sa.func.count())
            .join(Edition, Edition.hash == firsts.c.edition)
            .group_by(firsts.c.edition, Edition.published_at, firsts.c.language)
            .order_by(Edition.published_at.desc(), firsts.c.language)
        )
    )


def groups(asker: Asker, choice: Choice, question_ids: Iterable[str] = ()) -> list[Group]:
    """Equal answers to equal questions, added up; of these questions only, where some are given."""
    answered = _earned(asker, choice)
    mean_rest = sa.cast(answered.c.total - answered.c.credit, sa.Float) / sa.func.nullif(
        answered.c.answers - 1, 0
    )
    rest = sa.func.coalesce(mean_rest, 0.0)
    credit = answered.c.credit
    key = (answered.c.question_id, answered.c.edition, answered.c.response, answered.c.third)
    statement = sa.select(
        *key,
        sa.func.count(),
        sa.func.sum(credit),
        sa.func.sum(credit * credit),
        sa.func.sum(rest),
        sa.func.sum(rest * rest),
        sa.func.sum(credit * rest),
    ).group_by(*key)
    wanted = list(question_ids)
    if wanted:
        statement = statement.where(answered.c.question_id.in_(wanted))
    return [
        Group(
            question_id,
            edition,
            response,
            third,
            Sums(count, int(x), int(xx), float(y), float(yy), float(xy)),
        )
        for question_id, edition, response, third, count, x, xx, y, yy, xy in db.session.execute(statement)
    ]


def times(
    asker: Asker, choice: Choice, question_ids: Iterable[str] = ()
) -> dict[tuple[str, str], dict[int, int]]:
    """By (question, edition) how many took so many seconds from the answer before, or from the start.

    Without answers from paper, which are all entered at once, and without pauses.
    """
    answered = _timed(asker, choice)
    seconds = answered.c.seconds
    key = (answered.c.question_id, answered.c.edition, seconds)
    statement = sa.select(*key, sa.func.count()).where(seconds >= 0, seconds < LONGEST_GAP).group_by(*key)
    wanted = list(question_ids)
    if wanted:
        statement = statement.where(answered.c.question_id.in_(wanted))
    found: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for question_id, edition, spent, count in db.session.execute(statement):
        found[question_id, edition][int(spent)] = count
    return found


def _firsts(asker: Asker, choice: Choice) -> sa.Select[Any]:
    """The first quiz each person handed in, then narrowed to the edition and language chosen."""
    before = (
        sa.select(sa.literal(1))
        .where(
            _earlier.person_id == Attempt.person_id,
            _earlier.course == Attempt.course,
            _earlier.module == Attempt.module,
            _earlier.number < Attempt.number,
            _earlier.state == AttemptState.SUBMITTED,
        )
        .exists()
    )
    statement = (
        sa.select(
            Attempt.id, Attempt.edition, Attempt.questions, Attempt.started_at, Attempt.way, Person.language
        )
        .join(Person, Person.id == Attempt.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(
            Attempt.course == choice.course,
            Attempt.module == choice.module,
            Attempt.state == AttemptState.SUBMITTED,
            within(asker.paths(*SEES)),
            ~before,
        )
    )
    if choice.edition:
        statement = statement.where(Attempt.edition == choice.edition)
    if choice.language:
        statement = statement.where(Person.language == choice.language)
    return statement


def _earned(asker: Asker, choice: Choice) -> sa.CTE:
    """One row an answer: its question, what it earned beside the whole attempt, and the attempt's third."""
    firsts = _firsts(asker, choice).cte("firsts")
    total, count = sa.func.sum(Answer.credit), sa.func.count()
    by_score = (sa.cast(total, sa.Float) / count, firsts.c.id)
    sums = (
        sa.select(
            firsts.c.id,
            total.label("total"),
            count.label("answers"),
            sa.func.ntile(3).over(order_by=by_score).label("third"),
        )
        .join(Answer, Answer.attempt_id == firsts.c.id)
        .group_by(firsts.c.id)
        .cte("sums")
    )
    asked, position, question_id = _asked(firsts.c.questions)
    return (
        sa.select(
            question_id.label("question_id"),
            firsts.c.edition,
            sa.cast(Answer.response, sa.Text).label("response"),
            Answer.credit,
            sums.c.total,
            sums.c.answers,
            sums.c.third,
        )
        .select_from(firsts)
        .join(sums, sums.c.id == firsts.c.id)
        .join(asked, sa.true())
        .join(Answer, sa.and_(Answer.attempt_id == firsts.c.id, Answer.position == position))
        .cte("earned")
    )


def _timed(asker: Asker, choice: Choice) -> sa.CTE:
    """One row an answer: its question, and how long after the one before it came."""
    firsts = _firsts(asker, choice).cte("firsts")
    asked, position, question_id = _asked(firsts.c.questions)
    second = _second(Answer.answered_at)
    before = sa.func.lag(second, 1, _second(firsts.c.started_at)).over(
        partition_by=Answer.attempt_id, order_by=(Answer.answered_at, Answer.position)
    )
    return (
        sa.select(
            question_id.label("question_id"),
            firsts.c.edition,
            (second - before).label("seconds"),
        )
        .select_from(firsts)
        .join(asked, sa.true())
        .join(Answer, sa.and_(Answer.attempt_id == firsts.c.id, Answer.position == position))
        .where(firsts.c.way != AttemptWay.PAPER)
        .cte("timed")
    )


def _on_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def _asked(questions: Any) -> tuple[Any, Any, Any]:
    """The questions of an attempt as rows: the rows, the position from 1, the question's id."""
    if _on_sqlite():
        rows = sa.func.json_each(questions).table_valued("key", "value", name="asked")
        return rows, sa.cast(rows.c.key, sa.Integer) + 1, sa.func.json_extract(rows.c.value, "$.id")
    elements = (
        sa.func.json_array_elements(questions)
        .table_valued(sa.column("value", sa.JSON), with_ordinality="place", name="asked")
        .render_derived()
        .lateral()
    )
    return elements, elements.c.place, elements.c.value.op("->>")("id")


def _second(moment: Any) -> sa.ColumnElement[Any]:
    """A moment as whole seconds."""
    if _on_sqlite():
        return sa.func.unixepoch(moment, type_=sa.Integer)
    return sa.cast(sa.func.floor(sa.extract("epoch", moment)), sa.BigInteger)
