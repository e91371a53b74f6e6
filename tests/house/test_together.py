"""Many people in many threads of one process: everybody gets their own page, and gets it whole."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import zstandard

from tests.reader import Reader
from tests.world import World

pytestmark = pytest.mark.both
GREETED = {"hoa": "Hoa", "minh": "Minh", "xuan": "Xuân", "lan": "Lan", "dung": "Dũng", "an": "An"}
STAFF = {"lan", "dung", "an"}
PAGES = ("/", "/learn/thu/", "/learn/thu/thanh-toan/thanh-toan-mot/1", "/check-in/")
ROUNDS = 8


def test_nobody_sees_another_ones_page(world: World, read_as: Callable[..., Reader]) -> None:
    readers = {name: read_as(world.people[name], name in STAFF) for name in GREETED}
    begin = Barrier(len(readers))

    def looks(name: str) -> tuple[set[str], set[str]]:
        """Whom the first pages greeted, and the tokens of all forms."""
        begin.wait()
        pages = [whole(readers[name], path) for _round in range(ROUNDS) for path in PAGES]
        greeted = {
            re.findall(r"<h1[^>]*>\s*(?:Hello|Welcome,) (\w+)", page)[0] for page in pages[:: len(PAGES)]
        }
        tokens = {token for page in pages for token in re.findall(r'name="csrf_token" value="([^"]+)"', page)}
        return greeted, tokens

    with ThreadPoolExecutor(len(readers)) as threads:
        seen = dict(zip(readers, threads.map(looks, readers), strict=True))
    assert {name: greeted for name, (greeted, _) in seen.items()} == {
        name: {given} for name, given in GREETED.items()
    }
    tokens = [token for _, theirs in seen.values() for token in theirs]
    assert len(tokens) == len(set(tokens)) >= len(readers)


def whole(reader: Reader, path: str) -> str:
    answer = reader.client.get(path, headers={"Accept-Encoding": "zstd"})
    body = answer.get_data()
    if answer.headers.get("Content-Encoding") == "zstd":
        body = zstandard.decompress(body)
    page = body.decode()
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    assert page.rstrip().endswith("</html>"), f"{path}: {page[-80:]!r}"
    return page
