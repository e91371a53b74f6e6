"""Every rule of attendance, each told by what happened to one person in a class of five lessons, four of them over."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from lms.classes.actions.attendance import mark
from lms.classes.actions.members import join, leave
from lms.classes.models import (
    Excuse,
    Invited,
    Kind,
    MarkSource,
    Meeting,
    MeetingState,
    Membership,
    Presence,
)
from lms.classes.queries.attendance import planned_meetings
from lms.classes.queries.presences import presences_in
from lms.classes.queries.standing import taught
from lms.classes.rules.attendance import Attendance, Stay, arrival, attendance, minutes_attended, proposed
from lms.classes.rules.events import event_id
from lms.core.db import db
from tests.classes import make
from tests.classes.make import EVENING, WEEK

pytestmark = pytest.mark.both
P, L, E, A = Presence.PRESENT, Presence.LATE, Presence.EXCUSED, Presence.ABSENT
AFTER = EVENING + timedelta(days=1)


class Class:
    """Hoa's class. She came to the first four lessons, whose registers are closed; the fifth is still to come."""

    def __init__(self, world):
        self.lan, self.hoa = world.people["lan"], world.people["hoa"]
        self.moment, self.cohort = AFTER, make.cohort(world)
        make.member(self.cohort, self.hoa)
        self.lessons = make.meetings(self.cohort, 5, EVENING - 3 * WEEK)
        for lesson in self.lessons[:4]:
            self.says(lesson, P)
            lesson.state = MeetingState.CONFIRMED

    def says(self, meeting: Meeting, presence: Presence | None) -> None:
        self.moment += timedelta(seconds=1)
        id = event_id(meeting.id, self.hoa, self.moment)
        mark(meeting.id, [(id, self.hoa, presence, self.moment)], MarkSource.REGISTER, self.lan, self.moment)

    def joins_after(self, lessons: int) -> None:
        for lesson in self.lessons[:lessons]:
            self.says(lesson, None)
        self.row().joined_at = self.lessons[lessons - 1].ends_at

    def row(self) -> Membership:
        return db.session.get_one(Membership, (self.cohort.id, self.hoa))

    def excused_before(self, lesson: Meeting) -> None:
        db.session.add(
            Excuse(meeting_id=lesson.id, person_id=self.hoa, said_by=self.hoa, said_at=lesson.starts_at)
        )

    def beside(self, kind: Kind, missed: Meeting | None, came: Presence, state: MeetingState) -> None:
        more = make.meeting(self.cohort, 6, EVENING + timedelta(hours=3), kind=kind, state=state)
        db.session.add(
            Invited(meeting_id=more.id, person_id=self.hoa, missed_id=missed.id if missed else None)
        )
        self.says(more, came)

    def online(self, *minutes: tuple[int, int]) -> None:
        """The first lesson, as its minutes suggest."""
        of, stays = self.lessons[0], []
        for come, go in minutes:
            left = of.starts_at + timedelta(minutes=go)
            stays.append(Stay(of.starts_at + timedelta(minutes=come), left, left))
        self.says(of, proposed(minutes_attended(stays, of.starts_at, of.ends_at), of.starts_at, of.ends_at))

    def comes_at(self, minute: int) -> None:
        of = self.lessons[0]
        self.says(of, arrival(of.starts_at, of.starts_at + timedelta(minutes=minute)))

    def away_for(self, first: int, last: int, came: Presence | None = None) -> None:
        for lesson in self.lessons[first : last + 1]:
            self.says(lesson, came)
        assert leave(self.cohort.id, self.hoa, self.lessons[first].starts_at)
        assert join(self.cohort.id, self.cohort.course, self.hoa, self.lessons[last].ends_at)

    def stands(self) -> Attendance:
        db.session.flush()
        said = presences_in(self.cohort.id).get(self.hoa, {})
        return attendance(planned_meetings(self.cohort.id), said, self.row().joined_at)


