"""A class of some people, and what stands on its papers, for tests."""

import io
from types import SimpleNamespace
from typing import Any

from flask import Flask
from pypdf import PdfReader

from lms.people.models import Person
from tests.classes import make
from tests.world import World, person

# Letters with two marks, letters of minorities' names, long names: all must be read on paper.
NAMES = (
    "Nguyễn Thị Ẫm",
    "Đặng Văn Ễnh",
    "Hoàng Thị Kim Ngưỡng",
    "Y Thuột Niê Kđăm",
    "H'Blơm Ayŭn",
    "Vũ Đức Ổn",
    "Rơ Châm H'Yéo",
    "Nguyễn Phúc Bảo Long Vĩnh Thụy Công Tằng Tôn Nữ Huyền Trân",
)


def class_of(app: Flask, world: World, people: int = 3, meetings: int = 4, **more: Any) -> SimpleNamespace:
    """Lan's class with Hoa and as many others: ids, not objects."""
    with app.app_context():
        cohort = make.cohort(world, **more)
        held = make.meetings(cohort, meetings)
        ids = [make.member(cohort, world.people["hoa"])]
        for n in range(people - 1):
            name = NAMES[n] if n < len(NAMES) else f"Trần Thị Phượng {n:02}"
            ids.append(make.member(cohort, person(name, world.units["village"], 1950 + n % 30).id))
        names = [each.name for each in Person.query.filter(Person.id.in_(ids))]  # type: ignore[attr-defined]
        return SimpleNamespace(
            id=cohort.id,
            path=f"/classes/{cohort.id}/papers",
            meetings=[each.id for each in held],
            people=ids,
            names=names,
            hoa=world.people["hoa"],
            lan=world.people["lan"],
        )


def sides(pdf: bytes) -> list[str]:
    """What is written on each side, blanks folded."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def outside(pdf: bytes) -> list[str]:
    """Words that begin off the paper."""
    lost: list[str] = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)

        def look(
            text: str, cm: Any, tm: Any, _font: Any, _size: Any, w: float = width, h: float = height
        ) -> None:
            x, y = (cm[n] * tm[4] + cm[n + 2] * tm[5] + cm[n + 4] for n in (0, 1))
            if text.strip() and not (0 <= x <= w and 0 <= y <= h):
                lost.append(text)

        page.extract_text(visitor_text=look)
    return lost
