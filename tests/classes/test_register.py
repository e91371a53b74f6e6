"""The register: statements are added, never changed; closing it settles attendance."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
import time_machine

from lms.classes.actions import attendance as actions
from lms.classes.models import Mark, MarkEvent, MarkSource, Meeting, MeetingState, Mode, Presence, Visit
from lms.classes.queries import attendance as queries
from lms.classes.rules.attendance import MeetingCancelled, NotYetHeld, RegisterClosed
from lms.core.access import Role
from lms.core.audit import AuditEntry, Deed
from lms.core.db import db
from lms.core.errors import Missing
from lms.learning.models import Standing
from tests.classes import make
from tests.classes.make import EVENING, WEEK
from tests.world import asker, grant

pytestmark = pytest.mark.both

P, L, E, A = Presence.PRESENT, Presence.LATE, Presence.EXCUSED, Presence.ABSENT


@pytest.fixture(autouse=True)
def in_class():
    """It is a quarter past eight on the evening of the first meeting."""
    with time_machine.travel(EVENING + timedelta(minutes=45)):
        yield


@pytest.fixture
def lesson(app, world):
    """Lan's class with Hoa and Minh, and the first of five meetings tonight."""
    with app.app_context():
        cohort = make.cohort(world)
        meetings = make.meetings(cohort, 5)
        for name in ("hoa", "minh"):
            make.member(cohort, world.people[name])
        return SimpleNamespace(
            cohort=cohort.id,
            id=meetings[0].id,
            all=[meeting.id for meeting in meetings],
            path=f"/meetings/{meetings[0].id}/register",
            hoa=world.people["hoa"],
            minh=world.people["minh"],
            lan=world.people["lan"],
        )


def marks(app, meeting_id):
    with app.app_context():
        rows = db.session.execute(
            sa.select(Mark.person_id, Mark.presence).where(Mark.meeting_id == meeting_id)
        )
        return dict(rows.all())


def events(app):
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(MarkEvent))


def change(app, meeting_id, **values):
    with app.app_context():
        db.session.execute(sa.update(Meeting).where(Meeting.id == meeting_id).values(**values))
        db.session.commit()


def new_id():
    return str(uuid.uuid4())


# The page.


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


def test_the_rest_are_set_to_present_and_this_can_be_undone(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True).visit(lesson.path)
    lan.press("Done", **{f"p{lesson.hoa}": "absent"})
    lan.visit(lesson.path).follow("The rest are present")
    assert "1 person without a mark is set to present" in lan.text
    assert marks(app, lesson.id) == {lesson.hoa: A}, "looking changes nothing"
    lan.follow("Undo")
    assert "is set to present" not in lan.text
    lan.follow("The rest are present").press("Done")
    assert marks(app, lesson.id) == {lesson.hoa: A, lesson.minh: P}


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


# Statements and marks.


def test_the_same_event_posted_a_hundred_times_is_one_row(app, lesson):
    """THREATS.md 18."""
    once = (new_id(), lesson.hoa, P, EVENING)
    with app.app_context():
        for _again in range(100):
            marked = actions.mark(lesson.id, [once], MarkSource.REGISTER, lesson.lan, EVENING)
            assert marked.kept == (once[0],)
            db.session.commit()
    assert events(app) == 1
    assert marks(app, lesson.id) == {lesson.hoa: P}


def test_the_same_id_with_other_content_is_refused_and_the_first_kept(app, lesson):
    """THREATS.md 19."""
    one = new_id()
    with app.app_context():
        actions.mark(lesson.id, [(one, lesson.hoa, P, EVENING)], MarkSource.REGISTER, lesson.lan, EVENING)
        for statement in ((one, lesson.hoa, A, EVENING), (one, lesson.minh, P, EVENING)):
            marked = actions.mark(lesson.id, [statement], MarkSource.REGISTER, lesson.lan, EVENING)
            assert marked.refused == (one,)
        other = actions.mark(
            lesson.all[1], [(one, lesson.hoa, P, EVENING)], MarkSource.REGISTER, lesson.lan, EVENING
        )
        assert other.refused == (one,)
        db.session.commit()
    assert marks(app, lesson.id) == {lesson.hoa: P}
    assert marks(app, lesson.all[1]) == {}
    assert events(app) == 1


