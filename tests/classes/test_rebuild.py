"""Marks that do not follow from what was said are put right by a command, while the system runs."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from lms.classes.actions import attendance as actions
from lms.classes.actions.rebuilding import put_right
from lms.classes.models import Mark, MarkEvent, MarkSource, Meeting, MeetingState, Presence
from lms.classes.signals import counted_anew
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.learning.models import Standing
from tests.classes.evening import LATER, change, events, marks, new_id, say

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("in_class")]

P, L, A = Presence.PRESENT, Presence.LATE, Presence.ABSENT


@pytest.fixture
def said(app, lesson):
    """Lan said of Hoa first that she is absent, then late; Minh said of himself that he is here."""
    say(
        app,
        lesson,
        (lesson.hoa, A, MarkSource.REGISTER, 0),
        (lesson.hoa, L, MarkSource.REGISTER, 5),
        (lesson.hoa, P, MarkSource.BOARD, 9),
        (lesson.minh, P, MarkSource.BOARD, 2),
    )
    return {lesson.hoa: L, lesson.minh: P}


def rebuild(app):
    result = app.test_cli_runner().invoke(args=["attendance", "rebuild"])
    assert result.exit_code == 0, result.output
    marks, calls = result.output.splitlines()
    assert calls == "calls about absences that ended: 0"
    return marks


def spoil(app, statement):
    with app.app_context():
        db.session.execute(statement)
        db.session.commit()


def first_said_of(person):
    return (
        sa.select(MarkEvent.id).where(MarkEvent.person_id == person).order_by(MarkEvent.made_at).limit(1)
    ).scalar_subquery()


def test_where_all_is_right_nothing_changes(app, lesson, said):
    before = events(app)
    assert rebuild(app) == "2 marks, 0 of them put right"
    assert marks(app, lesson.id) == said
    assert events(app) == before


def test_a_wrong_a_missing_and_a_stray_mark_are_put_right_and_the_class_is_told(app, lesson, said):
    told = []
    with counted_anew.connected_to(lambda _sender, **more: told.append(more)):
        hoa = Mark.person_id == lesson.hoa
        spoil(app, sa.update(Mark).where(hoa).values(presence=A, event_id=first_said_of(lesson.hoa)))
        assert rebuild(app) == "2 marks, 1 of them put right"
        spoil(app, sa.delete(Mark))
        assert rebuild(app) == "2 marks, 2 of them put right"
        stray = {"presence": P, "event_id": first_said_of(lesson.hoa), "made_at": LATER}
        place = {"meeting_id": lesson.all[1], "person_id": lesson.minh}
        spoil(app, sa.insert(Mark).values(**place, **stray))
        assert rebuild(app) == "2 marks, 1 of them put right"
    assert told == [{"cohort_id": lesson.cohort}] * 3
    assert marks(app, lesson.id) == said
    assert marks(app, lesson.all[1]) == {}
    with app.app_context():
        noted = db.session.query(AuditEntry).filter(AuditEntry.subject == "register").order_by(AuditEntry.id)
        about = [(each.subject_id, each.detail["put_right"]) for each in noted if "put_right" in each.detail]
    first, second = str(lesson.id), str(lesson.all[1])
    assert about == [(first, 1), (first, 2), (second, 1)]
    assert rebuild(app) == "2 marks, 0 of them put right", "twice changes nothing"


def test_who_has_attended_enough_by_the_marks_put_right_is_noted(app, lesson, said):
    for meeting in lesson.all[1:]:
        change(app, meeting, state=MeetingState.CANCELLED)
    change(app, lesson.id, state=MeetingState.CONFIRMED)
    spoil(app, sa.delete(Mark))
    rebuild(app)
    with app.app_context():
        met = db.session.query(Standing).filter(Standing.class_met_at.is_not(None))
        assert {row.person_id for row in met} == {lesson.hoa, lesson.minh}


def test_marks_made_meanwhile_are_kept(app, lesson, said):
    """Trainers go on marking while marks are put right again and again."""
    with app.app_context():
        here = [row.id for row in db.session.query(Meeting.id)]

    def tap(number):
        with app.app_context():
            statement = (new_id(), (lesson.hoa, lesson.minh)[number % 2], (P, A)[number % 3 > 0], LATER)
            actions.mark(lesson.id, [statement], MarkSource.REGISTER, lesson.lan, LATER)
            db.session.commit()

    def again(_number):
        spoil(app, sa.update(Mark).where(Mark.person_id == lesson.hoa).values(presence=None))
        with app.app_context():
            put_right(here, LATER)
            db.session.commit()

    with ThreadPoolExecutor(4) as pool:
        work = [pool.submit(again if number % 4 == 0 else tap, number) for number in range(40)]
    for each in work:
        each.result()
    assert rebuild(app) == "2 marks, 0 of them put right"
