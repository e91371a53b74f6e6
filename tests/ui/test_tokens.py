"""Tokens of forms: the short way says yes to nothing that Flask-WTF would refuse."""

from collections.abc import Iterator

import pytest
from flask import Flask, g, session
from flask_wtf.csrf import generate_csrf, validate_csrf
from itsdangerous import URLSafeTimedSerializer
from wtforms import ValidationError

from lms.ui import tokens

KEY = "khóa của bài thử"
SECRET, ANOTHER = "92cfceb39d57d914ed8b14d0e37643de0797ae56", "1c3f1b1ae4f5d4d1a5f2b3c4e6a7980b2d1e0f9a"


@pytest.fixture
def asked() -> Iterator[None]:
    app = Flask(__name__)
    app.config.update(SECRET_KEY=KEY, WTF_CSRF_TIME_LIMIT=None)
    with app.test_request_context("/", method="POST"):
        session["csrf_token"] = SECRET
        yield


def flask_wtf_takes(token: str) -> bool:
    try:
        validate_csrf(token)
    except ValidationError:
        return False
    return True


def signed_by(key: str, content: object, salt: str = tokens.SALT) -> str:
    return URLSafeTimedSerializer(key, salt=salt).dumps(content)


@pytest.mark.usefixtures("asked")
def test_a_token_of_this_session_is_known_the_short_way() -> None:
    assert tokens.vouches_for(str(generate_csrf()), SECRET)


@pytest.mark.usefixtures("asked")
def test_what_it_vouches_for_is_what_flask_wtf_takes() -> None:
    token = signed_by(KEY, SECRET)
    wrong = [
        signed_by("another key", SECRET),
        signed_by(KEY, SECRET, salt="another salt"),
        signed_by(KEY, ANOTHER),
        token.rpartition(".")[0],
        token[:-1],
        "." + token,
        *("", ".", "..", "một.hai.ba", "\x00"),
    ]
    for each in [token, *wrong, token + "="]:  # base64 forgives that much
        assert tokens.vouches_for(each, SECRET) == flask_wtf_takes(each) == (each not in wrong)


@pytest.mark.usefixtures("asked")
def test_every_changed_character_is_refused() -> None:
    token = str(generate_csrf())
    for at, was in enumerate(token[:-1]):  # the last one carries bits that base64 does not read
        other = "b" if was == "A" else "A"
        assert not tokens.vouches_for(token[:at] + other + token[at + 1 :], SECRET)


@pytest.mark.usefixtures("asked")
def test_a_token_of_another_session_is_refused() -> None:
    assert not tokens.vouches_for(str(generate_csrf()), ANOTHER)
    assert not tokens.vouches_for(str(generate_csrf()), '"')


@pytest.mark.usefixtures("asked")
def test_a_session_has_one_token_which_is_known_and_no_other_is() -> None:
    token = tokens.csrf_token()
    g.pop("csrf_token")  # Flask-WTF's own memory, which lasts for a request
    assert tokens.csrf_token() == token
    assert flask_wtf_takes(token)
    assert tokens.is_known(token, SECRET)
    for other in ("", "ô", token[:-1], token + "=", signed_by("another key", SECRET)):
        assert not tokens.is_known(other, SECRET)
    assert not tokens.is_known(token, ANOTHER)


@pytest.mark.usefixtures("asked")
def test_a_session_without_a_secret_gets_one_with_its_token() -> None:
    session.clear()
    token = tokens.csrf_token()
    assert tokens.is_known(token, session["csrf_token"])
    assert flask_wtf_takes(token)
