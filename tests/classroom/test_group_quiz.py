"""A quiz on the wall: hands are counted, the answer is shown after, and the class is told what to repeat."""

import random

import pytest
import sqlalchemy as sa

from lms.catalogue import shelf
from lms.classes.models import Cohort
from lms.classroom.actions.groups import ask_class as ask
from lms.classroom.models import GroupCount, GroupQuiz, GroupWay
from lms.core import clock
from lms.core.db import db
from lms.quizzes.models.corrections import Correction, CorrectionKind
from tests.classroom.lesson import MODULE, ask_class, class_of
from tests.quizzes.test_key import masked, with_another_key
from tests.world import publish, save

pytestmark = pytest.mark.both


def kept(app):
    with app.app_context():
        rows = db.session.execute(sa.select(GroupCount.position, GroupCount.counts).order_by("position"))
        return [tuple(row) for row in rows]


def test_a_class_is_asked_counted_and_told_what_to_repeat(app, world, read_as):
    lesson = class_of(app, world, more=8)
    lan = read_as(lesson.lan, staff=True).visit(f"/classes/{lesson.id}").follow("Quizzes in class")
    lan.follow("Ask the whole class").press("Show the first question", module=MODULE, way="cards", count="5")
    assert "Question 1 / 5" in lan.text and "Everybody holds up a card" in lan.text
    for position in range(1, 6):
        assert f"Question {position} / 5" in lan.text
        assert "right answer is" not in lan.text and "Lời giải" not in lan.html
        lan.press("Show the answer", **{"count-0": "7", "count-1": "1", "count-unknown": "2"})
        assert "The right answer" in lan.text and "Lời giải" in lan.text
        assert "2 do not know yet." in lan.text
        lan.press("Next question" if position < 5 else "See how it went")
    assert "How it went" in lan.page.h1[0] and "Repeat these lessons" in lan.text
    assert lan.follow("Quizzes in class").text.count("5 of 5 questions counted") == 1


def test_the_answer_stands_in_no_byte_before_the_counts(app, world, read_as):
    """The same quiz of two editions, with every key turned around."""
    lesson = class_of(app, world, more=8)
    lan = read_as(lesson.lan, staff=True)
    sent = []
    for document in (None, with_another_key()):
        with app.app_context():
            edition = publish(document)
            db.session.execute(sa.delete(GroupQuiz))
            course = shelf.edition(edition)
            cohort = db.session.get_one(Cohort, lesson.id)
            made = ask(
                cohort,
                course,
                course.module(MODULE),
                5,
                GroupWay.HANDS,
                lesson.lan,
                random.Random(4),
                clock.now(),
            )
            db.session.execute(sa.update(GroupQuiz).where(GroupQuiz.id == made).values(id=77))
            db.session.commit()
        lan.visit("/classes/quizzes/group/77/1")
        token = {"csrf_token": lan.csrf_token()}
        here = "/classes/quizzes/group/77"
        answers = [lan.client.get(f"{here}/{last}") for last in ("1", "2", "5", "state", "summary")]
        answers.append(lan.client.post(f"{here}/1", data={**token, "count-0": "999"}))
        answers.append(lan.client.post(f"{here}/1", data={**token, "count-0": "many"}))
        answers.append(lan.client.post(f"{here}/1/next", data=token))
        sent.append([masked(answer) for answer in answers])
    assert sent[0] == sent[1] and kept(app) == []


def test_more_hands_than_members_are_asked_about_and_kept(app, world, read_as):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    ask_class(lan, lesson)
    lan.press("Show the answer", **{"count-0": "3", "count-1": "1"})
    assert "You counted 4 people, and the class has 2." in lan.text or "Is that right?" in lan.text
    assert kept(app) == [] and 'value="3"' in lan.html
    lan.press("Show the answer", anyway="yes")
    assert [counts[:2] for _position, counts in kept(app)] == [[3, 1]]


