"""Two trainers who said different things of one learner: the register tells who said what and which stands."""

from datetime import timedelta

import pytest

from lms.classes.actions.attendance import mark
from lms.classes.models import MarkSource, MeetingState, Presence
from lms.classes.queries.statements import disputes_in
from lms.classes.rules.conflicts import Statement, between, outweighed, side_by_side
from lms.classes.rules.events import event_id
from lms.core.db import db
from tests.classes import make
from tests.classes.evening import change
from tests.classes.make import EVENING

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("in_class")]

P, L, E, A = Presence.PRESENT, Presence.LATE, Presence.EXCUSED, Presence.ABSENT
TAP = MarkSource.REGISTER


def say(app, lesson, who, person, presence, minute, source=TAP):
    at = EVENING + timedelta(minutes=minute)
    with app.app_context():
        said = (event_id(lesson.id, person, at, who, presence), person, presence, at)
        mark(lesson.id, [said], source, who, at)
        db.session.commit()


def told(app, lesson, reader):
    with app.app_context():
        return {person: said.words for person, said in disputes_in(lesson.id, reader).items()}


def test_each_reads_who_said_what_and_which_stands_also_once_it_is_closed(app, world, read_as, lesson):
    dung, mai = world.people["dung"], world.people["other_trainer"]
    say(app, lesson, lesson.lan, lesson.hoa, A, 5)
    say(app, lesson, dung, lesson.hoa, P, 9)
    say(app, lesson, lesson.lan, lesson.minh, L, 5)
    mine = "You said absent, Phạm Văn Dũng said present later. What stands: present."
    lan = read_as(lesson.lan, staff=True).visit(lesson.path)
    assert mine in lan.text
    assert lan.text.count("What stands") == 1
    theirs = "Trần Thị Lan said absent, you said present later. What stands: present."
    assert theirs in read_as(dung, staff=True).visit(lesson.path).text
    both = "Trần Thị Lan ghi vắng, sau đó Phạm Văn Dũng ghi có mặt. Tính là có mặt."
    assert told(app, lesson, mai) == {lesson.hoa: both}
    change(app, lesson.id, state=MeetingState.CONFIRMED, head_count=2)
    assert "The register is closed." in lan.visit(lesson.path).text
    assert mine in lan.text


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Tính là có mặt."), ("fr", "Ce qui compte : présent.")]
)
def test_it_is_told_in_the_reader_s_language(app, world, read_as, lesson, language, words):
    for who, presence, minute in ((lesson.lan, A, 5), (world.people["dung"], P, 9)):
        say(app, lesson, who, lesson.hoa, presence, minute)
    assert words in read_as(lesson.lan, staff=True, language=language).visit(lesson.path).text


def test_who_agrees_or_takes_it_back_afterwards_has_nothing_to_read(app, world, lesson):
    dung = world.people["dung"]
    for person in (lesson.hoa, lesson.minh):
        say(app, lesson, lesson.lan, person, A, 5)
        say(app, lesson, dung, person, P, 9)
    assert set(told(app, lesson, lesson.lan)) == {lesson.hoa, lesson.minh}
    say(app, lesson, lesson.lan, lesson.hoa, P, 12)
    say(app, lesson, lesson.lan, lesson.minh, None, 3, MarkSource.TOGETHER)
    assert set(told(app, lesson, lesson.lan)) == {lesson.minh}, "the word on one person outweighs the undoing"
    say(app, lesson, dung, lesson.minh, None, 14)
    assert told(app, lesson, lesson.lan) == {}


def test_a_trainer_who_changes_their_mind_and_a_learner_s_own_word_are_no_conflict(app, world, lesson):
    dung = world.people["dung"]
    say(app, lesson, lesson.lan, lesson.hoa, A, 5)
    say(app, lesson, lesson.lan, lesson.hoa, P, 8)
    say(app, lesson, lesson.minh, lesson.minh, P, 1, MarkSource.BOARD)
    say(app, lesson, dung, lesson.minh, L, 2, MarkSource.TOGETHER)
    say(app, lesson, lesson.lan, lesson.minh, A, 9)
    assert told(app, lesson, lesson.lan) == {}


def test_another_meeting_says_nothing_here(app, world, lesson):
    say(app, lesson, lesson.lan, lesson.hoa, A, 5)
    lesson.id = lesson.all[1]
    say(app, lesson, world.people["dung"], lesson.hoa, P, 9)
    assert told(app, lesson, lesson.lan) == {}


def test_a_register_full_of_conflicts_costs_as_much_as_one_without(
    app, world, read_as, lesson, count_queries
):
    with app.app_context():
        cohort = make.cohort(world, name="Lớp khác")
        lesson.id = make.meeting(cohort).id
        people = make.members(world, cohort, 12)
    for person in people:
        say(app, lesson, lesson.lan, person, A, 5)
        say(app, lesson, world.people["dung"], person, P, 9)
    lan = read_as(lesson.lan, staff=True)
    with count_queries() as asked:
        page = lan.visit(f"/meetings/{lesson.id}/register")
    assert page.text.count("What stands: present.") == 12
    assert asked.total <= 6, asked.statements


def word(who, presence, minute, source=TAP):
    at = EVENING + timedelta(minutes=minute)
    return Statement(f"{who}-{minute}", 1, 7, presence, source, who, at)


def test_of_three_who_differ_each_is_put_beside_the_word_that_stands():
    lan, dung, mai = word(1, A, 5), word(2, L, 6), word(3, P, 9)
    found = side_by_side([mai, lan, dung])
    assert [(each.stands, each.other) for each in found] == [(mai, lan), (mai, dung)]
    assert [each.other for each in between(found, 1)] == [lan]
    assert [each.other for each in between(found, 3)] == [dung], "of two, the last to speak"
    assert outweighed(found, 3) == []
    assert [each.other for each in outweighed(found, 2)] == [dung]
