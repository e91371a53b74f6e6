"""A trainer whose word gave way agrees with the one that stands: a box on the register's form, no script needed."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.classes.actions.attendance import mark
from lms.classes.models import Mark, MarkEvent, MarkSource, Presence
from lms.classes.rules.events import event_id
from lms.core.db import db
from tests.classes.evening import EVENING, events, marks

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("in_class")]

P, L, A = Presence.PRESENT, Presence.LATE, Presence.ABSENT
BOX = 'name="agree"'


@pytest.fixture
def differ(app, world, lesson):
    """Lan said of Hoa that she is absent, Dũng later that she is present."""
    with app.app_context():
        for who, presence, minute in ((lesson.lan, A, 5), (world.people["dung"], P, 9)):
            at = EVENING + timedelta(minutes=minute)
            said = (event_id(lesson.id, lesson.hoa, at, who), lesson.hoa, presence, at)
            mark(lesson.id, [said], MarkSource.REGISTER, who, at)
        db.session.commit()


def stands_by(app, lesson):
    """Who said the word that counts for Hoa."""
    with app.app_context():
        behind = sa.select(MarkEvent.made_by).join(Mark, Mark.event_id == MarkEvent.id)
        return db.session.scalar(behind.where(Mark.person_id == lesson.hoa))


def test_the_box_is_for_whom_it_concerns_alone(app, world, read_as, lesson, differ):
    assert BOX in read_as(lesson.lan, staff=True).visit(lesson.path).html
    for name in ("dung", "binh"):
        page = read_as(world.people[name], staff=True).visit(lesson.path)
        assert "What stands: present." in page.text
        assert BOX not in page.html
    page = read_as(lesson.lan, staff=True, language="vi").visit(lesson.path)
    assert "Tôi đồng ý" in page.text


@pytest.mark.parametrize("name", ["lan", "dung"])
def test_who_ticks_it_has_said_the_word_that_stands_and_the_marks_are_as_before(
    app, world, read_as, lesson, differ, name
):
    before = marks(app, lesson.id)
    reader = read_as(lesson.lan, staff=True).visit(lesson.path)
    reader.press("Done", agree=str(lesson.hoa))
    assert marks(app, lesson.id) == before == {lesson.hoa: P}
    assert stands_by(app, lesson) == lesson.lan
    page = read_as(world.people[name], staff=True).visit(lesson.path)
    assert "What stands" not in page.text and BOX not in page.html


def test_who_does_not_tick_it_says_nothing_by_sending_the_register(app, read_as, lesson, differ):
    before = events(app)
    lan = read_as(lesson.lan, staff=True).visit(lesson.path).press("Done")
    assert events(app) == before
    assert "What stands: present." in lan.visit(lesson.path).text


def test_who_ticks_it_and_chooses_another_word_has_said_that_one(app, world, read_as, lesson, differ):
    lan = read_as(lesson.lan, staff=True).visit(lesson.path)
    lan.press("Done", agree=str(lesson.hoa), **{f"p{lesson.hoa}": "late"})
    assert marks(app, lesson.id)[lesson.hoa] is L
    dung = read_as(world.people["dung"], staff=True).visit(lesson.path)
    assert "You said present, Trần Thị Lan said late later. What stands: late." in dung.text
    assert BOX in dung.html


@pytest.mark.parametrize("ticked", ["", "x", "-1", "٣", "9" * 30, "999999"])
def test_what_the_page_does_not_send_says_nothing(app, read_as, lesson, differ, ticked):
    before = events(app)
    read_as(lesson.lan, staff=True).visit(lesson.path).press("Done", agree=ticked)
    assert events(app) == before


def test_strangers_and_forms_without_a_token_are_refused(app, world, read_as, lesson, differ):
    before = events(app)
    said = {"agree": str(lesson.hoa), f"p{lesson.hoa}": "present"}
    read_as(world.people["xuan"]).post(lesson.path, expect=404, **said)
    lan = read_as(lesson.lan, staff=True)
    assert lan.client.post(lesson.path, data=said).status_code == 400
    assert events(app) == before
    assert stands_by(app, lesson) == world.people["dung"]
