"""Calendars behind private addresses: the right meetings at the right hours, for who may know them, and for nobody else."""

import logging
import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from lms.classes.actions import meetings as plan
from lms.classes.models import Invited, Kind, Meeting, Membership, Mode
from lms.core import clock
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.papers.models import CalendarFeed
from lms.people.models import Grant, Person
from tests.classes import make
from tests.classes.make import EVENING, WEEK
from tests.papers.lesson import class_of

pytestmark = pytest.mark.both


@pytest.fixture(autouse=True)
def before_the_first_evening(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: EVENING - WEEK)


def address_of(reader, wanted="learning", unit=None):
    where = f"/calendar/address?for={wanted}" + (f"&unit={unit}" if unit else "")
    reader.visit(where).press("Make the address")
    [path] = set(re.findall(r"/calendars/[\w-]{43}\.ics", reader.html))
    return path


def titles(reader, path):
    return {str(each["SUMMARY"]) for each in all_events(reader, path)}


def all_events(reader, path):
    answer = reader.client.get(path)
    assert answer.status_code == 200 and answer.mimetype == "text/calendar"
    return list(Calendar.from_ical(answer.data).walk("VEVENT"))


def change(app, meeting_id, **values):
    with app.app_context():
        meeting = db.session.get_one(Meeting, meeting_id)
        for name, value in values.items():
            setattr(meeting, name, value)
        db.session.commit()


def test_a_learners_calendar_tells_the_hours_of_the_hall_wherever_it_is_read(app, world, read_as):
    lesson = class_of(app, world)
    change(
        app,
        lesson.meetings[1],
        starts_at=EVENING + timedelta(hours=4),
        ends_at=EVENING + timedelta(hours=5, minutes=30),
    )
    hoa = read_as(lesson.hoa)
    text = read_as().client.get(address_of(hoa)).get_data(as_text=True)
    assert "BEGIN:VTIMEZONE" in text and "TZOFFSETTO:+0700" in text
    assert "DTSTART;TZID=Asia/Ho_Chi_Minh:20261118T193000" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found = sorted(Calendar.from_ical(text).walk("VEVENT"), key=lambda each: each["DTSTART"].dt)
    assert found[0]["DTSTART"].dt == EVENING
    late = found[1]  # half past eleven at night until one in the morning
    assert late["DTSTART"].dt.day == 18 and late["DTEND"].dt.day == 19
    paris = late["DTSTART"].dt.astimezone(ZoneInfo("Europe/Paris"))
    assert (paris.day, paris.hour, paris.minute) == (18, 17, 30)
    berkeley = late["DTSTART"].dt.astimezone(ZoneInfo("America/Los_Angeles"))
    assert (berkeley.day, berkeley.hour) == (18, 8)
    assert str(late["SUMMARY"]) == "Lớp Lãnh Vân 3" and "Thôn Lãnh Vân" in str(late["LOCATION"])


def test_a_moved_meeting_stays_one_event_and_says_that_it_changed(app, world, read_as):
    lesson = class_of(app, world, meetings=1)
    path = address_of(read_as(lesson.hoa))
    [before] = all_events(read_as(), path)
    assert before["SEQUENCE"] == 0 and str(before["STATUS"]) == "CONFIRMED"
    lan = read_as(lesson.lan, staff=True).visit(f"/meetings/{lesson.meetings[0]}/edit")
    lan.press("Save", day="2026-11-19")
    [moved] = all_events(read_as(), path)
    assert moved["UID"] == before["UID"] and moved["SEQUENCE"] == 1
    assert moved["DTSTART"].dt == EVENING + timedelta(days=1)
    assert moved["LAST-MODIFIED"].dt == clock.now().replace(microsecond=0) > before["LAST-MODIFIED"].dt
    lan.visit(f"/meetings/{lesson.meetings[0]}/edit").press("Save")  # nothing new
    [same] = all_events(read_as(), path)
    assert same["SEQUENCE"] == 1
    with app.app_context():
        plan.cancel(db.session.get_one(Meeting, lesson.meetings[0]), clock.now())
        db.session.commit()
    [cancelled] = all_events(read_as(), path)
    assert (cancelled["UID"], cancelled["SEQUENCE"], str(cancelled["STATUS"])) == (
        before["UID"],
        2,
        "CANCELLED",
    )
    assert str(cancelled["SUMMARY"]).startswith("Cancelled: ")
    change(app, lesson.meetings[0], state="planned")
    [back] = all_events(read_as(), path)
    assert (back["SEQUENCE"], str(back["STATUS"])) == (3, "CONFIRMED")
    change(app, lesson.meetings[0], head_count=12)
    assert all_events(read_as(), path)[0]["SEQUENCE"] == 3


