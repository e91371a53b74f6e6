"""Drafts for tests: a small course that passes the check, taken in as a zip."""

import io
from typing import Any

from lms.catalogue.packages import packed
from lms.core.access import Role
from tests.catalogue.writing import FILES
from tests.reader import Reader
from tests.world import grant, person

LESSON = "an-toan/mat-khau"


def zipped(folder: str = "khoa-moi", **changed: str | bytes | None) -> bytes:
    """The zip of the small course; `changed` replaces files, None leaves one out."""
    files = {name: text for name, text in (FILES | changed).items() if text is not None}
    return packed(
        {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}, folder
    )


def upload(reader: Reader, content: bytes, unit: int, expect: int = 200) -> Reader:
    return reader.visit("/studio/upload").press(
        "Begin", expect, file=(io.BytesIO(content), "khoa.zip"), unit=str(unit)
    )


def drafted(
    read_as: Any, world: Any, who: str = "author", place: str = "commune", **changed: Any
) -> tuple[Reader, int]:
    """A reader with a draft of the small course open, and the draft's id."""
    reader = read_as(world.people[who], staff=True)
    upload(reader, zipped(**changed), world.units[place])
    return reader, int(reader.path.rpartition("/")[2])


def two_authors(read_as: Any, world: Any, app: Any) -> tuple[Reader, Reader, int]:
    """Tác and Bích, both authors of the commune, and the id of the draft they share."""
    tac, draft = drafted(read_as, world)
    with app.app_context():
        other = person("Lê Thị Bích", world.units["commune"], 1992).id
        grant(other, Role.AUTHOR, world.units["commune"])
    return tac, read_as(other, staff=True), draft


def lesson_at(draft: int, language: str = "vi") -> str:
    return f"/studio/{draft}/modules/an-toan/lessons/mat-khau/{language}"
