"""Pages over the wire: compressed ones come out whole, however many threads answer at once."""

from concurrent.futures import ThreadPoolExecutor
from gzip import decompress as gunzip
from typing import Any
from unittest.mock import ANY

import pytest
import zstandard
from flask import Flask, Response

from lms.ui.wire import Answer, lighten, see_other


def unpacked(response: Response) -> str:
    body, encoding = response.get_data(), response.headers.get("Content-Encoding")
    if encoding == "zstd":
        return zstandard.decompress(body).decode()
    return (gunzip(body) if encoding == "gzip" else body).decode()


@pytest.mark.parametrize("encoding", ["zstd", "gzip"])
def test_many_threads_spoil_no_page(encoding: str) -> None:
    app = Flask(__name__)
    pages = ["".join(f"<p>{n * n} người học thứ {m}</p>" for m in range(2000)) for n in range(40)]

    def sent(page: str) -> Response:
        with app.test_request_context(headers={"Accept-Encoding": encoding}):
            return lighten(Response(page, mimetype="text/html"))

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(sent, pages * 5))
    assert {answer.headers["Content-Encoding"] for answer in answers} == {encoding}
    assert [unpacked(answer) for answer in answers] == pages * 5


@pytest.mark.parametrize(
    ("page", "kind", "accepted"),
    [("short", "text/html", "zstd"), ("x" * 9000, "image/png", "zstd"), ("x" * 9000, "text/html", "br")],
)
def test_what_would_gain_nothing_is_left_as_it_is(page: str, kind: str, accepted: str) -> None:
    with Flask(__name__).test_request_context(headers={"Accept-Encoding": accepted}):
        answer = lighten(Response(page, mimetype=kind))
    assert "Content-Encoding" not in answer.headers
    assert unpacked(answer) == page


def handed_over(answer: Response, method: str = "GET") -> tuple[Any, dict[str, str]]:
    heads: dict[str, str] = {}
    body = answer({"REQUEST_METHOD": method}, lambda _status, headers: heads.update(headers))
    return body, heads


def test_a_page_that_lies_ready_is_handed_over_in_one_piece() -> None:
    assert handed_over(Answer("Chào bác")) == (["Chào bác".encode()], ANY)
    assert handed_over(see_other("/learn")) == ([], ANY)


def test_the_head_alone_and_nothing_new_carry_no_body() -> None:
    body, heads = handed_over(Answer("Chào bác"), "HEAD")
    assert (body, heads["Content-Length"]) == ([], "10")
    assert handed_over(Answer("Chào bác", status=304))[0] == []


def test_what_is_made_on_the_way_or_closes_afterwards_stays_as_it_is() -> None:
    closed = []
    watched = Answer("Chào bác")
    watched.call_on_close(lambda: closed.append("watched"))
    made = Answer(piece for piece in ("Chào ", "bác"))
    for answer in (watched, made):
        body, _heads = handed_over(answer)
        assert not isinstance(body, list)
        assert b"".join(body).decode() == "Chào bác"
        body.close()
    assert closed == ["watched"]


def test_the_application_answers_so(app: Flask) -> None:
    environ = app.test_request_context("/sign-in").request.environ
    assert isinstance(app.wsgi_app(environ, lambda *_head: None), list)
