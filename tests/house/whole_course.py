"""The courses of this house, published as they stand, and the addresses of their pages."""

from collections.abc import Iterator
from contextlib import contextmanager

from lms.catalogue import actions, shelf
from lms.core import clock
from lms.core.db import db
from tests.servers import ROOT, SqliteDatabase
from tests.world import World, build


@contextmanager
def published() -> Iterator[tuple[World, SqliteDatabase]]:
    from lms.catalogue.authoring.courses import read_whole

    database = SqliteDatabase()
    app = database.fresh()
    with app.app_context():
        world = build(app)
        documents = []
        for folder in sorted((ROOT / "courses").iterdir()):
            if (folder / "course.yaml").exists():
                document, pictures = read_whole(folder)
                actions.keep_pictures(pictures)
                documents.append(document)
        actions.publish(documents, clock.now())
        db.session.commit()
        shelf.forget()
    yield world, database
    database.stop()


def steps(database: SqliteDatabase) -> list[str]:
    """Every step of every lesson."""
    with database.app.app_context():
        return [
            f"/learn/{course.slug}/{module.slug}/{lesson.slug}/{number}"
            for course in shelf.courses()
            for module, lesson in course.lessons()
            for number in range(1, len(lesson.steps) + 1)
        ]


def covers(database: SqliteDatabase) -> list[str]:
    """What leads to the lessons: courses, modules, and each lesson's page for everybody."""
    with database.app.app_context():
        courses = shelf.courses()
        modules = [(course, module) for course in courses for module in course.modules]
        return [
            "/learn/",
            *(f"/learn/{course.slug}/" for course in courses),
            *(f"/learn/{course.slug}/{module.slug}/" for course, module in modules),
            *(
                f"/lessons/{course.slug}/{module.slug}/{lesson.slug}"
                for course, module in modules
                for lesson in module.lessons
            ),
        ]
