"""A trainee repeats what was missed, one question at a time."""

import copy
import re
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from lms.catalogue import shelf
from lms.core import clock
from lms.core.db import db
from lms.quizzes import rules as quizzing
from lms.quizzes.actions.review import note_attempt
from lms.quizzes.models import ReviewCard
from lms.quizzes.rules import review as rules
from tests.course_document import COURSE, text
from tests.quizzes.kinds import module_of, publish_kinds
from tests.quizzes.kinds_document import COURSE_SLUG, MODULE_SLUG, filled_in
from tests.quizzes.sitting import right_places, wrong_place
from tests.world import publish, save

pytestmark = pytest.mark.both
DUE = "/quizzes/review"
IDS = [each["id"] for module in COURSE["modules"] for each in module["questions"]]


@pytest.fixture
def hoa(read_as, world):
    return read_as(world.people["hoa"])


def lay_by(app, person_id: int, ids: list[str], days_ago: int = 1, box: int = 1) -> None:
    """Cards of these questions, due `days_ago` (in future: negative)."""
    with app.app_context():
        for number, each in enumerate(ids):
            due_at = clock.now() - timedelta(days=days_ago) + timedelta(seconds=number)
            module = "an-toan" if each.startswith("an-toan") else "thanh-toan"
            save(
                ReviewCard(
                    person_id=person_id,
                    course="thu",
                    module=module,
                    question_id=each,
                    box=box,
                    due_at=due_at,
                )
            )


def cards(app) -> dict[str, Any]:
    with app.app_context():
        return {each.question_id: each for each in db.session.scalars(sa.select(ReviewCard))}


def asked_here(reader) -> Any:
    """The question on this page, as it is shown to its reader."""
    _, _, _, turn, course, module, question_id, number = reader.path.split("?")[0].split("/")
    with reader.app.app_context():
        card = db.session.scalars(sa.select(ReviewCard).filter_by(question_id=question_id)).one()
        question = shelf.course(course).module(module).question(question_id)
        kept = rules.Card(course, module, question_id, card.box, card.due_at, card.reviews)
        return rules.asked(card.person_id, kept, question, int(number), int(turn), 10)


def test_nothing_missed_yet_says_what_comes_here(hoa, app, world):
    assert "What you miss in a quiz comes here the day after" in hoa.visit(DUE).text
    lay_by(app, world.people["hoa"], IDS[:1], days_ago=-2)
    assert "Nothing to repeat now. The next questions come on" in hoa.visit(DUE).text
    assert "to repeat" not in hoa.visit("/").text


def test_questions_are_repeated_one_at_a_time_and_move_up_or_back(hoa, app, world):
    lay_by(app, world.people["hoa"], IDS[:2], box=3)
    assert "2 questions to repeat" in hoa.visit("/").text
    hoa.visit(DUE).follow("Start")
    assert "Question 1 / 2" in hoa.text
    assert "If it is not right yet, it comes again tomorrow." in hoa.text
    hoa.press("Answer", choice=right_places(asked_here(hoa)))
    assert "That is right." in hoa.text and "Question 1 / 2" in hoa.text
    hoa.follow("Next question")
    assert "Question 2 / 2" in hoa.text
    hoa.press("Answer", choice=wrong_place(asked_here(hoa)))
    assert "Not right yet." in hoa.text
    hoa.follow("Done")
    assert "You repeated 2 questions. Well done!" in hoa.text
    kept = cards(app)
    assert [kept[each].box for each in IDS[:2]] == [4, 1]
    assert all(kept[each].due_at > clock.now() for each in IDS[:2])
    assert "to repeat" not in hoa.visit("/").text


def test_i_do_not_know_yet_goes_back_to_the_first_box_kindly(hoa, app, world):
    lay_by(app, world.people["hoa"], IDS[:1], box=5)
    hoa.visit(DUE).follow("Start").press("Answer")
    assert "You have not chosen yet. Touch one box." in hoa.text
    hoa.press("Answer", choice="unknown")
    assert "That is fine. Now you get to know it." in hoa.text
    assert cards(app)[IDS[0]].box == 1


def test_a_sitting_has_ten_questions_at_most(hoa, app, world):
    more = copy.deepcopy(COURSE)
    extra = [{**more["modules"][0]["questions"][0], "id": f"thanh-toan-them-{n}"} for n in range(3)]
    more["modules"][0]["questions"] += extra
    with app.app_context():
        publish(more)
    lay_by(app, world.people["hoa"], [*IDS, *(each["id"] for each in extra)])
    assert "10 questions to repeat" in hoa.visit("/").text, "a sitting's worth"
    hoa.visit(DUE).follow("Start")
    for turn in range(1, 11):
        assert f"Question {turn} / 10" in hoa.text
        hoa.press("Answer", choice=right_places(asked_here(hoa)))
        hoa.follow("Next question" if turn < 10 else "Done")
    assert "You repeated 10 questions. Well done!" in hoa.text
    assert "3 questions to repeat" in hoa.text
    assert "Question 1 / 3" in hoa.follow("Go on").text
    hoa.visit(hoa.path.replace("/review/1/", "/review/11/"), expect=404)


