"""An absence that counts as none any more needs no call, and the list says how that came."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from flask import Flask

from lms.classes.actions import attendance as marking
from lms.classes.actions import members
from lms.classes.actions.extra import plan_extra
from lms.classes.actions.meetings import Hours, Room
from lms.classes.models import Cohort, Kind, MarkSource, Mode, Presence
from lms.classes.queries import attendance as find
from lms.core import clock
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.keeping.models import Call, NextStep, Outcome
from lms.keeping.rules.calls import settled
from lms.ui.languages import day, written_in
from tests.classes import make
from tests.world import World, asker

P, L, E, A = Presence.PRESENT, Presence.LATE, Presence.EXCUSED, Presence.ABSENT
NOBODY = "Nobody has to be called."


def close(world: World, meeting_id: int, hoa: Presence) -> None:
    """Lan closes a register in which Hoa is marked so."""
    now, lan = clock.now(), world.people["lan"]
    row = find.meeting_taught_by(asker(lan, staff=True), meeting_id)
    marking.save_register(row, {world.people["hoa"]: hoa}, MarkSource.REGISTER, lan, now)
    marking.close_register(row, 1, lan, now)
    db.session.commit()


def reopen(world: World, meeting_id: int) -> None:
    row = find.meeting_taught_by(asker(world.people["lan"], staff=True), meeting_id)
    marking.reopen_register(row, world.people["lan"], clock.now())
    db.session.commit()


def missed(world: World) -> tuple[int, int]:
    """A class and its closed lesson, from which Hoa was absent."""
    cohort = make.cohort(world)
    make.member(cohort, world.people["hoa"])
    lesson = make.meeting(cohort, starts_at=clock.now() - timedelta(hours=9))
    close(world, lesson.id, A)
    return cohort.id, lesson.id


def made_up(world: World, cohort_id: int, lesson_id: int, hoa: Presence = P) -> int:
    """The make-up meeting, closed: held an hour ago."""
    cohort, now = db.session.get_one(Cohort, cohort_id), clock.now()
    hours = Hours(now - timedelta(hours=2), now - timedelta(hours=1))
    room = Room(Mode.IN_PERSON, cohort.place, None)
    people = [world.people["hoa"]]
    extra = plan_extra(cohort, Kind.MAKE_UP, hours, room, ["thanh-toan"], people, lesson_id, now)
    db.session.commit()
    close(world, extra.id, hoa)
    return int(extra.id)


@pytest.mark.both
def test_who_made_up_for_it_is_called_no_more_and_the_list_says_when(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id, lesson_id = missed(world)
    calls = f"/classes/{cohort_id}/calls"
    lan, dung = (read_as(world.people[name], staff=True) for name in ("lan", "dung"))
    lan.visit(calls).press("Give the calls", caller=str(world.people["dung"]))
    dung.visit("/calls/").follow("Bùi Thị Hoa").press("Note it", outcome="cannot", step="make_up")
    with app.app_context():
        call_id = db.session.query(Call).one().id
        extra_id = made_up(world, cohort_id, lesson_id)
    with app.test_request_context(), written_in("en"):
        when = day(clock.now() - timedelta(hours=2))
    assert NOBODY in lan.visit(calls).text
    assert "1 call is over" in lan.text
    assert f"Cannot come, Offer a make-up meeting · made up on {when}" in lan.text
    assert "to call" not in lan.visit("/").text
    assert "Everybody who missed a meeting was called." in lan.visit("/calls/").text
    assert "Nobody waits for your call." in dung.visit("/calls/").text
    dung.visit(f"/calls/{call_id}")
    assert "Nobody has to call any more" in dung.text and f"made up on {when}" in dung.text
    assert "0912000001" not in dung.html and "Note it" not in dung.html
    dung.post(f"/calls/{call_id}", outcome="reached", step="none")
    read_as(world.people["other_trainer"], staff=True).visit(f"/calls/{call_id}", expect=404)
    with app.app_context():
        call = db.session.query(Call).one()
        assert (call.outcome, call.next_step, call.tries) == (Outcome.CANNOT, NextStep.MAKE_UP, 1)
        told = db.session.query(AuditEntry).filter_by(subject="calls", subject_id=str(cohort_id))
        assert any(entry.detail.get("ended") == 1 for entry in told)
        reopen(world, extra_id)
    assert "1 person to call in your classes" in lan.visit("/").text, (
        "the make-up meeting is not sure any more"
    )
    assert "Cannot come, Offer a make-up meeting" in lan.visit(calls).text
    assert "is over" not in lan.text


@pytest.mark.both
def test_a_make_up_meeting_nobody_came_to_leaves_the_call(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id, lesson_id = missed(world)
        made_up(world, cohort_id, lesson_id, A)
    lan = read_as(world.people["lan"], staff=True).visit(f"/classes/{cohort_id}/calls")
    assert NOBODY not in lan.text and "is over" not in lan.text
    assert "stayed away 2 times" in lan.text


@pytest.mark.both
@pytest.mark.parametrize(("later", "words"), [(E, "is excused"), (L, "was there after all")])
def test_who_is_excused_afterwards_or_was_there_is_called_no_more(
    app: Flask, world: World, read_as, later, words
):
    with app.app_context():
        cohort_id, lesson_id = missed(world)
        reopen(world, lesson_id)
    lan = read_as(world.people["lan"], staff=True).visit(f"/classes/{cohort_id}/calls")
    assert NOBODY in lan.text and "is over" not in lan.text, "the register is open: it rests"
    with app.app_context():
        close(world, lesson_id, later)
    assert NOBODY in lan.visit(f"/classes/{cohort_id}/calls").text
    assert words in lan.text
    with app.app_context():
        reopen(world, lesson_id)
        close(world, lesson_id, A)
    assert NOBODY not in lan.visit(f"/classes/{cohort_id}/calls").text


@pytest.mark.both
def test_who_comes_back_is_excused_from_what_was_held_meanwhile(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id, _lesson_id = missed(world)
        hoa, now = world.people["hoa"], clock.now()
        members.leave(cohort_id, hoa, now - timedelta(days=2))
        members.join(cohort_id, world.course, hoa, now)
        db.session.commit()
    assert "is excused" in read_as(world.people["lan"], staff=True).visit(f"/classes/{cohort_id}/calls").text


REACHED = (Outcome.COMING, NextStep.NONE)
IN_VAIN = (Outcome.NOT_REACHED, NextStep.CALL_AGAIN)
UNMADE = (None, None)


@pytest.mark.parametrize(
    ("calls", "presence", "ended", "again"),
    [
        ([(1, False, UNMADE)], A, [], []),
        ([(1, False, UNMADE)], None, [], []),
        ([(1, False, UNMADE)], P, [1], []),
        ([(1, False, IN_VAIN)], L, [1], []),
        ([(1, False, IN_VAIN)], E, [1], []),
        ([(1, True, UNMADE)], P, [], []),
        ([(1, True, UNMADE)], A, [], [1]),
        ([(1, True, IN_VAIN)], A, [], [1]),
        ([(1, True, REACHED)], A, [], []),
        # A later call settled the earlier absence with its own, an earlier one says nothing of a later.
        ([(1, True, UNMADE), (2, True, REACHED)], A, [], []),
        ([(1, True, REACHED), (2, True, UNMADE)], A, [], [2]),
    ],
)
def test_what_ends_a_call_and_what_opens_it_again(calls, presence, ended, again):
    rows = [
        SimpleNamespace(
            id=call, person_id=7, meeting_id=3, solved_at=over or None, outcome=outcome, next_step=step
        )
        for call, over, (outcome, step) in calls
    ]
    assert settled(rows, {7: {3: presence}} if presence else {}) == (ended, again)