def test_events_cannot_be_changed_in_the_database(app, lesson):
    with app.app_context():
        actions.mark(
            lesson.id, [(new_id(), lesson.hoa, P, EVENING)], MarkSource.REGISTER, lesson.lan, EVENING
        )
        db.session.commit()
        for deed in (sa.update(MarkEvent).values(presence=A), sa.delete(MarkEvent)):
            with pytest.raises(sa.exc.DBAPIError):
                db.session.execute(deed)
            db.session.rollback()


def test_the_order_of_arrival_does_not_matter_and_a_rebuild_agrees(app, world, lesson):
    """THREATS.md 20: both statements are kept, one rule decides."""
    later = EVENING + timedelta(minutes=5)
    statements = [
        ("b", lesson.hoa, P, later, MarkSource.REGISTER, lesson.lan),
        ("a", lesson.hoa, A, EVENING, MarkSource.REGISTER, world.people["dung"]),
        ("d", lesson.minh, L, EVENING, MarkSource.REGISTER, lesson.lan),
        ("c", lesson.minh, E, EVENING, MarkSource.REGISTER, world.people["dung"]),
        ("e", lesson.minh, P, later, MarkSource.BOARD, lesson.minh),
    ]
    for order in (statements, statements[::-1]):
        with app.app_context():
            db.session.execute(sa.delete(Mark))
            for event_id, person, presence, at, source, by in order:
                actions.mark(lesson.id, [(f"{event_id}{id(order)}", person, presence, at)], source, by, later)
            db.session.commit()
        found = marks(app, lesson.id)
        assert found == {lesson.hoa: P, lesson.minh: L}
    with app.app_context():
        assert actions.rebuild_marks() == 2
        db.session.commit()
    assert marks(app, lesson.id) == found


def test_two_taps_in_one_parcel_end_with_the_later(app, lesson):
    with app.app_context():
        taps = [
            (new_id(), lesson.hoa, A, EVENING + timedelta(minutes=2)),
            (new_id(), lesson.hoa, P, EVENING + timedelta(minutes=1)),
        ]
        actions.mark(lesson.id, taps, MarkSource.REGISTER, lesson.lan, EVENING + timedelta(minutes=3))
        db.session.commit()
    assert marks(app, lesson.id) == {lesson.hoa: A}


# Tap by tap.


def tap(reader, lesson, *events, now=None):
    at = int((EVENING + timedelta(minutes=45)).timestamp() * 1000)
    return reader.client.post(
        f"{lesson.path}/marks",
        json={"now": now or at, "events": list(events)},
        headers={"X-CSRFToken": reader.csrf_token()},
    )


def event(person, presence="present", at=None, event_id=None):
    at = at or int((EVENING + timedelta(minutes=45)).timestamp() * 1000)
    return {"id": event_id or new_id(), "person": person, "presence": presence, "at": at}


def test_each_tap_is_saved_at_once(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True)
    sent = event(lesson.hoa)
    answer = tap(lan, lesson, sent)
    assert (answer.status_code, answer.json) == (200, {"kept": [sent["id"]], "refused": []})
    answer = tap(lan, lesson, sent)
    assert (answer.status_code, answer.json["kept"]) == (200, [sent["id"]]), "sent again after a cut network"
    assert events(app) == 1
    answer = tap(lan, lesson, {**sent, "presence": "absent"})
    assert (answer.status_code, answer.json["refused"]) == (409, [sent["id"]])
    assert marks(app, lesson.id) == {lesson.hoa: P}
    with app.app_context():
        deeds = list(db.session.scalars(sa.select(AuditEntry.deed).where(AuditEntry.subject == "register")))
    assert Deed.REFUSED in deeds


def test_a_phone_whose_clock_is_a_year_ahead_changes_nothing(app, read_as, lesson):
    """THREATS.md 22: the server's time rules; how far the phone was off is noted."""
    lan = read_as(lesson.lan, staff=True)
    ahead = int((EVENING + timedelta(days=365)).timestamp() * 1000)
    answer = tap(lan, lesson, event(lesson.hoa, "absent", at=ahead - 60_000), now=ahead)
    assert answer.status_code == 200
    with app.app_context():
        made_at = db.session.scalar(sa.select(MarkEvent.made_at))
        assert timedelta(0) <= made_at - (EVENING + timedelta(minutes=44)) < timedelta(seconds=30)
        detail = db.session.scalar(sa.select(AuditEntry.detail).where(AuditEntry.subject == "register"))
        assert detail["clock_ahead_seconds"] > 360 * 24 * 3600
    tap(lan, lesson, event(lesson.hoa, "present"))
    assert marks(app, lesson.id) == {lesson.hoa: P}


