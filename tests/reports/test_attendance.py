"""Attendance across classes: every figure is the one rule's, whatever happened in a class."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.classes.actions.attendance import mark
from lms.classes.actions.extra import excuse, plan_extra
from lms.classes.actions.meetings import Hours, Room
from lms.classes.models import (
    Cohort,
    Excuse,
    Invited,
    Kind,
    MarkSource,
    Meeting,
    MeetingState,
    Membership,
    Mode,
    Presence,
)
from lms.classes.queries.meetings import meetings_of
from lms.classes.queries.overview import lines_of
from lms.classes.rules.events import event_id
from lms.core import clock
from lms.core.db import db, writers_pass_one_by_one
from lms.reports.actions import count_all_classes, count_classes
from lms.reports.models import ClassChange, ClassTally
from lms.reports.queries.attendance import counted_until, turnout_of
from tests.classes import make
from tests.classes.make import EVENING, LONG_BEFORE, WEEK
from tests.papers.lesson import outside, sides
from tests.world import save

pytestmark = pytest.mark.both

LEARNERS, LESSONS = 4, 5
places = st.tuples(st.integers(0, LEARNERS - 1), st.integers(0, LESSONS - 1))
histories = st.fixed_dictionaries(
    {
        "marks": st.dictionaries(places, st.sampled_from([*Presence, None]), max_size=20),
        "told": st.sets(places, max_size=5),
        "made_up": st.sets(places, max_size=5),
        "states": st.lists(st.sampled_from(MeetingState), min_size=LESSONS, max_size=LESSONS),
        "joined": st.lists(st.integers(-1, LESSONS), min_size=LEARNERS, max_size=LEARNERS),
        "left": st.sets(st.integers(0, LEARNERS - 1), max_size=2),
        "minimum": st.sampled_from([0, 50, 80, 100]),
    }
)


def lived(world, history):
    """A class to which all this happened."""
    cohort = make.cohort(world, minimum_attendance=history["minimum"])
    lessons = make.meetings(cohort, LESSONS)
    people = make.members(world, cohort, LEARNERS)
    for person, week in zip(people, history["joined"], strict=True):
        membership = db.session.get_one(Membership, (cohort.id, person))
        membership.joined_at = EVENING + week * WEEK
    for n in history["left"]:
        db.session.get_one(Membership, (cohort.id, people[n])).left_at = EVENING + 9 * WEEK
    for (n, at), presence in history["marks"].items():
        said = (event_id(lessons[at].id, people[n]), people[n], presence, EVENING)
        mark(lessons[at].id, [said], MarkSource.REGISTER, world.people["lan"], EVENING)
    for n, at in history["told"]:
        db.session.add(
            Excuse(meeting_id=lessons[at].id, person_id=people[n], said_by=people[n], said_at=LONG_BEFORE)
        )
    for number, (n, at) in enumerate(sorted(history["made_up"]), start=LESSONS + 1):
        extra = make.meeting(cohort, number, kind=Kind.MAKE_UP, state=MeetingState.CONFIRMED)
        save(Invited(meeting_id=extra.id, person_id=people[n], missed_id=lessons[at].id))
        said = (event_id(extra.id, people[n]), people[n], Presence.PRESENT, EVENING)
        mark(extra.id, [said], MarkSource.REGISTER, world.people["lan"], EVENING)
    for lesson, state in zip(lessons, history["states"], strict=True):
        lesson.state = state
    db.session.commit()
    return cohort


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=histories)
def test_reports_say_what_the_page_of_the_class_says(app, world, history):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        cohort = lived(world, history)
        count_all_classes()
        db.session.commit()
        assert counted_until() is None
        present = [each for each in lines_of(cohort, [], meetings_of(cohort.id)) if each.left_at is None]
        stands = [each.attendance for each in present]
        tally = db.session.get_one(ClassTally, cohort.id)
        assert (tally.members, tally.planned) == (
            len(stands),
            sum(state is not MeetingState.CANCELLED for state in history["states"]),
        )
        assert tally.met == history["states"].count(MeetingState.CONFIRMED)
        assert tally.attended == sum(each.attended for each in stands)
        assert tally.held == sum(each.held for each in stands)
        words = [str(each.words(cohort.minimum_attendance)) for each in stands]
        assert tally.below == sum("any more" in each for each in words)
        assert tally.at_risk == sum("may fall short" in each for each in words)
        assert tally.lately_came <= tally.lately_expected
        db.session.rollback()


@pytest.fixture
def weeks(app, world):
    """A class of the village with three closed evenings; Học Viên 00 always came, 03 never."""
    with app.app_context():
        now, cohort = clock.now(), make.cohort(world)
        people = make.members(world, cohort, 4)
        lessons = make.meetings(cohort, 5, now - timedelta(days=25))
        for week, came in enumerate((3, 2, 1)):
            said = [
                (
                    event_id(lessons[week].id, each),
                    each,
                    Presence.PRESENT if n < came else Presence.ABSENT,
                    now,
                )
                for n, each in enumerate(people)
            ]
            mark(lessons[week].id, said, MarkSource.REGISTER, world.people["lan"], now)
            lessons[week].state = MeetingState.CONFIRMED
        db.session.commit()
        count_classes()
        db.session.commit()
        world.cohort, world.lessons, world.learners = cohort.id, [each.id for each in lessons], people
    return world


def test_a_province_goes_down_to_a_class(weeks, read_as):
    binh = read_as(weeks.people["binh"], staff=True).visit("/reports/22045").follow("Attendance")
    assert "50 % came to the meetings so far" in binh.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Lớp Lãnh Vân 3" in binh.text
    assert "3 of 5" in binh.text
    binh.follow("Lớp Lãnh Vân 3")
    assert "3 of 3" in binh.text


def test_a_neighbour_and_a_learner_see_no_figures(weeks, read_as):
    for who in ("other_cadre", "other_trainer"):
        read_as(weeks.people[who], staff=True).visit("/reports/22045/attendance", expect=404)
    read_as(weeks.people["hoa"]).visit("/reports/22045/attendance", expect=404)


def test_the_sheet_holds_the_same_figures(weeks, read_as):
    dung = read_as(weeks.people["dung"], staff=True)
    text = dung.client.get("/reports/22045/attendance.csv").get_data().decode("utf-8-sig")
    assert "Lớp Lãnh Vân 3" in text
    row = next(line for line in text.splitlines() if line.startswith("Lớp Lãnh Vân 3"))
    assert row.split(",")[3:9] == ["4", "5", "3", "50", "1", "2"]
    assert dung.client.get("/reports/22045/attendance.xlsx").status_code == 200


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Người xuất"), ("en", "Exported by"), ("fr", "Exporté par")]
)
def test_the_printed_sheet_says_who_took_it_along_and_stays_on_the_paper(weeks, read_as, language, words):
    dung = read_as(weeks.people["dung"], staff=True, language=language)
    drawn = dung.visit("/reports/22045/attendance.pdf").response.data
    [side] = sides(drawn)
    assert words in side and "Lớp Lãnh Vân 3" in side and not outside(drawn)


def test_a_make_up_meeting_and_an_excuse_reach_the_report(app, weeks):
    """What the register's marks alone do not say."""
    with app.app_context():
        now, last = clock.now(), weeks.learners[3]
        cohort = db.session.get_one(Cohort, weeks.cohort)
        room = Room(Mode.IN_PERSON, "Nhà văn hóa", None)
        hours = Hours(now - timedelta(hours=3), now - timedelta(hours=1))
        extra = plan_extra(cohort, Kind.MAKE_UP, hours, room, [], [last], weeks.lessons[0], now)
        said = (event_id(extra.id, last), last, Presence.PRESENT, now)
        mark(extra.id, [said], MarkSource.REGISTER, weeks.people["lan"], now)
        extra.state = MeetingState.CONFIRMED
        coming = db.session.get_one(Meeting, weeks.lessons[4])
        excuse(coming, weeks.learners[0], weeks.learners[0], now)
        db.session.commit()
        assert count_classes() == 1
        db.session.commit()
        [(_id, _key, figures)] = turnout_of(cohort.unit_id, None)
        assert (figures.attended, figures.held) == (7, 12)


