"""Everybody present at once, and taken back: further statements, never a deletion."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.classes.actions import attendance as actions
from lms.classes.actions.rebuilding import put_right
from lms.classes.models import MarkEvent, MarkSource, Presence
from lms.core.db import db
from tests.classes.evening import LATER, event, events, marks, new_id, tap
from tests.classes.make import EVENING

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("in_class")]

P, L, A = Presence.PRESENT, Presence.LATE, Presence.ABSENT


def sources(app):
    with app.app_context():
        rows = db.session.execute(sa.select(MarkEvent.source, MarkEvent.presence))
        return sorted((source.value, presence.value if presence else "") for source, presence in rows)


def test_only_those_without_a_mark_are_marked_and_one_press_takes_it_back(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True).visit(lesson.path).press("Done", **{f"p{lesson.hoa}": "absent"})
    lan.visit(lesson.path).press("The rest are present")
    assert "Marked present all at once: 1." in lan.text
    assert marks(app, lesson.id) == {lesson.hoa: A, lesson.minh: P}
    lan.press("Undo")
    assert "1 mark is taken back." in lan.text
    assert "Marked: 1 / 2" in lan.text
    assert marks(app, lesson.id) == {lesson.hoa: A, lesson.minh: None}
    assert sources(app) == [("register", "absent"), ("together", ""), ("together", "present")]


def test_before_the_first_mark_the_button_says_all(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True).visit(lesson.path).press("Mark all present")
    assert marks(app, lesson.id) == {lesson.hoa: P, lesson.minh: P}
    lan.press("Done", **{f"p{lesson.minh}": "late"})
    lan.visit(lesson.path).press("Undo")
    assert marks(app, lesson.id) == {lesson.hoa: None, lesson.minh: L}, "who was looked at stays"


def test_taking_back_twice_and_marking_again_are_statements_of_their_own(app, read_as, lesson, in_class):
    lan = read_as(lesson.lan, staff=True)
    for _again in range(2):
        lan.post(f"{lesson.path}/together")
        in_class.shift(timedelta(minutes=1))
        for _twice in range(2):
            lan.post(f"{lesson.path}/together/undo")
        in_class.shift(timedelta(minutes=1))
        assert set(marks(app, lesson.id).values()) == {None}
    assert events(app) == 8
    with app.app_context():
        put_right([lesson.id], LATER)
        db.session.commit()
    assert set(marks(app, lesson.id).values()) == {None}, "the marks follow from the events alone"


def test_after_taking_back_a_learner_can_still_check_in_by_phone(app, read_as, lesson, in_class):
    lan = read_as(lesson.lan, staff=True)
    lan.post(f"{lesson.path}/together")
    lan.post(f"{lesson.path}/together/undo")
    in_class.shift(timedelta(minutes=1))
    with app.app_context():
        now = LATER + timedelta(minutes=1)
        actions.mark(lesson.id, [(new_id(), lesson.hoa, L, now)], MarkSource.BOARD, lesson.hoa, now)
        db.session.commit()
    assert marks(app, lesson.id)[lesson.hoa] is L


def test_a_tap_that_arrives_late_outweighs_everybody_at_once(app, read_as, lesson):
    """The trainer tapped "absent" with no network, then another phone marked all."""
    lan = read_as(lesson.lan, staff=True)
    lan.post(f"{lesson.path}/together")
    before = int((LATER - timedelta(minutes=9)).timestamp() * 1000)
    assert tap(lan, lesson, event(lesson.hoa, "absent", at=before)).status_code == 200
    assert marks(app, lesson.id) == {lesson.hoa: A, lesson.minh: P}


def test_the_script_sends_everybody_and_their_undoing_as_taps(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True)
    at = int((EVENING + timedelta(minutes=45)).timestamp() * 1000)
    everybody = [{**event(who), "together": True} for who in (lesson.hoa, lesson.minh)]
    assert tap(lan, lesson, *everybody).status_code == 200
    undone = [{**event(lesson.hoa), "presence": None, "at": at + 1, "together": True}]
    assert tap(lan, lesson, *undone, now=at + 1).status_code == 200
    assert marks(app, lesson.id) == {lesson.hoa: None, lesson.minh: P}
    alone = {**event(lesson.minh), "presence": None}
    assert tap(lan, lesson, alone).status_code == 400, "one mark alone is changed, not taken back"


def test_closing_makes_whoever_was_taken_back_absent(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True)
    lan.post(f"{lesson.path}/together")
    lan.post(f"{lesson.path}/together/undo")
    lan.post(f"{lesson.path}/close", head_count="0")
    assert marks(app, lesson.id) == {lesson.hoa: A, lesson.minh: A}


def test_a_closed_register_takes_neither(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True)
    lan.post(f"{lesson.path}/close", head_count="0")
    for path in ("together", "together/undo"):
        lan.post(f"{lesson.path}/{path}", expect=409)
