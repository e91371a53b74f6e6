"""The small course with all that a course may have beside its required modules: a track, an extra module, two paths."""

import copy
import json
from typing import Any

from flask import Flask

from lms.catalogue import shelf
from lms.catalogue.content import Course
from lms.core import clock
from lms.learning import actions
from tests.course_document import COURSE, text
from tests.world import World, publish

PAY, SAFE, STATE, OFFICE, HELP = "thanh-toan", "an-toan", "nha-nuoc", "cong-vu", "kem"
REQUIRED = [PAY, SAFE, STATE]
OFFICIALS, COACH = "can-bo", "hat-nhan"
PATHS = {OFFICIALS: [PAY, OFFICE], COACH: [SAFE, HELP]}


def _module_like(slug: str, competency: int, **more: Any) -> dict[str, Any]:
    written = json.dumps(COURSE["modules"][1], ensure_ascii=False).replace("an-toan", slug)
    return {**json.loads(written), "competency": competency, **more}


def document() -> dict[str, Any]:
    """A later edition of the small course: `nha-nuoc` has a track for officials, `kem` is extra."""
    made = copy.deepcopy(COURSE)
    made["modules"] += [
        _module_like(STATE, 5),
        _module_like(OFFICE, 5, instead_of=STATE),
        _module_like(HELP, 4, extra=True),
    ]
    made["paths"] = [
        {
            "id": OFFICIALS,
            "title": text("Chương trình cán bộ"),
            "summary": text("Cho cán bộ xã."),
            "modules": PATHS[OFFICIALS],
        },
        {
            "id": COACH,
            "title": text("Trở thành hạt nhân"),
            "summary": text("Cho người kèm bà con."),
            "modules": PATHS[COACH],
        },
    ]
    return made


def publish_in(app: Flask, world: World) -> World:
    """The world with this edition on its shelf."""
    with app.app_context():
        world.edition = publish(document())
    return world


def complete_among(modules: set[str]) -> set[str]:
    """What is complete when these modules were learned: the names of modules and paths, "" for the course."""
    whole = modules | ({STATE} if OFFICE in modules else set())
    paths = {path for path, wanted in PATHS.items() if whole >= set(wanted)}
    return whole | paths | ({""} if whole >= set(REQUIRED) else set())


def course() -> Course:
    return shelf.course(COURSE["slug"])


def complete(who: int, *modules: str) -> None:
    """Learn these modules, by oneself."""
    for slug in modules:
        for lesson in course().module_by_slug[slug].lessons:
            actions.finish_lesson(who, course(), slug, lesson.slug, clock.now())
        actions.note_quiz(who, course(), slug, 90, True, clock.now())


def follow(who: int, path: str | None) -> None:
    actions.follow(who, course(), path, clock.now())
