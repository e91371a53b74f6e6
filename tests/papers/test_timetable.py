"""When a class meets, in few words."""

from datetime import timedelta
from types import SimpleNamespace

from lms.papers.rules.timetable import rhythms
from tests.classes.make import EVENING, WEEK


def meetings(*starts):
    return [SimpleNamespace(starts_at=each, ends_at=each + timedelta(minutes=90)) for each in starts]


def test_a_weekday_with_three_meetings_is_weekly():
    [found] = rhythms(meetings(EVENING, EVENING + WEEK, EVENING + 2 * WEEK))
    assert found.weekly and (found.last - found.first).days == 14 and found.but == ()


def test_one_week_left_out_is_named():
    [found] = rhythms(meetings(*(EVENING + n * WEEK for n in (0, 1, 3))))
    assert found.weekly and [(day - found.first).days for day in found.but] == [14]


def test_two_weekdays_are_two_lines_and_few_days_are_told_one_by_one():
    twice = rhythms(
        meetings(*(EVENING + n * WEEK + d * timedelta(days=2) for n in range(3) for d in range(2)))
    )
    assert [each.weekly for each in twice] == [True, True]
    [single] = rhythms(meetings(EVENING, EVENING + WEEK))
    assert not single.weekly and len(single.days) == 2


def test_a_meeting_at_another_hour_stands_beside_the_weekly_ones():
    found = rhythms(meetings(*(EVENING + n * WEEK for n in range(3)), EVENING + timedelta(days=1, hours=-10)))
    assert [each.weekly for each in found] == [True, False]


def test_no_meeting_is_no_line():
    assert rhythms([]) == []
