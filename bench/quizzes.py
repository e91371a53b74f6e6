"""Quizzes under measurement: ten questions of the kinds that other systems have as well."""

import json
import random
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

import sqlalchemy as sa
from flask import Flask

from bench.load import Request, exchange, in_bytes
from lms.catalogue import actions as catalogue
from lms.catalogue import shelf
from lms.catalogue.models import Edition
from lms.core import clock
from lms.core.db import db
from lms.demo import people
from lms.quizzes import actions as quizzing
from tests.reader import Reader, token_in

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TEN = 10
_PLAIN = {"single", "multiple", "truefalse"}


def ten_a_quiz(now: datetime) -> None:
    """An edition of the built-in course whose quizzes ask ten questions with choices."""
    current = shelf.courses()[0]
    document = db.session.scalar(sa.select(Edition.document).where(Edition.hash == current.edition))
    modules = [
        {**module, "questions": [each for each in module["questions"] if each["kind"] in _PLAIN]}
        for module in document["modules"]
    ]
    catalogue.publish([{**document, "modules": modules, "questions_per_quiz": TEN}], now)
    db.session.commit()
    shelf.forget()


def open_attempts(commune: int, answers: int) -> list[tuple[int, list[tuple[int, int]]]]:
    """People with an open attempt at every module: (person, [(attempt, questions)])."""
    course, now, rng = shelf.courses()[0], clock.now(), random.Random(5)
    opened, left = [], answers
    while left > 0:
        person_id = people.add("Người đo", 1960, commune, now)
        attempts = [quizzing.start(person_id, course, module, rng, now) for module in course.modules]
        opened.append((person_id, [(attempt.id, len(attempt.questions)) for attempt in attempts]))
        left -= sum(len(attempt.questions) for attempt in attempts)
    db.session.commit()
    return opened


def answers(app: Flask, opened: list[tuple[int, list[tuple[int, int]]]]) -> Iterator[Request]:
    for person_id, attempts in opened:
        person = Person.of(Reader(app, person_id))
        for attempt_id, questions in attempts:
            for position in range(1, questions + 1):
                yield person.answers(f"/quizzes/attempts/{attempt_id}/{position}")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody signed in who takes whole attempts."""

    cookie: str
    token: str
    quiz: str = ""

    @classmethod
    def of(cls, reader: Reader, quiz: str = "") -> "Person":
        token = reader.csrf_token()  # a browser in use has one in its session already
        cookie = reader.client.get_cookie("lms")
        assert cookie is not None
        return cls(f"lms={cookie.value}; language=vi", token, quiz)

    def opens(self, line: socket.socket, path: str) -> "Person":
        """Themselves with the page open: what they send next carries its token."""
        headers = {"Cookie": self.cookie, "Accept-Encoding": "identity"}
        answer = exchange(line, in_bytes(Request(path, headers=headers)))
        return replace(self, token=token_in(answer.text))

    def posts(self, path: str, **fields: str) -> Request:
        body = urlencode({"csrf_token": self.token, **fields})
        return Request(path, "POST", body, {"Cookie": self.cookie, **FORM})

    def answers(self, path: str) -> Request:
        return self.posts(path, choice="0")

    def takes_a_quiz(self, connection: socket.socket) -> None:
        """Start, ten answers (the last one submits), review."""
        started = exchange(connection, in_bytes(self.posts(self.quiz)))
        attempt = started.location.rpartition("/")[0]
        statuses = {started.status}
        for position in range(1, TEN + 1):
            statuses.add(exchange(connection, in_bytes(self.answers(f"{attempt}/{position}"))).status)
        review = exchange(connection, in_bytes(Request(attempt, headers={"Cookie": self.cookie})))
        if statuses != {303} or review.status != 200:
            raise SystemExit(f"an attempt was answered {statuses} and {review.status}")

    def takes_a_quiz_along(self, connection: socket.socket) -> None:
        """The same where all ten questions were on one page of the phone: start, the answers as they arrive, review."""
        started = exchange(connection, in_bytes(self.posts(self.quiz, along="1")))
        attempt = started.location.rpartition("/")[0]
        given = [{"position": n + 1, "at": 1000, "fields": [["choice", "0"]]} for n in range(TEN)]
        headers = {"Cookie": self.cookie, "X-CSRFToken": self.token, "Content-Type": "application/json"}
        body = json.dumps({"now": 2000, "answers": given})
        sent = exchange(connection, in_bytes(Request(f"{attempt}/answers", "POST", body, headers)))
        review = exchange(connection, in_bytes(Request(attempt, headers={"Cookie": self.cookie})))
        if (started.status, sent.status, review.status) != (303, 200, 200):
            raise SystemExit(f"an attempt taken along: {started.status}, {sent.status}, {review.status}")


def takers(app: Flask, commune: int, count: int) -> Sequence[Person]:
    """So many people who have not begun the first module's quiz."""
    with app.app_context():
        course, now = shelf.courses()[0], clock.now()
        ids = [people.add("Người thi", 1958, commune, now) for _ in range(count)]
        db.session.commit()
    quiz = f"/quizzes/{course.slug}/{course.modules[0].slug}"
    return [Person.of(Reader(app, person_id), quiz) for person_id in ids]
