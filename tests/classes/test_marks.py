"""Statements are added, never changed, and the marks follow (THREATS.md 18 to 20, 22)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.classes.actions import attendance as actions
from lms.classes.actions.rebuilding import put_right
from lms.classes.models import Mark, MarkEvent, MarkSource, Presence
from lms.core.audit import AuditEntry, Deed
from lms.core.db import db
from tests.classes.evening import event, events, marks, new_id, say, tap
from tests.classes.make import EVENING

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("in_class")]

P, L, E, A = Presence.PRESENT, Presence.LATE, Presence.EXCUSED, Presence.ABSENT


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
        put_right([lesson.id], later)
        db.session.commit()
    assert marks(app, lesson.id) == found


def test_what_a_trainer_said_stands_whatever_others_said_of_themselves(app, lesson):
    """One learner's own check-in must not make the mark of another a light one."""
    say(
        app,
        lesson,
        (lesson.minh, P, MarkSource.BOARD, 0),
        (lesson.hoa, A, MarkSource.REGISTER, 10),
        (lesson.hoa, P, MarkSource.BOARD, 20),
        (lesson.hoa, L, MarkSource.REGISTER, 5),
        (lesson.minh, L, MarkSource.REGISTER, -5),
    )
    assert marks(app, lesson.id) == {lesson.hoa: A, lesson.minh: L}
    with app.app_context():
        assert put_right([lesson.id], EVENING).marks == 0
        db.session.commit()
    assert marks(app, lesson.id) == {lesson.hoa: A, lesson.minh: L}


def test_two_taps_in_one_parcel_end_with_the_later(app, lesson):
    with app.app_context():
        taps = [
            (new_id(), lesson.hoa, A, EVENING + timedelta(minutes=2)),
            (new_id(), lesson.hoa, P, EVENING + timedelta(minutes=1)),
        ]
        actions.mark(lesson.id, taps, MarkSource.REGISTER, lesson.lan, EVENING + timedelta(minutes=3))
        db.session.commit()
    assert marks(app, lesson.id) == {lesson.hoa: A}


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
        deeds = list(
            db.session.scalars(
                sa.select(AuditEntry.deed).where(AuditEntry.subject == "register").order_by(AuditEntry.id)
            )
        )
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
