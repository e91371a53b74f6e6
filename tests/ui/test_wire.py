"""Pages over the wire: compressed ones come out whole, however many threads answer at once."""

from concurrent.futures import ThreadPoolExecutor
from gzip import decompress as gunzip

import pytest
import zstandard
from flask import Flask, Response

from lms.ui.wire import lighten


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
