"""A trainer's finger on the glass: the learner agrees and says the answers, and it is recorded who touched."""

import pytest
import sqlalchemy as sa

from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.quizzes.models import Attempt, AttemptWay
from tests.classroom.lesson import MODULE, class_of
from tests.course_document import COURSE
from tests.quizzes.sitting import answer_right
from tests.world import publish

pytestmark = pytest.mark.both


def taken(app):
    with app.app_context():
        columns = (Attempt.person_id, Attempt.way, Attempt.helped_by, Attempt.passed)
        return db.session.execute(sa.select(*columns).order_by(Attempt.id)).all()


def begin(lan, lesson, **typed):
    lan.visit(f"/classes/{lesson.id}/members/{lesson.hoa}").follow("Do the quiz together on my phone")
    return lan.press("Begin with Hoa", module=MODULE, **typed)


def test_a_learner_without_a_phone_takes_the_quiz_with_the_trainers_hand(app, world, read_as):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    begin(lan, lesson)
    assert "Ask whether they agree, then tick the box." in lan.text and taken(app) == []
    begin(lan, lesson, agreed="y")
    assert "Question 1 / 5" in lan.text
    assert "This is the quiz of Bùi Thị Hoa, not yours." in lan.text
    assert lan.page.links["‹ Back"] == "/", "the quiz's first page would begin one of the trainer's own"
    for _question in range(4):
        answer_right(lan).follow("Next question")
    answer_right(lan).follow("See the result")
    assert taken(app) == [(lesson.hoa, AttemptWay.ASSISTED, lesson.lan, True)]
    with app.app_context():
        entries = db.session.execute(
            sa.select(AuditEntry.actor_id, AuditEntry.detail).where(
                AuditEntry.subject == "attempts", AuditEntry.deed == "changed"
            )
        ).all()
    assert [tuple(entry) for entry in entries] == [(lesson.lan, {"way": "assisted"})]


def test_a_quiz_that_was_begun_goes_on_where_it_stopped(app, world, read_as):
    lesson = class_of(app, world)
    answer_right(read_as(lesson.hoa).visit(f"/quizzes/thu/{MODULE}").press("Start"))
    lan = begin(read_as(lesson.lan, staff=True), lesson, agreed="y")
    assert "Question 2 / 5" in lan.text and len(taken(app)) == 1


def test_only_a_member_of_ones_own_class_is_helped(app, world, read_as):
    lesson = class_of(app, world)
    lan, mai = read_as(lesson.lan, staff=True), read_as(world.people["other_trainer"], staff=True)
    lan.visit(f"/classes/{lesson.id}/members/{world.people['xuan']}/quiz", expect=404)
    mai.visit(f"/classes/{lesson.id}/members/{lesson.hoa}/quiz", expect=404)
    mai.post(f"/classes/{lesson.id}/members/{lesson.hoa}/quiz", expect=404, module=MODULE, agreed="y")
    lan.post(f"/classes/{lesson.id}/members/{lesson.hoa}/leave")
    lan.visit(f"/classes/{lesson.id}/members/{lesson.hoa}/quiz", expect=404)
    assert taken(app) == []


def test_a_learner_without_tries_left_is_named_to_the_trainer_who_can_give_one_more(app, world, read_as):
    with app.app_context():
        publish({**COURSE, "quiz": {"attempts": 1}})
    lesson = class_of(app, world)
    lan = begin(read_as(lesson.lan, staff=True), lesson, agreed="y")
    for _question in range(4):
        answer_right(lan).follow("Next question")
    answer_right(lan)
    begin(lan, lesson, agreed="y")
    assert "Bùi Thị Hoa has used all tries at this quiz. You can give one more." in lan.text
    assert lan.path.startswith(f"/quizzes/allowances/{lesson.hoa}")