def test_an_address_is_shown_once_kept_as_a_hash_replaced_and_ended(app, world, read_as, caplog):
    caplog.set_level(logging.DEBUG)
    lesson = class_of(app, world)
    hoa, anybody = read_as(lesson.hoa), read_as()
    first = address_of(hoa)
    assert first not in hoa.visit("/calendar/address?for=learning").html
    assert "A new one makes it stop working" in hoa.text
    assert anybody.client.get(first).status_code == 200
    second = address_of(hoa)
    assert anybody.client.get(first).status_code == 404
    assert anybody.client.get(second).status_code == 200
    hoa.visit("/calendar").follow("End the address").press("End the address")
    assert anybody.client.get(second).status_code == 404
    with app.app_context():
        kept = repr([vars(each) for each in db.session.query(CalendarFeed)])
        entries = sa.select(AuditEntry.deed, AuditEntry.subject, AuditEntry.detail)
        told = repr(db.session.execute(entries).all())
    for path in (first, second):
        token = path.split("/")[2].removesuffix(".ics")
        assert token not in kept and token not in told and token not in caplog.text
    assert told.count("calendar_feed") == 3  # made, made, ended; that it was looked at is written nowhere


def test_one_address_for_each_purpose(app, world, read_as):
    class_of(app, world)
    lan = read_as(world.people["lan"], staff=True)
    teaching, learning = address_of(lan, "teaching"), address_of(lan, "learning")
    assert len(all_events(read_as(), teaching)) == 4 and all_events(read_as(), learning) == []


def test_only_members_and_trainers_are_told_how_to_come_in_online(app, world, read_as):
    lesson = class_of(app, world, meetings=1)
    change(app, lesson.meetings[0], mode=Mode.HYBRID, link="https://hop.example.vn/bi-mat")
    dung = read_as(world.people["dung"], staff=True)
    paths = {
        "learner": address_of(read_as(lesson.hoa)),
        "trainer": address_of(read_as(lesson.lan, staff=True), "teaching"),
        "unit": address_of(dung, "unit", world.units["commune"]),
    }
    told = {
        who: read_as().client.get(path).get_data(as_text=True).replace("\r\n ", "")
        for who, path in paths.items()
    }
    assert f"/meetings/{lesson.meetings[0]}/join" in told["learner"] and "bi-mat" not in told["learner"]
    assert "bi-mat" in told["trainer"]
    assert "bi-mat" not in told["unit"] and "http" not in told["unit"]
    for name in (*lesson.names, "Trần Thị Lan", "Phạm Văn Dũng"):
        assert all(name not in each for each in told.values())
    uids = {str(Calendar.from_ical(each).walk("VEVENT")[0]["UID"]) for each in told.values()}
    assert len(uids) == 1  # one meeting is one event, in whichever calendar


def test_a_units_calendar_holds_all_classes_there_and_below_and_no_others(app, world, read_as):
    class_of(app, world, name="Lớp ở thôn")
    class_of(app, world, people=1, name="Lớp ở xã", unit="commune")
    class_of(app, world, people=1, name="Lớp xã bên", unit="sibling", trainer=None)
    dung = read_as(world.people["dung"], staff=True)
    assert titles(read_as(), address_of(dung, "unit", world.units["commune"])) == {
        "Lớp ở thôn",
        "Lớp ở xã",
    }
    for wrong in (world.units["sibling"], world.units["province"], world.units["village"], "x", ""):
        dung.visit(f"/calendar/address?for=unit&unit={wrong}", expect=404)
    read_as(world.people["lan"], staff=True).visit(
        f"/calendar/address?for=unit&unit={world.units['commune']}", expect=404
    )


def test_a_visit_stands_only_in_the_calendars_of_who_is_visited_and_who_visits(app, world, read_as):
    lesson = class_of(app, world, meetings=1, people=2)
    with app.app_context():
        cohort = db.session.get_one(make.Cohort, lesson.id)
        visit = make.meeting(cohort, 2, EVENING + WEEK, kind=Kind.VISIT, place="Nhà bà Sáu")
        db.session.add(Invited(meeting_id=visit.id, person_id=lesson.people[1]))
        db.session.commit()
    lan, dung = read_as(lesson.lan, staff=True), read_as(world.people["dung"], staff=True)
    paths = [
        address_of(lan, "teaching"),
        address_of(read_as(lesson.people[1])),
        address_of(read_as(lesson.hoa)),
        address_of(dung, "unit", world.units["commune"]),
    ]
    assert ["bà Sáu" in read_as().client.get(path).get_data(as_text=True) for path in paths] == [
        True,
        True,
        False,
        False,
    ]
    assert "bà Sáu" not in read_as(lesson.hoa).visit("/calendar").text + dung.visit("/calendar").text