def test_what_is_no_number_is_asked_again_and_nothing_is_lost(app, world, read_as):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    ask_class(lan, lesson)
    lan.press("Show the answer", **{"count-0": "1", "count-1": "một"})
    assert "Write the numbers in digits" in lan.text and 'value="1"' in lan.html
    assert kept(app) == []


def test_going_on_twice_goes_on_once_and_not_before_counting(app, world, read_as):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    path = ask_class(lan, lesson)
    assert "Question 1 / 5" in lan.post(f"{path}/1/next").text
    lan.press("Show the answer")
    for _twice in range(2):
        assert "Question 2 / 5" in lan.post(f"{path}/1/next").text
    assert "Question 2 / 5" in lan.visit(f"{path}/4").text  # what comes later is not shown yet


def test_the_wall_follows_the_phone(app, world, read_as):
    lesson = class_of(app, world)
    wall, phone = (read_as(lesson.lan, staff=True) for _screen in range(2))
    path = ask_class(phone, lesson)
    seen = [wall.visit(f"{path}/state").response.json["state"]]
    phone.press("Show the answer", **{"count-0": "1"})
    seen.append(wall.visit(f"{path}/state").response.json["state"])
    phone.press("Next question")
    seen.append(wall.visit(f"{path}/state").response.json["state"])
    phone.press("Show the answer").press("End the quiz here")
    seen.append(wall.visit(f"{path}/state").response.json["state"])
    assert seen == ["1 open", "1 shown", "2 open", "done"]
    assert wall.visit(path).path.endswith("/summary")


def test_numbers_can_be_corrected_after_the_answer(app, world, read_as):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    ask_class(lan, lesson)
    lan.press("Show the answer", **{"count-0": "2"}).press("Save", **{"count-0": "1"})
    assert [counts[0] for _position, counts in kept(app)] == [1]


def test_a_second_quiz_prefers_questions_the_class_has_not_met(app, world, inside):
    lesson = class_of(app, world)
    cohort, course = db.session.get_one(Cohort, lesson.id), shelf.course(world.course)
    asked = []
    for seed in range(2):
        made = ask(
            cohort,
            course,
            course.module(MODULE),
            2,
            GroupWay.HANDS,
            lesson.lan,
            random.Random(seed),
            clock.now(),
        )
        asked += [each["id"] for each in db.session.get_one(GroupQuiz, made).questions]
    assert len(set(asked)) == 4


def test_only_who_runs_the_class_may_ask_it(app, world, read_as):
    lesson = class_of(app, world)
    path = ask_class(read_as(lesson.lan, staff=True), lesson)
    for who in ("dung", "binh", "an"):
        assert "Question 1 / 5" in read_as(world.people[who], staff=True).visit(path).text
    for who, staff in (("other_trainer", True), ("other_cadre", True), ("author", True), ("hoa", False)):
        stranger = read_as(world.people[who], staff=staff)
        for address in (lesson.path, f"{lesson.path}/group", path, f"{path}/1", f"{path}/state"):
            stranger.visit(address, expect=404)
        stranger.post(f"{path}/1", expect=404, **{"count-0": "1"})
    assert kept(app) == []


def test_a_question_found_faulty_is_not_asked(app, world, inside):
    lesson = class_of(app, world)
    save(
        Correction(
            course=world.course,
            module=MODULE,
            question_id=f"{MODULE}-tf-1",
            edition=world.edition,
            everywhere=False,
            kind=CorrectionKind.LEFT_OUT,
            reason="Hỏi không rõ",
            made_by=world.people["an"],
            made_at=clock.now(),
        )
    )
    cohort, course = db.session.get_one(Cohort, lesson.id), shelf.course(world.course)
    module = course.module(MODULE)
    made = ask(cohort, course, module, 8, GroupWay.HANDS, lesson.lan, random.Random(1), clock.now())
    asked = {each["id"] for each in db.session.get_one(GroupQuiz, made).questions}
    assert asked == {question.id for question in module.questions} - {f"{MODULE}-tf-1"}
