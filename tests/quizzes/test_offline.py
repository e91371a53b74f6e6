"""Answers given without a network: taken later with their time, once, and never with a word about the key."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa

from lms.core import clock
from lms.core.db import db
from lms.quizzes import rules
from lms.quizzes.models import Answer, Attempt, AttemptState
from tests.course_document import COURSE
from tests.quizzes.kinds import path_of, publish_kinds, started
from tests.quizzes.kinds_document import KINDS_QUIZ, QUESTIONS, filled_in, kinds_course
from tests.quizzes.sitting import QUIZ, answer_right, answers, asked_on
from tests.quizzes.test_key import masked
from tests.quizzes.test_key_kinds import HIDDEN, same_pages, with_another_key
from tests.world import publish

pytestmark = pytest.mark.both
NOW = 1_790_000_000_000  # milliseconds on a phone
HOUR = 3_600_000
ALONG = "Take the quiz with you"


@pytest.fixture
def hoa(read_as, world, app):
    with app.app_context():
        publish({**COURSE, "quiz": {"offline_days": 7}})
    return read_as(world.people["hoa"])


def begin(reader) -> str:
    return reader.visit(QUIZ).press(ALONG).path.removesuffix("/offline")


def fields_for(app, path: str, right: bool = True) -> list[list[str]]:
    asked = asked_on(app, path)
    response = (rules.right_response if right else rules.wrong_response)(asked.question)
    form = filled_in(asked, response)[0]
    return [[name, value] for name, value in form.items(multi=True)]


def answer(app, attempt: str, position: int, ago: int = HOUR, right: bool = True) -> dict:
    return {"position": position, "fields": fields_for(app, f"{attempt}/{position}", right), "at": NOW - ago}


def send(reader, attempt: str, *given: dict, expect: int = 200, **more) -> dict:
    body = {"now": NOW, "answers": list(given), **more}
    sent = reader.client.post(f"{attempt}/answers", json=body, headers={"X-CSRFToken": reader.csrf_token()})
    assert sent.status_code == expect, sent.get_data(as_text=True)[:500]
    return json.loads(sent.data) if sent.is_json else {}


def test_a_batch_is_taken_with_its_times_and_ends_the_attempt(hoa, app):
    attempt = begin(hoa)
    with app.app_context():
        db.session.execute(sa.update(Attempt).values(started_at=clock.now() - timedelta(days=3)))
        db.session.commit()
    told = send(hoa, attempt, *(answer(app, attempt, n, n * HOUR) for n in range(1, 6)))
    assert told == {"kept": [1, 2, 3, 4, 5], "refused": [], "result": attempt}
    now = clock.now()
    for kept in answers(app):
        assert abs(now - kept.answered_at - timedelta(hours=kept.position)) < timedelta(minutes=1)
        assert abs(now - kept.received_at) < timedelta(minutes=1)
    assert hoa.visit(attempt).page.h1 == ["You passed the quiz"]


def test_some_answers_leave_the_rest_open_on_any_page(hoa, app):
    attempt = begin(hoa)
    assert send(hoa, attempt, answer(app, attempt, 2))["result"] is None
    assert "That is right." in hoa.visit(f"{attempt}/2").text
    answer_right(hoa.visit(f"{attempt}/1"))
    page = hoa.visit(f"{attempt}/offline")
    assert [n for n in range(1, 6) if f'data-position="{n}"' in page.html] == [3, 4, 5]


def test_sent_again_it_is_one_answer_and_says_the_same(hoa, app):
    attempt = begin(hoa)
    batch = [answer(app, attempt, n) for n in range(1, 6)]
    first = send(hoa, attempt, *batch)
    assert send(hoa, attempt, *batch) == first
    assert send(hoa, attempt, batch[0], batch[0])["kept"] == [1]
    assert len(answers(app)) == 5


def test_the_first_answer_stands(hoa, app):
    attempt = begin(hoa)
    answer_right(hoa.visit(f"{attempt}/1"))
    told = send(hoa, attempt, answer(app, attempt, 1, right=False), answer(app, attempt, 2))
    assert told["kept"] == [2]
    assert told["refused"] == [
        {
            "position": 1,
            "reason": "You answered this question before. The first answer counts.",
            "again": False,
        }
    ]
    assert [each.right for each in answers(app)] == [True, True]


def test_what_comes_after_the_attempt_was_closed_is_refused_kindly(hoa, app):
    attempt = begin(hoa)
    with app.app_context():
        db.session.execute(sa.update(Attempt).values(state=AttemptState.SUBMITTED, score=0, passed=False))
        db.session.commit()
    told = send(hoa, attempt, answer(app, attempt, 1))
    assert (told["kept"], told["result"]) == ([], attempt)
    assert told["refused"][0]["reason"] == "This try was finished before this answer arrived."
    assert hoa.visit(f"{attempt}/offline").path == attempt
    assert answers(app) == []


def test_an_unclear_answer_is_asked_for_again_and_the_others_are_kept(hoa, app):
    attempt = begin(hoa)
    both = {"position": 1, "fields": [["choice", "0"], ["choice", "unknown"]], "at": NOW}
    nowhere = {"position": 2, "fields": [["choice", "77"]], "at": NOW}
    told = send(hoa, attempt, both, nowhere, answer(app, attempt, 3))
    assert told["kept"] == [3]
    assert [(each["position"], each["again"]) for each in told["refused"]] == [(1, True), (2, True)]
    assert send(hoa, attempt, answer(app, attempt, 1))["kept"] == [1]


@pytest.mark.parametrize("wrong_by", [366 * 24 * HOUR, -366 * 24 * HOUR])
def test_a_clock_that_is_wrong_by_a_year_changes_nothing(hoa, app, wrong_by):
    attempt = begin(hoa)
    with app.app_context():
        db.session.execute(sa.update(Attempt).values(started_at=clock.now() - timedelta(days=1)))
        db.session.commit()
    given = answer(app, attempt, 1, 2 * HOUR)
    given["at"] += wrong_by
    send(hoa, attempt, given, now=NOW + wrong_by)
    (kept,) = answers(app)
    assert abs(clock.now() - kept.answered_at - timedelta(hours=2)) < timedelta(minutes=1)


def test_a_clock_that_jumps_moves_an_answer_neither_before_the_start_nor_into_the_future(hoa, app):
    attempt = begin(hoa)
    send(hoa, attempt, answer(app, attempt, 1, 365 * 24 * HOUR), answer(app, attempt, 2, -365 * 24 * HOUR))
    with app.app_context():
        begun = db.session.scalars(sa.select(Attempt.started_at)).one()
        db.session.execute(sa.update(Attempt).values(started_at=begun - timedelta(days=40)))
        db.session.commit()
    early, late = answers(app)
    assert early.answered_at == begun
    assert begun <= late.answered_at <= clock.now()
    send(hoa, attempt, answer(app, attempt, 3, 365 * 24 * HOUR))
    assert abs(clock.now() - answers(app)[2].answered_at - timedelta(days=7)) < timedelta(minutes=1)


@pytest.mark.parametrize(
    "body",
    [
        "x", [], {}, {"now": NOW}, {"now": "x", "answers": [{}]}, {"now": NOW, "answers": []},
        {"now": NOW, "answers": [1]}, {"now": NOW, "answers": [{"position": 1}]},
        {"now": NOW, "answers": [{"position": 9, "fields": [], "at": NOW}]},
        {"now": NOW, "answers": [{"position": True, "fields": [], "at": NOW}]},
        {"now": NOW, "answers": [{"position": 1, "fields": [["choice"]], "at": NOW}]},
        {"now": NOW, "answers": [{"position": 1, "fields": [["choice", 1]], "at": NOW}]},
        {"now": NOW, "answers": [{"position": 1, "fields": [["a", "b"]] * 31, "at": NOW}]},
        {"now": NOW, "answers": [{"position": 1, "fields": [], "at": -1}]},
    ],
)  # fmt: skip
def test_what_no_page_of_ours_sends_is_no_answer(hoa, app, body):
    attempt = begin(hoa)
    sent = hoa.client.post(f"{attempt}/answers", json=body, headers={"X-CSRFToken": hoa.csrf_token()})
    assert sent.status_code == 400
    assert answers(app) == []


def test_without_its_token_nothing_is_taken_and_strangers_find_nothing(hoa, app, read_as, world):
    attempt = begin(hoa)
    batch = {"now": NOW, "answers": [answer(app, attempt, 1)]}
    assert hoa.client.post(f"{attempt}/answers", json=batch).status_code == 400
    minh = read_as(world.people["minh"])
    send(minh, attempt, answer(app, attempt, 1), expect=404)
    minh.visit(f"{attempt}/offline", expect=404)
    assert answers(app) == []


@pytest.mark.parametrize("settings", [{}, {"offline_days": 7, "minutes": 20}])
def test_a_quiz_that_needs_the_network_does_not_offer_it_and_refuses_it(read_as, world, app, settings):
    with app.app_context():
        publish({**COURSE, "quiz": settings})
    hoa = read_as(world.people["hoa"]).visit(QUIZ)
    assert ALONG not in hoa.text
    attempt = hoa.press("Start").path.rsplit("/", 1)[0]
    reason = "This quiz can only be taken with a network, one question after another."
    assert reason in hoa.visit(f"{attempt}/offline", expect=409).text
    assert send(hoa, attempt, answer(app, attempt, 1), expect=409) == {"reason": reason}
    assert answers(app) == []


@pytest.fixture
def all_kinds(read_as, world, app, monkeypatch):
    monkeypatch.setattr("tests.quizzes.kinds.kinds_course", _along)
    publish_kinds(app)
    return read_as(world.people["hoa"])


def _along(marking, questions=None):
    return {**kinds_course(marking, questions), "quiz": {"marking": marking, "offline_days": 7}}


def test_every_kind_that_fits_on_the_page_can_be_answered_there(all_kinds, app):
    attempt = started(all_kinds)
    page = all_kinds.visit(f"{attempt}/offline")
    fitting = [each["kind"] for each in QUESTIONS if each["kind"] not in ("hotspot", "scenario")]
    paths = [path_of(app, attempt, kind) for kind in fitting]
    for path in paths:
        assert f'data-position="{path.rsplit("/", 1)[1]}"' in page.html
    assert "2 questions have a picture or tell a story" in page.text
    told = send(all_kinds, attempt, *(answer(app, attempt, int(path.rsplit("/", 1)[1])) for path in paths))
    assert (len(told["kept"]), told["refused"], told["result"]) == (7, [], None)
    assert all(each.right for each in answers(app))
    story = int(path_of(app, attempt, "scenario").rsplit("/", 1)[1])
    refused = send(all_kinds, attempt, {"position": story, "fields": [["choice", "unknown"]], "at": NOW})
    assert refused["kept"] == []


def before_the_answer(reader, attempt: str) -> list[bytes]:
    token = {"X-CSRFToken": reader.csrf_token()}
    sent = [reader.client.get(KINDS_QUIZ), reader.client.get(f"{attempt}/offline")]
    for position in range(1, 10):
        for fields in ([], [["choice", "99"]], [["written", ""]], [["item", "0"]], [["match-0", "1"]]):
            body = {"now": NOW, "answers": [{"position": position, "fields": fields, "at": NOW}]}
            sent.append(reader.client.post(f"{attempt}/answers", json=body, headers=token))
    return [re.sub(rb'data-token="[^"]+"', b"", masked(each)) for each in sent]


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_no_byte_of_the_page_depends_on_the_key(all_kinds, app, language):
    all_kinds.client.set_cookie("language", language)
    attempt = started(all_kinds)
    with_this_key = before_the_answer(all_kinds, attempt)
    assert answers(app) == []
    for page in with_this_key:
        assert not [words for words in HIDDEN if words in page.decode()]
    other = publish_kinds(app, questions=with_another_key())
    with app.app_context():
        kept = db.session.scalars(sa.select(Attempt.questions)).one()
        db.session.execute(sa.update(Attempt).values(edition=other, questions=same_pages(kept)))
        db.session.commit()
    assert before_the_answer(all_kinds, attempt) == with_this_key


def test_answers_of_two_phones_in_one_moment_are_one_answer_each(hoa, app):
    attempt, together = begin(hoa), Barrier(6, timeout=60)
    token, cookie = hoa.csrf_token(), hoa.client.get_cookie("lms").value
    batches = [[answer(app, attempt, n, right=right) for n in range(1, 6)] for right in (True, False)]

    def phone(number: int) -> dict:
        client = app.test_client()
        client.set_cookie("lms", cookie)
        together.wait()
        body = {"now": NOW, "answers": batches[number % 2]}
        return client.post(f"{attempt}/answers", json=body, headers={"X-CSRFToken": token}).get_json()

    with ThreadPoolExecutor(6) as pool:
        told = list(pool.map(phone, range(6)))
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Answer)) == 5
        done = db.session.scalars(sa.select(Attempt)).one()
        assert done.state is AttemptState.SUBMITTED
        stands = {each.position: each.right for each in db.session.scalars(sa.select(Answer))}
    assert done.score == 20 * sum(stands.values())
    for number, each in enumerate(told):
        assert each["kept"] == [n for n in range(1, 6) if stands[n] is (number % 2 == 0)]
