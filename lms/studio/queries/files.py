"""A draft's files as they are now and as they were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.catalogue.packages import opened
from lms.catalogue.queries import package
from lms.core.db import db
from lms.people.models import Person
from lms.studio.models import Draft, DraftChange, DraftCopy, DraftFile


@dataclass(frozen=True, slots=True)
class Held:
    """A file of a draft; version 0 is the edition's. `by` and `at` are None until somebody saved it."""

    path: str
    version: int
    body: bytes | None
    by: int | None = None
    at: datetime | None = None

    @property
    def text(self) -> str:
        return (self.body or b"").decode(errors="replace").replace("\r\n", "\n")


def _base(draft: Draft) -> dict[str, bytes]:
    kept = package(draft.based_on) if draft.based_on else None
    return opened(kept) if kept else {}


def files_of(draft: Draft) -> dict[str, bytes]:
    """The whole package: what was saved in the draft over what it began with."""
    files = _base(draft)
    rows = db.session.execute(sa.select(DraftFile.path, DraftFile.body).where(DraftFile.draft_id == draft.id))
    for path, body in rows:
        if body is None:
            files.pop(path, None)
        else:
            files[path] = bytes(body)
    return files


def held(draft: Draft, path: str) -> Held:
    """The file as it is now; without a body when there is none."""
    row = db.session.get(DraftFile, (draft.id, path), populate_existing=True)
    if row is not None:
        body = None if row.body is None else bytes(row.body)
        return Held(path, row.version, body, row.changed_by, row.changed_at)
    return Held(path, 0, _base(draft).get(path))


def version_of(draft: Draft, path: str, version: int) -> bytes | None:
    """The file's body as it was saved under this number; None when it was not there."""
    if version <= 0:
        return _base(draft).get(path)
    body = db.session.scalar(
        sa.select(DraftChange.body).where(
            DraftChange.draft_id == draft.id, DraftChange.path == path, DraftChange.version == version
        )
    )
    return None if body is None else bytes(body)


def saved_at(draft: Draft) -> dict[str, datetime]:
    """When each file of the draft was last saved; those never touched are left out."""
    rows = db.session.execute(
        sa.select(DraftFile.path, DraftFile.changed_at).where(DraftFile.draft_id == draft.id)
    )
    return {row.path: row.changed_at for row in rows}


def changes_of(draft: Draft, path: str = "", limit: int = 200) -> Sequence[Any]:
    """(path, version, removed, changed_at, name) of everything saved, the newest first."""
    wanted = (
        sa.select(
            DraftChange.path,
            DraftChange.version,
            DraftChange.body.is_(None).label("removed"),
            DraftChange.changed_at,
            Person.name,
        )
        .join(Person, Person.id == DraftChange.changed_by)
        .where(DraftChange.draft_id == draft.id)
        .order_by(DraftChange.id.desc())
        .limit(limit)
    )
    return db.session.execute(wanted.where(DraftChange.path == path) if path else wanted).all()


def copy_of(draft_id: int, place: str, person_id: int) -> DraftCopy | None:
    """What this person typed into this page and did not save."""
    return db.session.get(DraftCopy, (draft_id, place, person_id), populate_existing=True)


def copies_of(draft_id: int, person_id: int) -> Sequence[Any]:
    """(place, kept_at) of everything this person typed into the draft and did not save."""
    return db.session.execute(
        sa.select(DraftCopy.place, DraftCopy.kept_at)
        .where(DraftCopy.draft_id == draft_id, DraftCopy.person_id == person_id)
        .order_by(DraftCopy.kept_at.desc())
    ).all()
