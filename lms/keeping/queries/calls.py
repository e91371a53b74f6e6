"""Calls: those of a class for who runs it, and those of a volunteer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import Cohort, CohortTrainer, Meeting, MeetingState, Membership, Notice
from lms.classes.queries.scope import run_by
from lms.core.access import Asker
from lms.core.db import db
from lms.core.errors import Missing
from lms.keeping.models import Call, Channel, Outcome, ReminderWay, Why
from lms.people.models import Grant, Person
from lms.people.queries import commune_path
from lms.places.models import Unit
from lms.places.queries import within

_caller, _theirs = sa.orm.aliased(Person), sa.orm.aliased(Membership)
_AGREED = sa.exists().where(
    ReminderWay.person_id == Call.person_id,
    ReminderWay.channel == Channel.CALLER,
    ReminderWay.withdrawn_at.is_(None),
)
# While a register is open again, nobody was absent: closing it says who was.
_lesson = sa.orm.aliased(Meeting)
_CLOSED = sa.exists().where(_lesson.id == Call.meeting_id, _lesson.state == MeetingState.CONFIRMED)
_MEMBER = sa.exists().where(
    Membership.cohort_id == Call.cohort_id,
    Membership.person_id == Call.person_id,
    Membership.left_at.is_(None),
)
# Whoever has read on their first page that a meeting was moved or cancelled, knows.
_READ = sa.exists().where(
    Notice.meeting_id == Call.meeting_id,
    Notice.person_id == Call.person_id,
    Notice.made_at >= Call.made_at,
    Notice.seen_at.is_not(None),
)
_MEETING = sa.orm.aliased(Meeting)


def _is_told(why: Why, state: MeetingState, now: datetime) -> sa.ColumnElement[bool]:
    """A change of plan is told while it is how things stand, and until the meeting would be over."""
    stands = sa.exists().where(
        _MEETING.id == Call.meeting_id, _MEETING.state == state, _MEETING.ends_at > now
    )
    return sa.and_(Call.why == why, stands, ~_READ)


# Who stayed away several times is called once, about the last time.
_other, _its_lesson = sa.orm.aliased(Call), sa.orm.aliased(Meeting)
_SAME = sa.and_(
    _other.cohort_id == Call.cohort_id,
    _other.person_id == Call.person_id,
    _other.why == Why.ABSENT,
    _other.solved_at.is_(None),
    sa.exists().where(_its_lesson.id == _other.meeting_id, _its_lesson.state == MeetingState.CONFIRMED),
)
_STAYED_AWAY_AGAIN = sa.and_(Call.why == Why.ABSENT, sa.exists().where(_SAME, _other.id > Call.id))
_TIMES = sa.select(sa.func.count()).where(_SAME, Call.why == Why.ABSENT).correlate(Call).scalar_subquery()


def open_at(now: datetime) -> sa.ColumnElement[bool]:
    """Whether somebody has to make this `Call`."""
    wanted = sa.or_(
        sa.and_(Call.why == Why.ABSENT, _CLOSED),
        _is_told(Why.MOVED, MeetingState.PLANNED, now),
        _is_told(Why.CANCELLED, MeetingState.CANCELLED, now),
    )
    return sa.and_(Call.solved_at.is_(None), _MEMBER, wanted, ~_STAYED_AWAY_AGAIN)


def helps(person_id: Any, cohort_id: Any) -> sa.ColumnElement[bool]:
    """Whether a volunteer still is of the class, or staff: who left it reads nothing more of its people."""
    return sa.or_(
        sa.exists().where(CohortTrainer.cohort_id == cohort_id, CohortTrainer.person_id == person_id),
        sa.exists().where(
            _theirs.cohort_id == cohort_id, _theirs.person_id == person_id, _theirs.left_at.is_(None)
        ),
        sa.exists().where(Grant.person_id == person_id),
    )


def is_given_to(person_id: int) -> sa.ColumnElement[bool]:
    """Whether this `Call` is theirs to make."""
    return sa.and_(Call.caller_id == person_id, helps(person_id, Call.cohort_id))


def _calls() -> Any:
    return (
        sa.select(
            Call.id,
            Call.cohort_id,
            Call.meeting_id,
            Call.person_id,
            Call.why,
            Call.caller_id,
            Call.outcome,
            Call.next_step,
            Call.called_at,
            Call.tries,
            Call.solved_at,
            Person.name,
            Person.phone,
            _AGREED.label("agreed"),
            _TIMES.label("times"),
            Cohort.name.label("cohort_name"),
            Meeting.number,
            Meeting.starts_at,
            Meeting.place,
            _caller.name.label("caller"),
        )
        .join(Person, Person.id == Call.person_id)
        .join(Cohort, Cohort.id == Call.cohort_id)
        .join(Meeting, Meeting.id == Call.meeting_id)
        .outerjoin(
            _caller,
            sa.and_(
                _caller.id == Call.caller_id,
                _caller.disabled_at.is_(None),
                helps(Call.caller_id, Call.cohort_id),
            ),
        )
        .order_by(Call.why, Meeting.starts_at.desc(), Person.sort_key, Call.id)
    )


def calls_of_class(cohort_id: int, now: datetime) -> Sequence[Any]:
    """What is open in a class."""
    return db.session.execute(_calls().where(Call.cohort_id == cohort_id, open_at(now)).limit(300)).all()


def calls_of(person_id: int, now: datetime) -> Sequence[Any]:
    """What a volunteer has to do."""
    return db.session.execute(_calls().where(is_given_to(person_id), open_at(now)).limit(100)).all()


def ended_in(cohort_id: int) -> Sequence[Any]:
    """The calls of a class that nobody has to make any more, the last first."""
    ended = _calls().where(Call.cohort_id == cohort_id, Call.solved_at.is_not(None))
    return db.session.execute(ended.order_by(None).order_by(Call.solved_at.desc(), Call.id).limit(50)).all()


def told_of_cancelling(meeting_id: int) -> Sequence[int]:
    """Whom somebody reached by phone to say that a meeting does not take place."""
    told = (Outcome.REACHED, Outcome.COMING, Outcome.CANNOT)
    return db.session.scalars(
        sa.select(Call.person_id).where(
            Call.meeting_id == meeting_id, Call.why == Why.CANCELLED, Call.outcome.in_(told)
        )
    ).all()


def after_absences(cohort_id: int) -> Sequence[Any]:
    """Every call of a class because somebody was absent, as rules.calls.settled wants them."""
    columns = (Call.id, Call.person_id, Call.meeting_id, Call.outcome, Call.next_step, Call.solved_at)
    return db.session.execute(
        sa.select(*columns).where(Call.cohort_id == cohort_id, Call.why == Why.ABSENT)
    ).all()


def call_for(asker: Asker, call_id: int, now: datetime) -> Any:
    """A call that is open or has ended, for its volunteer or for who runs the class.

    Raises:
        Missing: for anybody else, and while it rests.
    """
    mine = sa.or_(is_given_to(asker.person_id), run_by(asker))
    there = sa.or_(open_at(now), Call.solved_at.is_not(None))
    found = db.session.execute(_calls().where(Call.id == call_id, there, mine)).one_or_none()
    if found is None:
        raise Missing
    return found


def open_by_class(asker: Asker, now: datetime) -> Sequence[Any]:
    """The classes the asker runs in which somebody waits for a call, with how many."""
    return db.session.execute(
        sa.select(Cohort.id, Cohort.name, sa.func.count().label("open"))
        .join(Call, Call.cohort_id == Cohort.id)
        .where(run_by(asker), Cohort.closed_at.is_(None), open_at(now))
        .group_by(Cohort.id, Cohort.name)
        .order_by(sa.func.count().desc(), Cohort.id)
        .limit(50)
    ).all()


def volunteers_for(cohort: Cohort) -> Sequence[Any]:
    """Who may take the calls of a class: its trainers, staff of its commune, its members; by name."""
    path = commune_path(cohort.unit_id)
    trains = sa.exists().where(CohortTrainer.cohort_id == cohort.id, CohortTrainer.person_id == Person.id)
    learns = sa.exists().where(
        Membership.cohort_id == cohort.id, Membership.person_id == Person.id, Membership.left_at.is_(None)
    )
    serves = sa.exists(
        sa.select(Grant.id)
        .join(Unit, Unit.id == Grant.unit_id)
        .where(Grant.person_id == Person.id, within([path] if path else []))
    )
    return db.session.execute(
        sa.select(Person.id, Person.name, sa.or_(trains, serves).label("is_staff"))
        .where(Person.disabled_at.is_(None), sa.or_(trains, learns, serves))
        .order_by(sa.or_(trains, serves).desc(), Person.sort_key)
        .limit(200)
    ).all()


def is_staff_for(person_id: int, cohort_id: int) -> bool:
    """Whether the volunteer is staff, not a helper among the members."""
    teaches = sa.exists().where(CohortTrainer.cohort_id == cohort_id, CohortTrainer.person_id == person_id)
    return bool(
        db.session.scalar(sa.select(sa.or_(teaches, sa.exists().where(Grant.person_id == person_id))))
    )


def usual_caller(cohort_id: int) -> int | None:
    """Who took the last calls of this class and can still be asked: a new one goes to them too."""
    return db.session.scalar(
        sa.select(Call.caller_id)
        .join(_caller, _caller.id == Call.caller_id)
        .where(Call.cohort_id == cohort_id, _caller.disabled_at.is_(None), helps(_caller.id, cohort_id))
        .order_by(Call.id.desc())
        .limit(1)
    )