def test_who_is_not_in_the_class_is_refused_tap_by_tap(app, world, read_as, lesson):
    stranger = event(world.people["xuan"])
    answer = tap(read_as(lesson.lan, staff=True), lesson, stranger, event(lesson.hoa))
    assert (answer.status_code, answer.json["refused"]) == (409, [stranger["id"]])
    assert marks(app, lesson.id) == {lesson.hoa: P}


def test_what_our_page_never_sends_is_a_plain_400(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True)
    token = {"X-CSRFToken": lan.csrf_token()}
    good = event(lesson.hoa)
    for sent in (
        [],
        {},
        {"now": 1},
        {"now": 1, "events": []},
        {"now": "x", "events": [good]},
        {"now": 10**30, "events": [good]},
        {"now": 1, "events": [{**good, "id": "../x"}]},
        {"now": 1, "events": [{**good, "person": True}]},
        {"now": 1, "events": [{**good, "person": 10**20}]},
        {"now": 1, "events": [{**good, "presence": "\ud800"}]},
        {"now": 1, "events": [good] * 501},
    ):
        assert lan.client.post(f"{lesson.path}/marks", json=sent, headers=token).status_code == 400, sent
    assert lan.client.post(f"{lesson.path}/marks", data=b"[" * 90_000, headers=token).status_code in (
        400,
        415,
    )
    assert events(app) == 0


def test_without_the_token_nothing_is_taken(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True)
    assert lan.client.post(f"{lesson.path}/marks", json={"now": 1, "events": []}).status_code == 400
    assert lan.client.post(lesson.path, data={f"p{lesson.hoa}": "present"}).status_code == 400
    assert marks(app, lesson.id) == {}


# Closing.


def test_closing_counts_heads_and_marks_the_rest_absent(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True).visit(lesson.path)
    lan.press("Done", **{f"p{lesson.hoa}": "present"})
    assert "Cao Đức Minh" in lan.text
    lan.press("Close the register", head_count="")
    assert "Count the people" in lan.text
    lan.press("Close the register", head_count="2")
    assert "You counted 2, and 1 are marked" in lan.text
    lan.press("Close the register", head_count="1")
    assert "The register is closed. People counted: 1." in lan.text
    assert marks(app, lesson.id) == {lesson.hoa: P, lesson.minh: A}
    with app.app_context():
        meeting = db.session.get_one(Meeting, lesson.id)
        assert (meeting.state, meeting.head_count, meeting.confirmed_by) == (
            MeetingState.CONFIRMED,
            1,
            lesson.lan,
        )
        assert meeting.confirmed_at > EVENING + timedelta(minutes=45)


def test_two_different_numbers_can_stand_side_by_side(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True).visit(f"{lesson.path}/close")
    lan.press("Close the register", head_count="3")
    lan.press("Close the register", head_count="3", anyway="y")
    assert "People counted: 3." in lan.text


def test_a_closed_register_takes_no_mark_until_it_is_opened_again(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True)
    lan.post(lesson.path, **{f"p{lesson.hoa}": "present"})
    lan.post(f"{lesson.path}/close", head_count="1")
    lan.post(lesson.path, expect=409, **{f"p{lesson.minh}": "present"})
    answer = tap(lan, lesson, event(lesson.minh))
    assert (answer.status_code, "closed" in answer.json["reason"]) == (409, True)
    assert marks(app, lesson.id)[lesson.minh] is A
    lan.visit(lesson.path).press("Open the register again")
    lan.press("Done", **{f"p{lesson.minh}": "present"})
    assert marks(app, lesson.id)[lesson.minh] is P
    lan.post(f"{lesson.path}/reopen")  # already open: harmless