ALL = Attendance(planned=5, excused=0, attended=4, remaining=1)
MISSED_ONE = Attendance(5, 0, 3, 1)
CLOSED, OPEN = MeetingState.CONFIRMED, MeetingState.PLANNED
Told = Callable[[Class], object]
CASES: list[tuple[str, list[Told], Attendance]] = [
    ("came to all", [], ALL),
    ("absent once", [lambda c: c.says(c.lessons[0], A)], MISSED_ONE),
    ("a mark taken back, the register closed", [lambda c: c.says(c.lessons[0], None)], MISSED_ONE),
    ("late by 15 minutes is present", [lambda c: c.comes_at(15)], ALL),
    ("late by an hour has come", [lambda c: c.comes_at(60)], ALL),
    ("joined after two lessons", [lambda c: c.joins_after(2)], Attendance(3, 0, 2, 1)),
    (
        "joined after two and came to one of them all the same",
        [lambda c: c.joins_after(2), lambda c: c.says(c.lessons[0], P)],
        Attendance(4, 0, 3, 1),
    ),
    ("excused in the register", [lambda c: c.says(c.lessons[0], E)], Attendance(5, 1, 3, 1)),
    (
        "excused beforehand, tapped absent",
        [lambda c: c.says(c.lessons[0], A), lambda c: c.excused_before(c.lessons[0])],
        Attendance(5, 1, 3, 1),
    ),
    ("excused beforehand, came", [lambda c: c.excused_before(c.lessons[0])], ALL),
    (
        "excused from what is still to come",
        [lambda c: c.excused_before(c.lessons[4])],
        Attendance(5, 1, 4, 0),
    ),
    (
        "made up for",
        [lambda c: c.says(c.lessons[0], A), lambda c: c.beside(Kind.MAKE_UP, c.lessons[0], P, CLOSED)],
        ALL,
    ),
    (
        "made up for late",
        [lambda c: c.says(c.lessons[0], A), lambda c: c.beside(Kind.MAKE_UP, c.lessons[0], L, CLOSED)],
        ALL,
    ),
    (
        "stayed away from the make-up meeting as well: one lesson missed, not two",
        [lambda c: c.says(c.lessons[0], A), lambda c: c.beside(Kind.MAKE_UP, c.lessons[0], A, CLOSED)],
        MISSED_ONE,
    ),
    (
        "the register of the make-up meeting is open",
        [lambda c: c.says(c.lessons[0], A), lambda c: c.beside(Kind.MAKE_UP, c.lessons[0], P, OPEN)],
        MISSED_ONE,
    ),
    (
        "a make-up meeting that was cancelled",
        [
            lambda c: c.says(c.lessons[0], A),
            lambda c: c.beside(Kind.MAKE_UP, c.lessons[0], P, MeetingState.CANCELLED),
        ],
        MISSED_ONE,
    ),
    (
        "visited at home for a lesson that was missed",
        [lambda c: c.says(c.lessons[0], A), lambda c: c.beside(Kind.VISIT, c.lessons[0], P, CLOSED)],
        ALL,
    ),
    ("a visit for its own sake is no lesson", [lambda c: c.beside(Kind.VISIT, None, P, CLOSED)], ALL),
    ("nobody at home: no lesson missed", [lambda c: c.beside(Kind.COACHING, None, A, CLOSED)], ALL),
    (
        "a lesson that was held, then cancelled, counts for nobody",
        [lambda c: setattr(c.lessons[0], "state", MeetingState.CANCELLED)],
        Attendance(4, 0, 3, 1),
    ),
    (
        "the lesson to come is cancelled",
        [lambda c: setattr(c.lessons[4], "state", MeetingState.CANCELLED)],
        Attendance(4, 0, 4, 0),
    ),
    ("online for 63 of 90 minutes: present", [lambda c: c.online((0, 63))], ALL),
    ("online in pieces, two phones at once", [lambda c: c.online((0, 20), (10, 30), (57, 90))], ALL),
    ("online, came an hour late: 30 minutes are too few", [lambda c: c.online((60, 90))], MISSED_ONE),
    ("online, left early after 36 minutes: late, so came", [lambda c: c.online((0, 36))], ALL),
    ("online, left early after 35 minutes", [lambda c: c.online((0, 35))], MISSED_ONE),
    ("online before it began and after it ended", [lambda c: c.online((-30, 0), (90, 120))], MISSED_ONE),
    (
        "withdrew: what was, stays",
        [lambda c: setattr(c.row(), "left_at", c.lessons[2].starts_at)],
        ALL,
    ),
    (
        "away for the second and third, and back: only the first, missed before, is charged",
        [lambda c: c.says(c.lessons[0], A), lambda c: c.away_for(1, 2)],
        Attendance(5, 2, 1, 1),
    ),
    ("back, and had come all the same", [lambda c: c.away_for(1, 2, came=P)], ALL),
]


@pytest.mark.parametrize(
    ("happened", "stands"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_rule_of_attendance(world, inside, happened, stands):
    of_hoa = Class(world)
    for each in happened:
        each(of_hoa)
    assert of_hoa.stands() == stands


def test_who_withdrew_is_in_no_sum_of_the_class(world, inside):
    of_hoa = Class(world)
    [before] = taught([of_hoa.cohort.id])
    assert (before.standing().members, before.standing().attended) == (1, 4)
    of_hoa.row().left_at = AFTER
    db.session.flush()
    [after] = taught([of_hoa.cohort.id])
    assert (after.standing().members, after.standing().attended, after.standing().held) == (0, 0, 0)
