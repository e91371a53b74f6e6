"""Calls that stand on the list from before an update, though the absence was made up for: the rebuild ends them."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.classes.models import Mark, Presence
from lms.classes.signals import settled_anew
from lms.core import clock
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.keeping.models import Call, NextStep, Outcome
from tests.classes import make
from tests.keeping.test_settled_calls import NOBODY, close, made_up, missed, reopen

pytestmark = pytest.mark.both

A = Presence.ABSENT


def rebuild(app):
    result = app.test_cli_runner().invoke(args=["attendance", "rebuild"])
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def as_before_the_update(**values):
    """An earlier version left every call as it was when the list was made."""
    db.session.execute(sa.update(Call).values(solved_at=None, **values))
    db.session.commit()


def ended(app):
    with app.app_context():
        told = db.session.query(AuditEntry).filter_by(subject="calls").order_by(AuditEntry.id)
        return [entry.detail["ended"] for entry in told if "ended" in entry.detail]


def test_a_call_about_what_was_made_up_for_ends_once(app, world, read_as):
    with app.app_context():
        cohort_id, lesson_id = missed(world)
        made_up(world, cohort_id, lesson_id)
        as_before_the_update()
    lan = read_as(world.people["lan"], staff=True).visit(f"/classes/{cohort_id}/calls")
    assert NOBODY not in lan.text
    before = len(ended(app))
    assert rebuild(app) == ["2 marks, 0 of them put right", "calls about absences that ended: 1"]
    assert NOBODY in lan.visit(f"/classes/{cohort_id}/calls").text
    assert "made up on" in lan.text
    assert ended(app)[before:] == [1]
    assert rebuild(app)[1] == "calls about absences that ended: 0", "twice changes nothing"
    assert ended(app)[before:] == [1]


def test_a_call_that_is_still_to_be_made_stays_and_one_that_was_made_is_not_touched(app, world, read_as):
    with app.app_context():
        cohort_id, lesson_id = missed(world)
        made_up(world, cohort_id, lesson_id, A)
    assert rebuild(app)[1] == "calls about absences that ended: 0"
    page = read_as(world.people["lan"], staff=True).visit(f"/classes/{cohort_id}/calls")
    assert "stayed away 2 times" in page.text
    with app.app_context():
        at = clock.now() - timedelta(hours=1)
        reached = {"outcome": Outcome.REACHED, "next_step": NextStep.NONE, "solved_at": at, "called_at": at}
        db.session.execute(sa.update(Call).values(**reached))
        db.session.commit()
        before = db.session.execute(sa.select(Call.id, Call.solved_at).order_by(Call.id)).all()
    assert rebuild(app)[1] == "calls about absences that ended: 0"
    with app.app_context():
        assert db.session.execute(sa.select(Call.id, Call.solved_at).order_by(Call.id)).all() == before


def test_an_open_register_settles_nothing(app, world, read_as):
    with app.app_context():
        cohort_id, lesson_id = missed(world)
        extra_id = made_up(world, cohort_id, lesson_id)
        reopen(world, extra_id)
    assert rebuild(app)[1] == "calls about absences that ended: 0"
    page = read_as(world.people["lan"], staff=True).visit(f"/classes/{cohort_id}/calls")
    assert NOBODY not in page.text, "the make-up meeting is not sure"


def test_marks_are_put_right_first_and_the_calls_follow_from_them(app, world, read_as):
    """A mark was lost in a backup: Hoa seems absent from the make-up meeting too."""
    with app.app_context():
        cohort_id, lesson_id = missed(world)
        extra_id = made_up(world, cohort_id, lesson_id)
        wrong = sa.update(Mark).where(Mark.meeting_id == extra_id).values(presence=A)
        db.session.execute(wrong)
        as_before_the_update()
    assert rebuild(app) == ["2 marks, 1 of them put right", "calls about absences that ended: 1"]
    assert NOBODY in read_as(world.people["lan"], staff=True).visit(f"/classes/{cohort_id}/calls").text


def test_every_class_with_a_closed_register_is_asked_once_and_others_are_left_alone(app, world):
    with app.app_context():
        cohort_id, _lesson = missed(world)
        other = make.cohort(world, name="Lớp khác")
        make.member(other, world.people["hoa"])
        close(world, make.meeting(other, starts_at=clock.now() - timedelta(hours=3)).id, Presence.PRESENT)
        make.meeting(make.cohort(world, name="Lớp chưa học"))
        classes = [cohort_id, other.id]
    asked = []

    def listen(_sender, *, cohort_id, **_more):
        asked.append(cohort_id)
        return 0

    with settled_anew.connected_to(listen):
        rebuild(app)
    assert asked == classes