def test_the_refusals_have_names(app, lesson):
    with app.app_context():
        lan = asker(lesson.lan, staff=True)
        meeting = queries.meeting_taught_by(lan, lesson.id)
        with pytest.raises(NotYetHeld):
            actions.save_register(meeting, {}, MarkSource.REGISTER, lesson.lan, EVENING - timedelta(days=2))
        for state, refusal in (
            (MeetingState.CANCELLED, MeetingCancelled),
            (MeetingState.CONFIRMED, RegisterClosed),
        ):
            db.session.rollback()
            change(app, lesson.id, state=state)
            meeting = queries.meeting_taught_by(lan, lesson.id)
            with pytest.raises(refusal):
                actions.close_register(meeting, 2, lesson.lan, EVENING)


def attend(lan, lesson, numbers, **presences):
    for number in numbers:
        with time_machine.travel(EVENING + number * WEEK + timedelta(hours=1)):
            path = f"/meetings/{lesson.all[number]}/register"
            lan.post(path, **presences)
            lan.post(f"{path}/close", head_count="1", anyway="y")


def met(app):
    with app.app_context():
        rows = db.session.execute(
            sa.select(Standing.person_id, Standing.module).where(Standing.class_met_at.is_not(None))
        )
        return {tuple(row) for row in rows}


def test_reaching_the_minimum_is_noted_when_the_register_is_closed(app, read_as, lesson, engine):
    """80 % of five is four: the fourth closed register tells learning, one of one does not."""
    with time_machine.travel(EVENING):
        lan = read_as(lesson.lan, staff=True)
    with app.app_context():  # a trainer's session lasts twelve hours; this story takes five weeks
        db.session.execute(sa.text("UPDATE sign_in SET expires_at = '2027-12-01 00:00:00'"))
        db.session.commit()
    everybody = {f"p{lesson.hoa}": "present", f"p{lesson.minh}": "late"}
    attend(lan, lesson, [0, 1, 2], **everybody)
    assert met(app) == set()
    attend(lan, lesson, [3], **{**everybody, f"p{lesson.minh}": "absent"})
    assert met(app) == {(lesson.hoa, "thanh-toan")}
    attend(lan, lesson, [4], **everybody)
    assert met(app) == {(lesson.hoa, "thanh-toan"), (lesson.minh, "thanh-toan")}


def test_marks_in_an_open_register_complete_nobody(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True)
    with app.app_context():
        for number, meeting in enumerate(lesson.all):
            at = EVENING + number * WEEK
            actions.mark(meeting, [(new_id(), lesson.hoa, P, at)], MarkSource.REGISTER, lesson.lan, at)
        actions.settle(lesson.cohort, EVENING + 9 * WEEK)
        db.session.commit()
    assert met(app) == set()
    assert lan.visit(lesson.path)


# Cost.


@pytest.mark.parametrize("size", [5, 40])
def test_a_register_costs_the_same_for_5_and_for_40(app, world, read_as, count_queries, size):
    with app.app_context():
        cohort = make.cohort(world)
        meeting = make.meeting(cohort)
        people = make.members(world, cohort, size)
        path = f"/meetings/{meeting.id}/register"
    lan = read_as(world.people["lan"], staff=True)
    sent = {f"p{person}": "present" for person in people}
    sent["csrf_token"] = lan.csrf_token()
    lan.visit(path)
    with count_queries() as asked:
        assert lan.client.post(path, data=sent).status_code == 303
    assert asked.total <= 6, asked.statements
    assert len(marks(app, int(path.split("/")[2]))) == size
    with count_queries() as asked:
        lan.client.get(path)
    assert asked.total <= 5, asked.statements
    with count_queries() as asked:
        lan.client.post(f"{path}/close", data={**sent, "head_count": size})
    assert asked.total <= 15, asked.statements
    assert len(met(app)) == size


# Online.


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


# Many at once.


def test_one_event_sent_by_twenty_threads_is_one_row(app, lesson):
    one = new_id()

    def send(_number):
        with app.app_context():
            actions.mark(lesson.id, [(one, lesson.hoa, P, EVENING)], MarkSource.REGISTER, lesson.lan, EVENING)
            db.session.commit()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(20)))
    assert events(app) == 1
    assert marks(app, lesson.id) == {lesson.hoa: P}