def test_what_somebody_may_no_longer_know_their_address_no_longer_tells(app, world, read_as):
    lesson = class_of(app, world)
    learner = address_of(read_as(lesson.hoa))
    trainer = address_of(read_as(lesson.lan, staff=True), "teaching")
    unit = address_of(read_as(world.people["dung"], staff=True), "unit", world.units["commune"])
    assert all(read_as().client.get(each).status_code == 200 for each in (learner, trainer, unit))
    with app.app_context():
        db.session.execute(
            sa.update(Membership).where(Membership.person_id == lesson.hoa).values(left_at=clock.now())
        )
        db.session.execute(sa.delete(Grant).where(Grant.person_id.in_([lesson.lan, world.people["dung"]])))
        db.session.commit()
    assert all_events(read_as(), learner) == []
    assert [read_as().client.get(each).status_code for each in (trainer, unit)] == [404, 404]
    with app.app_context():
        db.session.get_one(Person, lesson.hoa).disabled_at = clock.now()
        db.session.commit()
    assert read_as().client.get(learner).status_code == 404


def test_a_calendar_that_has_the_newest_is_told_so_and_one_that_hurries_waits(app, world, read_as):
    lesson = class_of(app, world)
    path, client = address_of(read_as(lesson.hoa)), read_as().client
    first = client.get(path)
    tag = {"If-None-Match": first.headers["ETag"]}
    again = client.get(path, headers=tag)
    assert again.status_code == 304 and again.data == b"" and again.headers["ETag"] == first.headers["ETag"]
    change(app, lesson.meetings[0], place="Trạm y tế")
    assert client.get(path, headers=tag).status_code == 200
    hurried = [client.get(path).status_code for _n in range(40)]
    assert hurried[0] == 200 and hurried[-1] == 429
    assert client.get("/calendars/nobody-made-this.ics").status_code == 404


def test_a_calendar_reaches_ninety_days_back_and_a_year_ahead_and_stays_small(
    app, world, read_as, count_queries
):
    lesson = class_of(app, world, meetings=0)
    now = clock.now()
    with app.app_context():
        cohort = db.session.get_one(make.Cohort, lesson.id)
        for n, days in enumerate([-100, -80, -1, 1, 300, 400]):
            make.meeting(cohort, n + 1, now + timedelta(days=days))
    path = address_of(read_as(lesson.hoa))
    days = [round((each["DTSTART"].dt - now).total_seconds() / 86400) for each in all_events(read_as(), path)]
    assert days == [-80, -1, 1, 300]
    with app.app_context():
        cohort = db.session.get_one(make.Cohort, lesson.id)
        db.session.add_all(
            Meeting(
                cohort_id=cohort.id,
                number=100 + n,
                mode=Mode.IN_PERSON,
                starts_at=now + timedelta(hours=n + 2),
                ends_at=now + timedelta(hours=n + 3),
                place="x",
                modules=[],
                state="planned",
            )
            for n in range(320)
        )
        db.session.commit()
    with count_queries() as asked:
        assert len(all_events(read_as(), path)) == 302
    assert asked.total <= 4


def test_the_page_lists_what_comes_without_any_calendar(app, world, read_as):
    lesson = class_of(app, world)
    hoa = read_as(lesson.hoa).visit("/account").follow("Calendar")
    assert "Wednesday 18 November, 19:30–21:00" in hoa.text and "Lớp Lãnh Vân 3" in hoa.text
    lan = read_as(lesson.lan, staff=True).visit("/calendar")
    assert "Meetings you teach" in lan.text and "No meeting is planned for you" in lan.text
    dung = read_as(world.people["dung"], staff=True).visit("/calendar")
    assert "Classes in Xã Xuân Lãnh" in dung.text and "Lớp Lãnh Vân 3" in dung.text
    xuan = read_as(world.people["xuan"]).visit("/calendar")
    assert "Lớp Lãnh Vân 3" not in xuan.text


def test_a_feed_is_written_in_the_language_it_was_asked_for_in(app, world, read_as):
    lesson = class_of(app, world, meetings=1)
    hoa = read_as(lesson.hoa, language="vi")
    hoa.visit("/calendar/address?for=learning").press("Tạo địa chỉ")
    [path] = set(re.findall(r"/calendars/[\w-]{43}\.ics", hoa.html))
    visitor = read_as(language="fr").client.get(path).get_data(as_text=True)
    assert "Lớp tôi học" in visitor and "Buổi 1" in visitor


def test_nobody_ends_the_address_of_another(app, world, read_as):
    lesson = class_of(app, world)
    address_of(read_as(lesson.hoa))
    with app.app_context():
        feed = db.session.scalar(sa.select(CalendarFeed.id))
    read_as(world.people["minh"]).visit(f"/calendar/address/{feed}/end", expect=404)
    read_as(world.people["minh"]).visit("/calendar/address?for=teaching", expect=404)
    with app.app_context():
        assert db.session.get_one(CalendarFeed, feed).ended_at is None
