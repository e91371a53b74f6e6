"""Before the answer, no byte sent depends on which choice is right."""

import copy
import re

import pytest
import sqlalchemy as sa

from lms.core.db import db
from lms.quizzes.models import Attempt
from tests.course_document import COURSE, text
from tests.quizzes.sitting import QUIZ
from tests.world import publish

pytestmark = pytest.mark.both


def with_another_key() -> dict:
    """The same course to read, with every key turned around and every explanation different."""
    turned = copy.deepcopy(COURSE)
    for module in turned["modules"]:
        for question in module["questions"]:
            wrong = [n for n in range(len(question["choices"])) if n not in question["right"]]
            question["right"] = wrong if question["kind"] == "multiple" else wrong[:1]
            question["because"] = text("Một lời giải khác hẳn, dài hơn nhiều")
            for number, choice in enumerate(question["choices"]):
                choice["because"] = None if number in question["right"] else text("Lý do khác")
    return turned


def bytes_before_the_answer(reader, attempt_id: int) -> list[bytes]:
    """Every response, headers and body, that can be had before an answer; what is random is masked."""
    sent = []
    for position in range(1, 6):
        here = f"/quizzes/attempts/{attempt_id}/{position}"
        sent += [reader.client.get(here), reader.client.head(here)]
        token = re.search(rb'name="csrf_token" value="([^"]+)"', sent[-2].data)
        assert token
        csrf = token[1].decode()
        for choice in ([], ["9"], ["x"], ["0", "unknown"], ["-1"]):
            sent.append(reader.client.post(here, data={"csrf_token": csrf, "choice": choice}))
    sent += [reader.client.get(f"/quizzes/attempts/{attempt_id}"), reader.client.get(QUIZ)]
    return [masked(response) for response in sent]


def masked(response) -> bytes:
    """A response's status, headers and body without what is random."""
    whole = response.status.encode() + str(response.headers).encode() + response.get_data()
    nonce = re.search(rb"nonce-([\w-]+)", whole)
    if nonce:
        whole = whole.replace(nonce[1], b"NONCE")
    whole = re.sub(rb'(name="csrf_token" value=")[^"]+', rb"\1TOKEN", whole)
    return re.sub(rb"Content-Length: \d+|Set-Cookie: [^\r]+|Date: [^\r]+", b"", whole)


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_pages_are_the_same_to_the_byte_whatever_the_key_says(read_as, world, app, language):
    hoa = read_as(world.people["hoa"], language=language)
    hoa.client.get(QUIZ)
    hoa.visit(QUIZ)
    start = {"vi": "Bắt đầu", "en": "Start", "fr": "Commencer"}
    button = hoa.page.forms[0]["buttons"][0]["label"].strip()
    assert button in (start[language], "Start")
    hoa.press(button)
    attempt_id = int(hoa.path.split("/")[3])
    with_this_key = bytes_before_the_answer(hoa, attempt_id)
    with app.app_context():
        # The same draw and the same orders, under another key.
        other = publish(with_another_key())
        db.session.execute(sa.update(Attempt).values(edition=other))
        db.session.commit()
    assert bytes_before_the_answer(hoa, attempt_id) == with_this_key


def test_no_explanation_is_sent_before_the_answer(read_as, world):
    hoa = read_as(world.people["hoa"])
    hoa.visit(QUIZ).press("Start")
    for sent in bytes_before_the_answer(hoa, int(hoa.path.split("/")[3])):
        page = sent.decode()
        assert "Lời giải" not in page
        assert "Vì sao" not in page
        assert "because" not in page
    page = hoa.page
    assert all(
        kind in ("0", "1", "2", "3", "unknown")
        for kind in re.findall(r'name="choice" value="([^"]+)"', hoa.html)
    )
    assert page.forms
