"""The line before a full class: asking for a seat, giving one up, and passing on what becomes free.

Everything here holds the class's row first, so that however many people ask at the
same moment, they stand in one order and no seat is ever free while somebody waits.
"""

from datetime import datetime

import sqlalchemy as sa

from lms.classes.actions.members import join, leave
from lms.classes.actions.notices import tell
from lms.classes.models import Cohort, News, Waiting
from lms.classes.queries import cohorts as find_cohort
from lms.classes.queries import members as find_members
from lms.classes.queries import notices as find_people
from lms.classes.queries import seats as find
from lms.classes.rules.cohorts import MOST_SEATS, ClassClosed, ClassFull, TooManySeats
from lms.core import audit
from lms.core.audit import Deed
from lms.core.db import db


def ask_for_seat(cohort_id: int, person_id: int, now: datetime) -> int:
    """Take a seat, or the last place in line; answers the place, 0 for a seat. Asking again changes nothing.

    Raises:
        ClassClosed: when the class takes nobody any more.
    """
    find_cohort.lock(cohort_id)
    if place := find.place_of(cohort_id, person_id):
        return place
    try:
        join(cohort_id, find.course_of(cohort_id), person_id, now)
    except ClassFull:
        turn = find.next_turn(cohort_id)
        values = {"cohort_id": cohort_id, "person_id": person_id, "turn": turn, "asked_at": now}
        db.session.execute(sa.insert(Waiting).values(**values))
        return find.place_of(cohort_id, person_id)
    return 0


def give_up_place(cohort_id: int, person_id: int) -> bool:
    """Leave the line; false when the person did not wait."""
    gone = db.session.execute(
        sa.delete(Waiting).where(Waiting.cohort_id == cohort_id, Waiting.person_id == person_id)
    )
    return bool(gone.rowcount)  # type: ignore[attr-defined]


def add_seats(cohort_id: int, how_many: int, by: int, now: datetime) -> None:
    """So many seats more than the room was said to hold; who put them in stays in the log. Hold the class.

    Raises:
        TooManySeats: when no class may be so large.
    """
    more = db.session.execute(
        sa.update(Cohort)
        .where(Cohort.id == cohort_id, Cohort.capacity + how_many <= MOST_SEATS)
        .values(capacity=Cohort.capacity + how_many)
        .execution_options(synchronize_session=False)
    )
    if not more.rowcount:  # type: ignore[attr-defined]
        raise TooManySeats
    audit.record(by, Deed.CHANGED, "cohort", cohort_id, now, seats_added=how_many)


def seat_over(cohort_id: int, person_id: int, by: int, now: datetime) -> bool:
    """A trainer who knows that the class is full puts in a seat for this one, past the line.

    False when the person does not wait, so that two taps are one seat.

    Raises:
        TooManySeats, ClassClosed: and then nothing is changed.
    """
    find_cohort.lock(cohort_id)
    if not give_up_place(cohort_id, person_id):
        return False
    add_seats(cohort_id, 1, by, now)
    join(cohort_id, find.course_of(cohort_id), person_id, now)
    audit.record(by, Deed.CHANGED, "person", person_id, now, joined=cohort_id)
    tell([person_id], News.SEAT, cohort_id, now)
    return True


def withdraw(cohort_id: int, person_id: int, by: int, now: datetime) -> bool:
    """Give the seat back; it goes to the first in line. Past registers stay as they are.

    The trainers are told when it was the learner who left. False when the person was no member.
    """
    if not leave(cohort_id, person_id, now):
        return False
    if by == person_id:
        told = find_people.trainer_ids(cohort_id)
        tell(told, News.WITHDREW, cohort_id, now, about_id=person_id)
    fill_seats(cohort_id, now)
    return True


def fill_seats(cohort_id: int, now: datetime) -> list[int]:
    """Give what is free to those who wait longest, and tell them and the trainers; answers who got a seat."""
    find_cohort.lock(cohort_id)
    free, closed_at = find_members.seats_of(cohort_id)
    if closed_at is not None or free <= 0:
        return []
    lucky = find.first_in_line(cohort_id, free)
    if not lucky:
        return []
    course, trainers = find.course_of(cohort_id), find_people.trainer_ids(cohort_id)
    for person_id in lucky:
        give_up_place(cohort_id, person_id)
        try:
            join(cohort_id, course, person_id, now)
        except (ClassFull, ClassClosed):  # cannot be while we hold the class, and would undo everything
            raise RuntimeError("a seat was free and is not") from None
        tell([person_id], News.SEAT, cohort_id, now)
        tell(trainers, News.SEAT_TAKEN, cohort_id, now, about_id=person_id)
    return lucky
