"""Whether a start has anything to prepare: the second start of the same version should only serve."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from lms.core.db import db

FILE = "started"


def fingerprint(courses: Path, migrations: Path, database: str) -> str:
    """Changes when content, tables or the database do."""
    digest = hashlib.sha256(database.encode())
    for path in sorted(_files(courses, migrations)):
        digest.update(str(path).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")


def is_prepared(folder: Path, mark: str) -> bool:
    """Whether this very version was prepared here before, and its database is still there."""
    kept = folder / FILE
    if not kept.exists() or kept.read_text() != mark:
        return False
    return sa.inspect(db.engine).has_table("alembic_version")


def remember(folder: Path, mark: str) -> None:
    (folder / FILE).write_text(mark)
