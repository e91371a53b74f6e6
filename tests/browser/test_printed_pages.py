"""What the browser prints of a page: its words on as many sheets as they need, and no sheet without any."""

import io
from collections.abc import Callable

import pytest
from flask import Flask
from pypdf import PdfReader

from tests.browser.conftest import Walk
from tests.browser.evening import class_of
from tests.classes import make
from tests.world import World

pytestmark = pytest.mark.browser


def sheets(of: Walk, path: str, landscape: bool = False) -> list[str]:
    """The words on each sheet; paper and margins are those of our style sheet unless it lies on its side."""
    of.visit(path)
    made = of.page.pdf(landscape=landscape, prefer_css_page_size=not landscape)
    return [sheet.extract_text().strip() for sheet in PdfReader(io.BytesIO(made)).pages]


@pytest.mark.parametrize("landscape", [False, True])
def test_a_short_page_is_one_sheet(world: World, walk: Callable[..., Walk], landscape: bool) -> None:
    lan = walk(1280, world.people["lan"], staff=True)
    for path in ("/account", "/reports/", "/consent", f"/people/{world.people['hoa']}"):
        assert len(sheets(lan, path, landscape)) == 1, path


def test_a_long_page_ends_with_words(app: Flask, world: World, walk: Callable[..., Walk]) -> None:
    meeting = class_of(app, world, "hoa", "minh")
    with app.app_context():
        cohort = make.cohort(world, name="Lớp đông")
        make.members(world, cohort, 40)
        full = cohort.id
    lan = walk(1280, world.people["lan"], staff=True)
    printed = sheets(lan, f"/classes/{full}")
    assert len(printed) > 1
    assert all(printed)
    assert "Học Viên 39" in " ".join(" ".join(printed).split())
    assert all(sheets(lan, f"/meetings/{meeting}/register"))
