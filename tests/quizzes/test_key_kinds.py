"""Before the answer, no byte sent about a question of any kind depends on its key."""

import copy
import re
from typing import Any

import pytest
import sqlalchemy as sa

from lms.core.db import db
from lms.quizzes.models import Attempt
from tests.course_document import text
from tests.quizzes.kinds import path_of, publish_kinds, started
from tests.quizzes.kinds_document import KINDS_QUIZ, QUESTIONS
from tests.quizzes.sitting import answers, asked_on
from tests.quizzes.test_key import masked

pytestmark = pytest.mark.both
HIDDEN = (
    "Lời giải",
    "Vì sao",
    "Tiền trong tài khoản mất hết",
    "được an toàn",
    "VNeID",
    "54000",
    "54.000",
    "because",
)


def with_another_key() -> list[dict[str, Any]]:
    """The same questions to read; everything that is right in one is wrong in the other."""
    turned = copy.deepcopy(QUESTIONS)
    for question in turned:
        question["because"] = text("Một lời giải khác hẳn, dài hơn nhiều")
        parts = question.get("choices") or question.get("spots") or []
        for part in parts:
            part["because"] = text("Lý do khác")
        if "right" in question:
            question["right"] = [n for n in range(len(parts)) if n not in question["right"]][:2]
        if question["kind"] == "ordering":
            question["items"].reverse()
        elif question["kind"] == "matching":
            question["matches"].reverse()
        elif question["kind"] == "number":
            question.update(value="1.5", tolerance="0")
        elif question["kind"] == "text":
            question.update(accepted={"vi": ["một", "hai", "ba"]}, accents_count=True, case_counts=True)
        elif question["kind"] == "scenario":
            question["scenes"][2:] = [
                {"text": text("Kết khác"), "moves": [], "good": good, "because": text("Lý do khác")}
                for good in (True, False)
            ]
    return turned


def same_pages(drawn: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The orders under which the other edition shows the same words at the same places."""
    turned = {"cau-ordering", "cau-matching"}
    return [
        {**each, "order": [3 - number for number in each["order"]]} if each["id"] in turned else each
        for each in drawn
    ]


def everything_before_the_answer(reader, app, attempt: str) -> list[bytes]:
    """Every page of every kind that can be reached without giving an answer."""
    sent = [reader.client.get(KINDS_QUIZ), reader.client.get(attempt)]
    token = re.search(rb'name="csrf_token" value="([^"]+)"', sent[0].data)
    assert token
    for question in QUESTIONS:
        here = path_of(app, attempt, question["kind"])
        sent += [reader.client.get(here), reader.client.head(here)]
        for query in (
            "order=2-0-1-3",
            "order=3-2-1-0&moved=2",
            "order=0",
            "moves=0",
            "moves=1",
            "moves=9",
            "choice=0",
        ):
            sent.append(reader.client.get(f"{here}?{query}"))
        for form in posts(question["kind"], asked_on(app, here)):
            sent.append(reader.client.post(here, data={"csrf_token": token[1].decode(), **form}))
    assert answers(app) == []
    return [masked(response) for response in sent]


def posts(kind: str, asked: Any) -> list[dict[str, Any]]:
    """Forms that are no answer: unclear, hostile, or a step on the way."""
    items = ["0", "1", "2", "3"]
    steps: dict[str, list[dict[str, Any]]] = {
        "ordering": [{"item": items, "move": f"{way}-{item}"} for way in ("up", "down") for item in items]
        + [{"item": ["0"] * 4}],
        "matching": [
            {},
            {"match-0": "1"},
            {"match-0": "1", "match-1": "1", "match-2": "1"},
            {"match-0": "9"},
        ],
        "number": [{"written": ""}, {"written": "x"}, {"written": "1", "choice": "unknown"}],
        "text": [{"written": ""}, {"written": "x" * 201}, {"written": "x", "choice": "unknown"}],
    }
    if kind == "scenario":
        on, again = str(asked.order[0].index(0)), str(asked.order[1].index(2))
        return [{}, {"choice": on}, {"moves": on, "choice": again}, {"moves": "9", "choice": "0"}]
    return steps.get(kind, [{}, {"choice": "9"}, {"choice": ["0", "unknown"]}])


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_pages_of_every_kind_are_the_same_to_the_byte_whatever_the_key_says(read_as, world, app, language):
    publish_kinds(app)
    hoa = read_as(world.people["hoa"], language=language)
    attempt = started(hoa)
    with_this_key = everything_before_the_answer(hoa, app, attempt)
    other = publish_kinds(app, questions=with_another_key())
    with app.app_context():
        kept = db.session.scalars(sa.select(Attempt.questions)).one()
        db.session.execute(sa.update(Attempt).values(edition=other, questions=same_pages(kept)))
        db.session.commit()
    assert everything_before_the_answer(hoa, app, attempt) == with_this_key


def test_nothing_of_the_key_or_of_later_scenes_is_sent_before_the_answer(read_as, world, app):
    publish_kinds(app)
    hoa = read_as(world.people["hoa"])
    for sent in everything_before_the_answer(hoa, app, started(hoa)):
        page = sent.decode()
        assert not [words for words in HIDDEN if words in page]


def test_a_scene_is_sent_only_when_it_is_reached_and_an_end_never(read_as, world, app):
    publish_kinds(app)
    hoa = read_as(world.people["hoa"])
    here = path_of(app, started(hoa), "scenario")
    walk = asked_on(app, hoa.visit(here).path).order
    assert "Họ bảo bác" not in hoa.html
    on, off = walk[0].index(0), walk[0].index(1)
    assert "Họ bảo bác" in hoa.visit(f"{here}?moves={on}").text
    hoa.visit(f"{here}?moves={off}", expect=400)
    hoa.visit(f"{here}?moves={on}-{walk[1].index(0)}", expect=400)


def test_places_on_the_page_do_not_say_the_authors_numbers(read_as, world, app):
    publish_kinds(app)
    hoa = read_as(world.people["hoa"])
    attempt = started(hoa)
    for kind in ("ordering", "matching", "hotspot", "multiple", "single"):
        html = hoa.visit(path_of(app, attempt, kind)).html
        values = re.findall(r'<(?:input|option)[^>]*value="(\d)"', html)
        lists = 3 if kind == "matching" else 1
        assert values == [str(place) for place in range(len(values) // lists)] * lists, kind
