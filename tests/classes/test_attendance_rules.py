"""How attendance counts: PEERS.md pains 8 to 11, as a table."""

from datetime import datetime, timedelta

import pytest

from lms.classes.models import MarkSource, Presence
from lms.classes.rules.attendance import (
    Attendance,
    Planned,
    Stay,
    arrival,
    attendance,
    by_module,
    counts_as,
    late_and_early,
    minutes_attended,
    proposed,
    together,
    weight,
    while_away,
)
from tests.classes.make import EVENING, LONG_BEFORE, WEEK

ENDS = EVENING + timedelta(minutes=90)
P, L, E, A = Presence.PRESENT, Presence.LATE, Presence.EXCUSED, Presence.ABSENT


def at(minute: float) -> datetime:
    return EVENING + timedelta(minutes=minute)


def weekly(count: int, closed: int = 0, modules: tuple[str, ...] = ("m",)) -> list[Planned]:
    return [
        Planned(n, EVENING + n * WEEK, EVENING + n * WEEK + timedelta(minutes=90), modules, n < closed)
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("planned", "closed", "presences", "expected"),
    [
        (0, 0, [], Attendance(0, 0, 0, 0)),
        (4, 0, [], Attendance(4, 0, 0, 4)),
        (4, 1, [P], Attendance(4, 0, 1, 3)),
        (4, 4, [P, P, P, P], Attendance(4, 0, 4, 0)),
        (4, 4, [L, L, L, A], Attendance(4, 0, 3, 0)),  # late counts as attended
        (4, 4, [P, P, P, E], Attendance(4, 1, 3, 0)),  # an excuse shrinks the denominator
        (4, 4, [E, E, E, E], Attendance(4, 4, 0, 0)),
        (4, 2, [P], Attendance(4, 0, 1, 2)),  # closed without a mark is missed
        (4, 0, [A], Attendance(4, 0, 0, 3)),  # marked, though not yet closed
    ],
)
def test_meetings_are_counted(planned, closed, presences, expected):
    marks = dict(enumerate(presences))
    assert attendance(weekly(planned, closed), marks, LONG_BEFORE) == expected


@pytest.mark.parametrize(
    ("stands", "rate", "met", "can_reach"),
    [
        (Attendance(0, 0, 0, 0), None, False, False),
        (Attendance(4, 4, 0, 0), None, False, False),
        (Attendance(4, 0, 1, 3), 0.25, False, True),  # 1 of 1 held is not 100 %: planned ones count
        (Attendance(5, 0, 4, 1), 0.8, True, True),  # met even if the last is missed
        (Attendance(5, 0, 3, 2), 0.6, False, True),
        (Attendance(5, 0, 3, 0), 0.6, False, False),
        (Attendance(5, 1, 3, 1), 0.75, False, True),
        (Attendance(10, 0, 7, 0), 0.7, False, False),
    ],
)
def test_the_minimum_is_of_all_planned_meetings(stands, rate, met, can_reach):
    assert stands.rate == rate
    assert stands.met(80) is met
    assert stands.can_still_reach(80) is can_reach


@pytest.mark.parametrize(
    ("members", "so_far", "of_planned"),
    [
        ([], None, None),
        ([Attendance(4, 0, 0, 4)], None, 0.0),
        ([Attendance(4, 0, 1, 3), Attendance(4, 0, 0, 3)], 0.5, 0.125),
        ([Attendance(4, 1, 2, 0), Attendance(4, 0, 3, 0)], 5 / 7, 5 / 7),  # an excuse shrinks both
    ],
)
def test_a_class_has_a_share_of_what_was_held_and_one_of_what_was_planned(members, so_far, of_planned):
    assert together(members).rate_so_far == so_far
    assert together(members).rate == of_planned


@pytest.mark.parametrize(
    ("stands", "words"),
    [
        (Attendance(4, 0, 0, 4), ""),
        (Attendance(10, 0, 3, 6), "3 of 4 so far"),
        (Attendance(2, 0, 1, 1), "1 of 1 so far"),
        (Attendance(5, 0, 3, 1), "may fall short of 80\N{NO-BREAK SPACE}%"),
        (Attendance(5, 0, 2, 1), "cannot reach 80\N{NO-BREAK SPACE}% any more"),
        (Attendance(5, 0, 4, 0), "has reached 80\N{NO-BREAK SPACE}%"),
    ],
)
def test_the_words_beside_a_name(app, stands, words):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert str(stands.words(80)) == words


def test_a_late_joiner_is_not_charged_with_what_was_before():
    four = weekly(4, closed=4)
    joined = EVENING + 2 * WEEK - timedelta(days=1)
    assert attendance(four, {2: P, 3: P}, joined) == Attendance(2, 0, 2, 0)
    assert attendance(four, {}, LONG_BEFORE).planned == 4


def test_who_walks_in_during_a_meeting_is_counted_in_it():
    four = weekly(4, closed=1)
    assert attendance(four, {0: P}, EVENING + timedelta(minutes=20)) == Attendance(4, 0, 1, 3)
    assert attendance(four, {0: P}, EVENING + timedelta(days=1)).attended == 1


