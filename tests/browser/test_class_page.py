"""The meetings on a class's page: words on the left, what can be done beside or under them, nothing in between."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Locator

from lms.classes.models import Kind, MeetingState, Mode
from lms.core import clock
from tests.browser.conftest import Walk
from tests.classes import make
from tests.world import World

pytestmark = pytest.mark.browser
LONG = "Nhà sinh hoạt cộng đồng thôn Lãnh Vân – Nà Pá, xã Xuân Lãnh (cạnh Trường Tiểu học số 2 Phú Mỡ)"
GUESTS = "Trung úy Nguyễn Văn Hùng, Công an xã Xuân Lãnh; chị Lê Thị Mai, Ngân hàng Chính sách xã hội"


def class_with_every_kind_of_meeting(app: Flask, world: World) -> str:
    with app.app_context():
        cohort, now, day = make.cohort(world), clock.now(), timedelta(days=1)
        make.member(cohort, world.people["hoa"])
        make.meeting(cohort, 1, now - 9 * day, state=MeetingState.CONFIRMED, head_count=0, place=LONG)
        make.meeting(cohort, 2, now - 8 * day, state=MeetingState.CANCELLED)
        make.meeting(cohort, 3, now - timedelta(minutes=9), speakers=GUESTS, place=LONG, mode=Mode.HYBRID)
        make.meeting(cohort, 14, now + 30 * day, kind=Kind.VISIT, place=LONG, mode=Mode.HYBRID)
        make.meeting(cohort, 15, now + 31 * day, state=MeetingState.CANCELLED, place=LONG)
        return f"/classes/{cohort.id}"


def boxes(inside: Locator) -> list[dict[str, float]]:
    return [box for each in inside.all() if (box := each.bounding_box())]


@pytest.mark.parametrize("language", ["vi", "fr", "en"])
def test_each_meeting_stands_in_its_row(
    app: Flask, world: World, walk: Callable[..., Walk], language: str
) -> None:
    page = class_with_every_kind_of_meeting(app, world)
    for width in (360, 768, 1280):
        lan = walk(width, world.people["lan"], staff=True, language=language).visit(page).sees(LONG)
        rows = lan.page.locator(".meetings > li").all()
        assert len(rows) == 5
        for row in rows:
            [words], deeds = boxes(row.locator(".facts")), boxes(row.locator(".deeds .button"))
            assert deeds
            assert len({deed["y"] for deed in deeds}) == 1, "all that can be done stands in one line"
            [place] = boxes(row)
            assert max(deed["x"] + deed["width"] for deed in deeds) <= place["x"] + place["width"] + 1
            under = deeds[0]["y"] >= words["y"] + words["height"]
            beside = deeds[0]["x"] >= words["x"] + words["width"] and deeds[0]["y"] - place["y"] < 20
            assert under if width == 360 else beside


def test_nothing_else_on_the_page_leaves_its_button(
    app: Flask, world: World, walk: Callable[..., Walk]
) -> None:
    page = class_with_every_kind_of_meeting(app, world)
    for language in ("vi", "fr"):
        lan = walk(360, world.people["lan"], staff=True, language=language).visit(page)
        overflowing = "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.innerText)"
        assert lan.page.locator("main .button").evaluate_all(overflowing) == []
