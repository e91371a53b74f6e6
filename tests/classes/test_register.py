"""The register as a page: who sees it, what it takes, what it says."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
import time_machine

from lms.classes.models import MarkEvent, MarkSource, MeetingState, Mode, Presence, Visit
from lms.classes.queries import attendance as queries
from lms.core.access import Role
from lms.core.db import db
from lms.core.errors import Missing
from tests.classes.evening import change, events, marks
from tests.classes.make import EVENING
from tests.world import asker, grant

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("in_class")]

P, L, E, A = Presence.PRESENT, Presence.LATE, Presence.EXCUSED, Presence.ABSENT


def test_a_trainer_takes_the_register_without_a_script(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True).visit(lesson.path)
    assert "Register of meeting 1" in lan.text
    assert "Marked: 0 / 2" in lan.text
    assert "Bùi Thị Hoa 1957" in lan.text.replace("Hoa1957", "Hoa 1957")
    lan.press("Done", **{f"p{lesson.hoa}": "present", f"p{lesson.minh}": "late"})
    assert "Close the register of meeting 1" in lan.text
    assert marks(app, lesson.id) == {lesson.hoa: P, lesson.minh: L}
    lan.visit(lesson.path).press("Done", **{f"p{lesson.minh}": "excused"})
    assert marks(app, lesson.id) == {lesson.hoa: P, lesson.minh: E}
    assert events(app) == 3, "only the row that changed made an event"


def test_pressing_done_twice_changes_nothing(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True)
    for _again in range(2):
        lan.post(lesson.path, **{f"p{lesson.hoa}": "present"})
    assert events(app) == 1
    for presence in ("absent", "present"):
        lan.post(lesson.path, **{f"p{lesson.hoa}": presence})
    assert marks(app, lesson.id) == {lesson.hoa: P}
    assert events(app) == 3, "back to present is a statement of its own"


def test_a_register_opens_on_the_day_of_the_meeting(app, read_as, lesson):
    with time_machine.travel(EVENING - timedelta(days=1)):
        lan = read_as(lesson.lan, staff=True)
        lan.visit(lesson.path, expect=409)
        assert "opens on the day" in lan.text
        lan.post(lesson.path, expect=409, **{f"p{lesson.hoa}": "present"})
    assert marks(app, lesson.id) == {}
    with time_machine.travel(EVENING - timedelta(hours=14)):
        lan.visit(lesson.path)


def test_a_cancelled_meeting_has_no_register(app, read_as, lesson):
    change(app, lesson.id, state=MeetingState.CANCELLED)
    lan = read_as(lesson.lan, staff=True).visit(lesson.path, expect=409)
    assert "was cancelled" in lan.text
    lan.post(lesson.path, expect=409, **{f"p{lesson.hoa}": "present"})


def test_only_who_runs_the_class_sees_or_changes_its_register(app, world, read_as, lesson):
    for name in ("lan", "dung", "binh", "an"):
        read_as(world.people[name], staff=True).visit(lesson.path)
    for name in ("other_trainer", "other_cadre", "author"):
        stranger = read_as(world.people[name], staff=True).visit(lesson.path, expect=404)
        for path in ("", "/marks", "/close", "/reopen", "/proposals"):
            stranger.post(f"{lesson.path}{path}", expect=404, **{f"p{lesson.hoa}": "present"})
    read_as(lesson.hoa).visit(lesson.path, expect=404)
    assert read_as().visit(lesson.path, expect=303).response.headers["Location"].startswith("/sign-in")
    assert marks(app, lesson.id) == {}


def test_a_trainer_signed_in_by_pin_takes_no_register(read_as, lesson):
    read_as(lesson.lan).visit(lesson.path, expect=404)


def test_who_teaches_another_class_or_lost_the_role_is_a_stranger(app, world, lesson):
    with app.app_context():
        meeting = queries.meeting_taught_by(asker(lesson.lan, staff=True), lesson.id)
        assert meeting.cohort_name == "Lớp Lãnh Vân 3"
        for stranger in (
            asker(world.people["other_trainer"], staff=True),
            asker(lesson.lan, staff=False),
            asker(lesson.hoa),
        ):
            with pytest.raises(Missing):
                queries.meeting_taught_by(stranger, lesson.id)
        grant(world.people["other_trainer"], Role.CADRE, world.units["sibling"])
        with pytest.raises(Missing):
            queries.meeting_taught_by(asker(world.people["other_trainer"], staff=True), lesson.id)


def test_a_stranger_in_the_form_is_passed_over(app, world, read_as, lesson):
    lan = read_as(lesson.lan, staff=True)
    sent = {f"p{world.people['xuan']}": "present", "p": "present", "p9" * 9: "late", "p1²": "late"}
    lan.post(lesson.path, **sent, **{f"p{lesson.hoa}": "drunk", f"p{lesson.minh}": "present"})
    assert marks(app, lesson.id) == {lesson.minh: P}


def test_the_page_says_who_may_fall_short(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True)
    lan.post(lesson.path, **{f"p{lesson.hoa}": "absent", f"p{lesson.minh}": "present"})
    lan.visit(lesson.path)
    assert "may fall short of 80 %" in lan.text
    assert "1 of 1 so far" in lan.text


def test_minutes_online_are_proposed_and_taken_over_by_one_tap(app, world, read_as, lesson):
    change(app, lesson.id, mode=Mode.ONLINE)
    with app.app_context():
        for person, minutes in ((lesson.hoa, 80), (lesson.minh, 10)):
            left = EVENING + timedelta(minutes=minutes)
            db.session.add(
                Visit(meeting_id=lesson.id, person_id=person, joined_at=EVENING, seen_at=left, left_at=left)
            )
        db.session.commit()
    lan = read_as(lesson.lan, staff=True).visit(lesson.path)
    assert "Take over" not in lan.text, "while the meeting lasts nothing is suggested"
    with time_machine.travel(EVENING + timedelta(minutes=91)):
        lan.visit(lesson.path)
        assert "80 min online · suggested: Present" in lan.text
        assert "10 min online · suggested: Absent" in lan.text
        assert marks(app, lesson.id) == {}, "joining is not being present until the trainer says so"
        lan.press("Take over the suggestions")
    assert marks(app, lesson.id) == {lesson.hoa: P, lesson.minh: A}
    with app.app_context():
        sources = set(db.session.scalars(sa.select(MarkEvent.source)))
    assert sources == {MarkSource.ONLINE}


def test_in_a_hybrid_meeting_only_who_joined_is_proposed(app, read_as, lesson):
    change(app, lesson.id, mode=Mode.HYBRID)
    with app.app_context():
        db.session.add(
            Visit(
                meeting_id=lesson.id,
                person_id=lesson.hoa,
                joined_at=EVENING,
                seen_at=EVENING + timedelta(minutes=40),
            )
        )
        db.session.commit()
    with time_machine.travel(EVENING + timedelta(minutes=91)):
        read_as(lesson.lan, staff=True).visit(lesson.path).press("Take over the suggestions")
    assert marks(app, lesson.id) == {lesson.hoa: L}