def test_each_module_is_counted_over_the_meetings_that_cover_it():
    both = [*weekly(2, modules=("a",)), Planned(7, EVENING, EVENING + WEEK, ("b",), False)]
    stands = by_module(["a", "b"], both, {0: P, 7: A}, LONG_BEFORE)
    assert (stands["a"].planned, stands["a"].attended) == (2, 1)
    assert (stands["b"].planned, stands["b"].attended) == (1, 0)
    assert Planned(1, EVENING, EVENING + WEEK, (), False).covers("anything")


def test_late_begins_after_a_quarter_of_an_hour():
    assert arrival(EVENING, EVENING - timedelta(minutes=20)) is P
    assert arrival(EVENING, EVENING + timedelta(minutes=15)) is P
    assert arrival(EVENING, EVENING + timedelta(minutes=15, seconds=1)) is L


def test_a_trainer_outweighs_a_phone_then_the_later_one_counts_then_the_id():
    later = EVENING + timedelta(minutes=5)
    assert weight(MarkSource.REGISTER, EVENING, "a") > weight(MarkSource.BOARD, later, "z")
    assert weight(MarkSource.REGISTER, later, "a") > weight(MarkSource.WALK_IN, EVENING, "z")
    assert weight(MarkSource.ONLINE, EVENING, "b") > weight(MarkSource.REGISTER, EVENING, "a")


@pytest.mark.parametrize(
    ("mark", "told_beforehand", "made_up", "counts"),
    [
        (P, False, False, P),
        (L, True, True, L),  # who came, came
        (A, False, False, A),
        (A, True, False, E),  # told before the meeting
        (A, False, True, P),  # came to the make-up meeting
        (A, True, True, P),  # excused and made up for: they came
        (E, False, True, P),
        (E, False, False, E),
        (None, True, False, E),
        (None, False, True, P),
        (None, False, False, None),
    ],
)
def test_what_a_lesson_counts_as(mark, told_beforehand, made_up, counts):
    assert counts_as(mark, told_beforehand, made_up) is counts


@pytest.mark.parametrize(
    ("stands", "needed", "words"),
    [
        (Attendance(8, 0, 4, 4), 3, "Come to 3 of the 4 that are left."),
        (Attendance(5, 0, 3, 1), 1, "Come to the one that is left."),
        (Attendance(5, 0, 2, 2), 2, "Come to all 2 that are left."),
        (Attendance(5, 0, 2, 1), 2, "A make-up meeting helps."),
        (Attendance(5, 0, 4, 1), 0, ""),
        (Attendance(5, 1, 2, 2), 2, "Come to all 2 that are left."),  # an excuse leaves four
        (Attendance(4, 4, 0, 0), 0, ""),
        (Attendance(0, 0, 0, 0), 0, ""),
    ],
)
def test_what_is_needed_to_reach_the_minimum(app, stands, needed, words):
    assert stands.needed(80) == needed
    assert stands.met(80) or not stands.counted or (needed <= stands.remaining) is stands.can_still_reach(80)
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert str(stands.way(80)) == words


@pytest.mark.parametrize(
    ("stays", "minutes"),
    [
        ([], 0),
        ([(0, 90, 90)], 90),
        ([(-20, 30, 120)], 90),  # before the start and after the end adds nothing
        ([(0, 30, 30), (60, 90, 90)], 60),  # away for half an hour
        ([(0, 50, 50), (20, 60, 60)], 60),  # a second phone adds nothing twice
        ([(20, 60, 60), (0, 50, 50), (10, 30, 30)], 60),
        ([(0, 0, None)], 0),  # pressed "join" and gone
        ([(10, 55, None)], 45),  # never said goodbye: the last sign of life
        ([(-30, -10, -10)], 0),
        ([(95, 110, 110)], 0),
        ([(0, 45.9, None)], 45),
    ],
)
def test_minutes_are_the_union_of_visits_within_the_meeting(stays, minutes):
    those = [
        Stay(at(joined), at(seen), at(left) if left is not None else None) for joined, seen, left in stays
    ]
    assert minutes_attended(those, EVENING, ENDS) == minutes


@pytest.mark.parametrize(
    ("minutes", "presence"),
    [
        (90, P),
        (63, P),
        (62, L),
        (36, L),
        (35, A),
        (0, A),
    ],
)
def test_seven_tenths_of_the_meeting_suggest_present(minutes, presence):
    assert proposed(minutes, EVENING, ENDS) is presence


@pytest.mark.parametrize(
    ("stays", "late_early"),
    [
        ([], (0, 0)),
        ([(-10, 95)], (0, 0)),
        ([(12, 90)], (12, 0)),
        ([(0, 30), (40, 70)], (0, 20)),
        ([(20, 30), (5, 80)], (5, 10)),
        ([(-30, -5)], (0, 0)),
        ([(100, 110)], (0, 0)),
    ],
)
def test_late_and_early_are_whole_minutes(stays, late_early):
    those = [Stay(at(joined), at(left), at(left)) for joined, left in stays]
    assert late_and_early(those, EVENING, ENDS) == late_early


@pytest.mark.parametrize(
    ("left", "back", "missed"),
    [
        (-5, 5, []),  # back before anything ended
        (-5, 90, [0]),
        (0, 90, [0]),
        (1, 90, []),  # the lesson had begun: it was theirs
        (1, 3 * 7 * 24 * 60 + 89, [1, 2]),  # back in the middle of the fourth
    ],
)
def test_who_left_and_came_back_is_not_charged_with_what_was_between(left, back, missed):
    assert while_away(weekly(4), at(left), at(back)) == missed
