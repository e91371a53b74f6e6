"""An official's way from the country's rates down to one person, and what they take along or change."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from python_calamine import CalamineWorkbook

from lms.classes.actions import members
from lms.classes.models import Cohort
from lms.core import clock
from lms.core.db import db
from lms.people.actions import add_person
from tests.browser.conftest import WIDTHS, Walk
from tests.certificates.earned import complete
from tests.people.secrets_of import PASSWORD, code_now, give_password
from tests.reports.history import adults
from tests.world import World, save

pytestmark = pytest.mark.browser


@pytest.fixture
def learned(app: Flask, world: World) -> World:
    """Hoa completed the course and Minh one skill of it; Sáu of their class has only begun."""
    with app.app_context():
        now, village = clock.now(), world.units["village"]
        sau = add_person("Võ Thị Sáu", 1963, village, now).id
        cohort = save(
            Cohort(
                unit_id=village,
                course=world.course,
                modules=[],
                name="Lớp tối thứ Ba",
                place="Nhà văn hóa",
                capacity=30,
                created_at=now,
                created_by=world.people["lan"],
            )
        )
        for person_id in (world.people["hoa"], world.people["minh"], sau):
            members.join(cohort.id, world.course, person_id, now)
        db.session.commit()
        complete(world, "hoa", "thanh-toan", "an-toan")
        complete(world, "minh", "thanh-toan")
        adults(world.units["commune"], 6204)
        adults(village, 812)
    give_password(app, world.people["an"])
    return world


@pytest.mark.parametrize("width", WIDTHS)
def test_an_official_goes_from_the_country_to_one_person(
    learned: World, walk: Callable[..., Walk], width: int
) -> None:
    an = walk(width)
    sign_in(an)
    an.follow("Completion rates").sees("Việt Nam: completion rates")
    an.follow("Tỉnh Đắk Lắk").follow("Xã Xuân Lãnh").sees("of 6,204 adults (Sổ xã, 6/2026)")
    an.follow("Who is missing").sees("Cao Đức Minh").sees("Võ Thị Sáu")
    assert "Bùi Thị Hoa" not in an.page.inner_text("main")
    an.follow("Xã Xuân Lãnh").follow("Thôn Lãnh Vân").sees("Bùi Thị Hoa")
    an.follow("Lớp tối thứ Ba").sees("Lớp tối thứ Ba")
    an.follow("Bùi Thị Hoa").sees("0912000001")


@pytest.mark.parametrize("width", WIDTHS)
def test_what_an_official_takes_along_says_what_the_page_says(
    learned: World, walk: Callable[..., Walk], width: int
) -> None:
    an = walk(width)
    sign_in(an)
    an.visit("/reports/22045")
    shown = figures_on(an)
    assert shown["Thôn Lãnh Vân"] == [812, 3, 67, 33, 1]

    head, *rows = CalamineWorkbook.from_path(taken(an, "Excel")).get_sheet_by_index(0).to_python()
    assert figures_in(head, rows, set(shown)) == shown
    head, *rows = csv.reader(io.StringIO(taken(an, "CSV").read_text("utf-8-sig")))
    assert figures_in(head, rows, set(shown)) == shown

    an.page.emulate_media(media="print")
    assert not an.page.locator("header").is_visible()
    assert an.page.get_by_text("Thôn Lãnh Vân").is_visible()
    paper = Image.open(io.BytesIO(an.page.screenshot(full_page=True)))
    assert len(paper.getcolors(1 << 24)) > 20, "an empty sheet"


@pytest.mark.parametrize("width", WIDTHS)
def test_an_official_sets_a_target_and_revokes_a_certificate(
    learned: World, walk: Callable[..., Walk], width: int
) -> None:
    an = walk(width)
    sign_in(an)
    an.visit("/reports/22045").follow("Set a target")
    an.type("Per cent of adults", "80").press("Keep the target").sees("Choose the day.")
    an.type("By which day", str(clock.today() + timedelta(days=90))).press("Keep the target")
    an.sees("The target is set.").sees("Target: 80 % by")

    an.follow("Certificates").follow("Bùi Thị Hoa").follow("Revoke this certificate")
    serial = an.page.url.split("/")[-2]
    stranger = walk(width).visit(f"/verify/{serial}").sees("This certificate is valid")
    an.press("Revoke for good").sees("Write why, in a few words.")
    an.type("Why is it revoked?", "Somebody else took the quiz").press("Revoke for good")
    an.sees("Reason: Somebody else took the quiz")
    stranger.visit(f"/verify/{serial}").sees("This certificate was revoked")
    assert "Somebody else" not in stranger.page.content()


def sign_in(an: Walk) -> None:
    an.visit("/").follow("Sign in for trainers and officials")
    an.type("Phone number", "0912 000 005").type("Password", PASSWORD)
    an.type("Code", "000000").press("Sign in").sees("is not right")
    an.type("Password", PASSWORD).type("Code", code_now()).press("Sign in").sees("Welcome, An")


def figures_on(an: Walk) -> dict[str, list[int | None]]:
    """The rows of the page's table by name."""
    _head, *rows = an.page.eval_on_selector_all(
        ".figures tr", "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"
    )
    return {name: [number(cell) for cell in cells] for name, *cells in rows}


def figures_in(head: list[Any], rows: list[list[Any]], names: set[str]) -> dict[str, list[int | None]]:
    """The rows of a sheet as the page shows them: no codes, shares instead of counts."""
    left_out = (
        "Code",
        ": completed",
        "Completed all: per cent of enrolled",
        "Completed all: per cent of adults",
    )
    columns = [at for at, words in enumerate(head) if at and not words.endswith(left_out)]
    return {row[0]: [number(str(row[at])) for at in columns] for row in rows if row and row[0] in names}


def number(cell: str) -> int | None:
    digits = cell.removesuffix(".0").replace(",", "").rstrip("%\N{NO-BREAK SPACE} ")
    return int(digits) if digits not in ("", "–") else None


def taken(an: Walk, kind: str) -> Path:
    with an.page.expect_download() as started:
        an.page.get_by_role("link", name=kind).click()
    return Path(started.value.path())