def test_what_nobody_counted_yet_waits_and_is_counted_once(app, weeks):
    with app.app_context():
        said = (event_id(weeks.lessons[3], 1), weeks.learners[0], Presence.PRESENT, clock.now())
        mark(weeks.lessons[3], [said], MarkSource.REGISTER, weeks.people["lan"], clock.now())
        db.session.commit()
        before = db.session.get_one(ClassTally, weeks.cohort).attended
        assert count_classes() == 1
        db.session.commit()
        assert db.session.get_one(ClassTally, weeks.cohort, populate_existing=True).attended == before + 1
        assert count_classes() == 0
        assert db.session.query(ClassChange).count() == 0


def test_a_change_that_waits_already_is_noted_once_more_only_where_others_may_be_counting(app, weeks):
    """Where writers pass one by one, what waits cannot be taken away before this one is kept."""
    with app.app_context():
        for learner in weeks.learners:
            said = (event_id(weeks.lessons[3], learner), learner, Presence.PRESENT, clock.now())
            mark(weeks.lessons[3], [said], MarkSource.REGISTER, weeks.people["lan"], clock.now())
            db.session.commit()
        waiting = db.session.query(ClassChange).count()
        assert waiting == (1 if writers_pass_one_by_one() else len(weeks.learners))
        assert count_classes() == 1
        db.session.commit()
        assert db.session.query(ClassChange).count() == 0
