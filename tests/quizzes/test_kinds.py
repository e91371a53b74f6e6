"""A trainee answers all nine kinds of question, and each is explained."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from lms.core.db import db
from lms.quizzes import rules
from lms.quizzes.models import Attempt
from tests.quizzes.kinds import path_of, publish_kinds, respond, started
from tests.quizzes.kinds_document import KINDS_QUIZ, QUESTIONS
from tests.quizzes.sitting import answers, asked_on

pytestmark = pytest.mark.both
KINDS = [
    "single",
    "multiple",
    "truefalse",
    "ordering",
    "matching",
    "number",
    "text",
    "hotspot",
    "scenario",
]


@pytest.fixture
def hoa(read_as, world, app):
    publish_kinds(app)
    return read_as(world.people["hoa"])


@pytest.mark.parametrize("right", [True, False])
def test_a_quiz_of_all_kinds_is_answered_to_the_end(hoa, app, right):
    started(hoa)
    for _ in KINDS:
        asked = respond(hoa, rules.right_response if right else rules.wrong_response)
        assert ("That is right." if right else "Not right yet.") in hoa.text, asked.question.kind
        assert asked.question.because.in_("en") in hoa.text
        hoa.follow("See the result" if "See the result" in hoa.page.links else "Next question")
    assert ("9 of 9 right" if right else "0 of 9 right") in hoa.text
    assert {answer.right for answer in answers(app)} == {right}


@pytest.mark.parametrize("kind", KINDS)
def test_i_do_not_know_yet_is_an_answer_to_every_kind(hoa, app, kind):
    hoa.visit(path_of(app, started(hoa), kind))
    respond(hoa, lambda _question: [])
    assert "That is fine. Now you get to know it." in hoa.text
    assert "You answered: I don't know yet." in hoa.text
    assert f"Lời giải {kind} (en)" in hoa.text
    assert "You chose" not in hoa.text
    assert [answer.response for answer in answers(app)] == [[]]


@pytest.mark.parametrize("kind", KINDS)
def test_an_answered_question_shows_its_explanation_on_coming_back(hoa, app, kind):
    here = path_of(app, started(hoa), kind)
    respond(hoa.visit(here), rules.right_response)
    assert "That is right." in hoa.visit(here).text
    assert "That is right." in hoa.visit(f"{here}?moves=9&order=x").text


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("ordering",)])
def test_nothing_given_is_asked_again_kindly(hoa, app, kind):
    hoa.visit(path_of(app, started(hoa), kind))
    hoa.press("Go on" if kind == "scenario" else "Answer")
    said = {
        "number": "You have not written anything yet.",
        "text": "You have not written anything yet.",
        "matching": "Some are still without a match.",
    }.get(kind, "You have not chosen yet.")
    assert hoa.text.count(said) == 2
    assert answers(app) == []


def test_items_move_without_scripts_and_nothing_is_kept_before_the_answer(hoa, app):
    hoa.visit(path_of(app, started(hoa), "ordering"))
    asked = asked_on(app, hoa.path)
    first, second = (asked.question.body.items[number].in_("en") for number in asked.order[:2])
    hoa.press(f"Down: {first}▼")
    assert f"{first} is now number 2 of 4." in hoa.text
    assert answers(app) == []
    hoa.press(f"Up: {second}▲")
    assert hoa.text.index(second) < hoa.text.index(first, hoa.text.index("of 4."))
    hoa.press(f"Down: {second}▼").press("Answer")
    assert answers(app)[0].response == list(asked.order)


def test_a_match_chosen_twice_and_one_left_out_are_asked_about_and_stay_chosen(hoa, app):
    hoa.visit(path_of(app, started(hoa), "matching"))
    hoa.press("Answer", **{"match-0": "1", "match-1": "1", "match-2": "2"})
    assert "You chose the same match twice." in hoa.text
    assert dict(hoa.page.forms[0]["fields"])["match-1"] == "1"
    hoa.press("Answer", **{"match-0": "1", "match-1": "", "match-2": "2"})
    assert "Some are still without a match." in hoa.text
    hoa.press("Answer", choice="unknown", **{"match-0": "1"})
    assert "Keep only one of the two." in hoa.text
    assert answers(app) == []


def test_an_empty_form_from_another_tab_leads_to_the_answer_that_was_given(hoa, app):
    here = path_of(app, started(hoa), "text")
    hoa.visit(here).press("Answer", written="năm tư")
    assert hoa.client.post(here, data={"csrf_token": hoa.csrf_token()}).location == here
    assert answers(app)[0].response == ["năm tư"]


@pytest.mark.parametrize(
    "written", ["54000", "54.000", "54,000", "54 000", "54 nghìn", "54k", "54.000 đồng", "54.000 dong"]
)
def test_a_number_is_understood_as_it_is_written(hoa, app, written):
    hoa.visit(path_of(app, started(hoa), "number")).press("Answer", written=written)
    assert "That is right." in hoa.text
    assert "You wrote: 54,000 dong" in hoa.text
    assert "Everything from 53,000 dong to 55,000 dong counts as right." in hoa.text
    assert answers(app)[0].response == ["54000"]


def test_what_is_no_number_stays_in_the_field_to_be_corrected(hoa, app):
    hoa.visit(path_of(app, started(hoa), "number")).press("Answer", written="năm tư <b>")
    assert "Write the number in digits" in hoa.text
    assert 'value="năm tư &lt;b&gt;"' in hoa.html
    hoa.press("Answer", written="5", choice="unknown")
    assert "You wrote an answer and also" in hoa.text
    assert answers(app) == []


def test_a_text_is_forgiven_its_accents_and_case_but_not_its_length(hoa, app):
    here = path_of(app, started(hoa), "text")
    hoa.visit(here).press("Answer", written="x" * 201)
    assert "Use at most 200 letters." in hoa.text
    hoa.press("Answer", written="VNe\u200bID")
    assert "This text has a hidden character." in hoa.text
    assert 'value="VNeID"' in hoa.html
    hoa.press("Answer", written="  Ung   dung vneid ")
    assert "That is right." in hoa.text
    assert "You wrote: Ung dung vneid" in hoa.text


def test_a_story_is_told_scene_by_scene_with_a_way_back(hoa, app):
    here = path_of(app, started(hoa), "scenario")
    hoa.visit(here)
    story = asked_on(app, hoa.path).question.body
    walk = asked_on(app, hoa.path).order
    assert story.scenes[0].text.in_("en") in hoa.text
    hoa.press("Go on", choice=str(walk[0].index(0)))
    assert story.scenes[1].text.in_("en") in hoa.text
    assert "You chose: Nghe tiếp (en)" in hoa.text
    assert answers(app) == []
    hoa.follow("Back to the scene before")
    assert hoa.path == here
    hoa.press("Go on", choice=str(walk[0].index(0))).press("Go on", choice=str(walk[1].index(2)))
    assert story.scenes[0].text.in_("en") in hoa.text
    hoa.press("Go on", choice=str(walk[0].index(0))).press("Go on", choice=str(walk[1].index(0)))
    assert answers(app)[0].response == [0, 2, 0, 0]
    assert "Not a good end" in hoa.text
    assert "Vì sao kết: Tiền trong tài khoản mất hết. (en)" in hoa.text
    assert hoa.text.index("A good way") < hoa.text.index("Cúp máy (en)", hoa.text.index("A good way"))


@pytest.mark.parametrize(
    ("kind", "response", "said"),
    [
        ("multiple", [0, 1], "Partly right: 2 of 3"),
        ("hotspot", [0, 3], "Partly right: 2 of 3"),
        ("ordering", [1, 2, 3, 0], "Partly right: 2 of 3"),
        ("matching", [0, 2, 1], "Partly right: 1 of 3"),
    ],
)
def test_partly_right_is_said_in_words_where_it_counts(read_as, world, app, kind, response, said):
    for marking, outcome in (("partial", said), ("exact", "Not right yet.")):
        publish_kinds(app, marking)
        reader = read_as(world.people["hoa" if marking == "exact" else "minh"])
        attempt = started(reader)
        respond(reader.visit(path_of(app, attempt, kind)), lambda _question: response)
        assert outcome in reader.text
        assert ("Partly right" in reader.text) == (marking == "partial")


def test_a_question_without_explanation_is_explained_by_its_key_alone(read_as, world, app):
    publish_kinds(app, questions=[{**each, "because": None} for each in QUESTIONS])
    reader = read_as(world.people["hoa"])
    reader.visit(KINDS_QUIZ).press("Start")
    for _ in KINDS:
        respond(reader, rules.right_response)
        assert "Lời giải" not in reader.text
        reader.follow("See the result" if "See the result" in reader.page.links else "Next question")


def test_a_partly_right_answer_is_called_so_in_the_review_and_may_be_objected_to(read_as, world, app):
    publish_kinds(app, "partial", [QUESTIONS[1]])
    reader = read_as(world.people["hoa"])
    reader.visit(KINDS_QUIZ).press("Start")
    respond(reader, lambda _question: [0, 1])
    assert "I think my answer is right" in reader.page.links
    assert "Partly right" in reader.follow("See the result").text


def test_where_time_is_limited_the_page_says_until_when(read_as, world, app):
    publish_kinds(app)
    reader = read_as(world.people["hoa"])
    here = path_of(app, started(reader), "ordering")
    assert "There is no time limit." in reader.visit(here).text
    with app.app_context():
        db.session.execute(sa.update(Attempt).values(due_at=datetime(2030, 1, 1, 3, 30, tzinfo=UTC)))
        db.session.commit()
    assert "Answer before 10:30." in reader.visit(here).text
    assert "There is no time limit." not in reader.text