def test_an_answer_sent_twice_counts_once_and_shows_its_explanation(hoa, app, world):
    lay_by(app, world.people["hoa"], IDS[:1])
    hoa.visit(DUE).follow("Start")
    here, asked = hoa.path, asked_here(hoa)
    token = hoa.csrf_token()
    for choice in (right_places(asked), wrong_place(asked)):
        sent = hoa.client.post(here, data={"csrf_token": token, "choice": choice})
        assert (sent.status_code, sent.headers["Location"]) == (303, here)
    assert "That is right." in hoa.visit(here).text
    [kept] = cards(app).values()
    assert (kept.box, kept.reviews) == (2, 1)
    second = here[:-1] + "2"
    assert hoa.client.get(second).headers["Location"] == DUE, "not before it is due again"
    assert hoa.client.post(second, data={"csrf_token": token, "choice": "0"}).headers["Location"] == DUE
    assert cards(app)[IDS[0]].reviews == 1


def test_an_answer_is_kept_while_the_shelf_is_looked_at_again(hoa, app, world):
    lay_by(app, world.people["hoa"], IDS[:1])
    hoa.visit(DUE).follow("Start")
    choice = right_places(asked_here(hoa))
    app.extensions["shelf"].looked_at = -1000
    assert "That is right." in hoa.press("Answer", choice=choice).text


def test_a_question_that_is_gone_is_passed_over(hoa, app, world):
    lay_by(app, world.people["hoa"], ["an-toan-hom-qua", IDS[0]])
    assert "1 question to repeat" in hoa.visit("/").text
    assert "1 question to repeat" in hoa.visit(DUE).text
    assert hoa.visit("/quizzes/review/1/thu/an-toan/an-toan-hom-qua/1").path == DUE
    hoa.visit("/quizzes/review/1/thu/an-toan/khong-co/1", expect=404)
    hoa.visit("/quizzes/review/1/khoa-khac/an-toan/khong-co/1", expect=404)


def test_what_somebody_else_missed_is_not_there(read_as, world, app):
    lay_by(app, world.people["hoa"], IDS[:1])
    here = f"/quizzes/review/1/thu/thanh-toan/{IDS[0]}/1"
    minh = read_as(world.people["minh"])
    minh.visit(here, expect=404)
    minh.post(here, expect=404, choice="0")
    assert "to repeat" not in minh.visit("/").text
    assert cards(app)[IDS[0]].reviews == 0


def before_the_answer(reader, here: str) -> bytes:
    answers = [reader.client.get(here), reader.client.get("/"), reader.client.get(DUE)]
    token = reader.csrf_token()
    for choice in ([], ["0", "unknown"], ["9"]):
        answers.append(reader.client.post(here, data={"csrf_token": token, "choice": choice}))
    whole = b"".join(str(each.headers).encode() + each.get_data() for each in answers)
    whole = re.sub(
        rb"nonce-[\w-]+|nonce=\"[\w-]+\"|Content-Length: \d+|Set-Cookie: [^\r]+|Date: [^\r]+", b"", whole
    )
    return re.sub(rb'(name="csrf_token" value=")[^"]+', rb"\1", whole)


def test_no_byte_before_the_answer_depends_on_the_key(hoa, app, world):
    lay_by(app, world.people["hoa"], IDS[:1])
    here = hoa.visit(DUE).follow("Start").path
    with_this_key = before_the_answer(hoa, here)
    turned = copy.deepcopy(COURSE)
    for module in turned["modules"]:
        for question in module["questions"]:
            question["right"] = [0] if question["right"] != [0] else [1]
            question["because"] = text("Lời giải khác hẳn")
            for number, choice in enumerate(question["choices"]):
                choice["because"] = None if number in question["right"] else text("Vì lẽ khác")
    with app.app_context():
        publish(turned)
    assert before_the_answer(hoa, here) == with_this_key
    for word in ("Lời giải", "Vì sao", "Vì lẽ"):
        assert word.encode() not in with_this_key


def test_each_page_costs_a_constant_number_of_queries(hoa, app, world, count_queries):
    totals = []
    for ids in (IDS[:2], IDS[2:]):
        lay_by(app, world.people["hoa"], ids)
        counts = []
        for path in (DUE, hoa.visit(DUE).follow("Start").path):
            with count_queries() as asked:
                hoa.visit(path)
            counts.append(asked.total)
        token = hoa.csrf_token()
        with count_queries() as asked:
            assert hoa.client.post(hoa.path, data={"csrf_token": token, "choice": "0"}).status_code == 303
        totals.append([*counts, asked.total])
    assert totals[0] == totals[1]
    assert max(totals[0]) <= 4, totals


@pytest.mark.parametrize("knows", [True, False])
def test_every_kind_of_question_can_be_repeated(hoa, app, world, knows):
    publish_kinds(app)
    person_id = world.people["hoa"]
    with app.app_context():
        missed = [(each.id, False) for each in module_of(app).questions]
        note_attempt(person_id, COURSE_SLUG, MODULE_SLUG, missed, clock.now() - timedelta(days=2))
        db.session.commit()
    hoa.visit(DUE).follow("Start")
    for _ in missed:
        asked, here = asked_here(hoa), hoa.path
        key = quizzing.right_response if knows else quizzing.wrong_response
        for form in filled_in(asked, key(asked.question)):
            fields = {name: form.getlist(name) for name in form}
            hoa.press("Go on" if asked.question.kind == "scenario" else "Answer", **fields)
        assert ("That is right." if knows else "Not right yet.") in hoa.text, asked.question.kind
        assert hoa.path == here
        hoa.follow("Done" if "Done" in hoa.page.links else "Next question")
    assert {card.box for card in cards(app).values()} == {2 if knows else 1}
