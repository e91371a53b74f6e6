"""A heap of papers and more than one hand: what one person types, another does not take away."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.classes.models import Membership
from lms.classroom.models import PaperQuiz
from lms.core import clock
from lms.core.db import db
from tests.classroom.lesson import class_of, key_of, make_paper, typed, wrong
from tests.classroom.test_paper_quiz import attempts, cells_of

pytestmark = pytest.mark.both


@pytest.fixture
def lesson(app, world):
    return class_of(app, world)


@pytest.fixture
def lan(read_as, lesson):
    return read_as(lesson.lan, staff=True)


@pytest.fixture
def dung(read_as, world):
    return read_as(world.people["dung"], staff=True)


def test_two_who_type_a_heap_keep_each_others_rows(app, lesson, lan, dung):
    path = make_paper(lan, lesson)
    key = key_of(app, path)
    lan.visit(f"{path}/answers")
    dung.visit(f"{path}/answers")
    lan.press("Save and go on", **typed(lesson.hoa, key))
    dung.press("Save and go on", **typed(lesson.minh, wrong(key)))
    assert cells_of(app, lesson.hoa) == key, "the other page showed this row empty"
    assert cells_of(app, lesson.minh) == wrong(key)


def test_a_row_emptied_on_purpose_is_empty(app, lesson, lan):
    path = make_paper(lan, lesson)
    lan.visit(f"{path}/answers").press("Save and go on", **typed(lesson.hoa, key_of(app, path)))
    lan.visit(f"{path}/answers").press("Save and go on", **typed(lesson.hoa, [""] * 4))
    assert cells_of(app, lesson.hoa) == [""] * 4


def test_whoever_types_after_the_marking_is_told_that_it_does_not_count(app, lesson, lan, dung):
    path = make_paper(lan, lesson)
    key = key_of(app, path)
    lan.visit(f"{path}/answers").press("Save and go on", **typed(lesson.hoa, wrong(key)))
    dung.visit(f"{path}/answers")
    lan.press("Mark these papers")
    dung.press("Save and go on", **typed(lesson.hoa, key), **typed(lesson.minh, key))
    assert "The paper of Bùi Thị Hoa was marked meanwhile and stays as it was." in dung.text
    assert "Cao Đức Minh was marked" not in dung.text
    assert cells_of(app, lesson.hoa) == wrong(key) and cells_of(app, lesson.minh) == key


def test_who_wrote_the_paper_and_left_the_class_since_can_still_be_entered(app, lesson, lan):
    path = make_paper(lan, lesson)
    with app.app_context():
        db.session.execute(sa.update(PaperQuiz).values(made_at=clock.now() - timedelta(days=30)))
        left = sa.update(Membership).where(Membership.person_id == lesson.hoa)
        db.session.execute(left.values(left_at=clock.now() - timedelta(days=3)))
        before = sa.update(Membership).where(Membership.person_id == lesson.minh)
        db.session.execute(before.values(left_at=clock.now() - timedelta(days=40)))
        db.session.commit()
    lan.visit(f"{path}/answers").press("Save and go on", **typed(lesson.hoa, key_of(app, path)))
    assert "Cao Đức Minh" not in lan.visit(f"{path}/answers").text, "who left before never saw it"
    lan.visit(f"{path}/mark").press("Mark these papers")
    assert [(each.person_id, each.score) for each in attempts(app)] == [(lesson.hoa, 100)]
