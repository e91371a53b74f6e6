"""Whether a start has anything to prepare: the second start of the same version should only serve.

Imports nothing that is slow to import; the settings are `config.Settings`.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

FILE = "started"
ACCOUNTS = "demo_accounts.json"
MIGRATIONS = Path(__file__).parents[2] / "migrations" / "versions"


class Settings(Protocol):
    """The settings that matter here."""

    @property
    def DATA_DIR(self) -> str: ...  # noqa: N802  the name of the setting
    @property
    def COURSES_DIR(self) -> str: ...  # noqa: N802
    @property
    def SQLALCHEMY_DATABASE_URI(self) -> str: ...  # noqa: N802
    @property
    def HOST(self) -> str: ...  # noqa: N802
    @property
    def PORT(self) -> int: ...  # noqa: N802


def _fingerprint(settings: Settings) -> str:
    """Changes when content, tables or the database do."""
    digest = hashlib.sha256(settings.SQLALCHEMY_DATABASE_URI.encode())
    for path in sorted(_files(Path(settings.COURSES_DIR), MIGRATIONS)):
        digest.update(str(path).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")


def is_prepared(settings: Settings) -> bool:
    """Whether this very version was prepared here before, and an embedded database is still there."""
    kept = Path(settings.DATA_DIR) / FILE
    if not kept.exists() or kept.read_text() != _fingerprint(settings):
        return False
    scheme, _, file = settings.SQLALCHEMY_DATABASE_URI.partition(":///")
    return scheme != "sqlite" or Path(file).exists()


def remember(settings: Settings) -> None:
    (Path(settings.DATA_DIR) / FILE).write_text(_fingerprint(settings))


def welcome(settings: Settings) -> str:
    """Where to go, and as whom."""
    path = Path(settings.DATA_DIR) / ACCOUNTS
    lines = ["", f"  http://{settings.HOST}:{settings.PORT}", ""]
    if path.exists():
        lines.append(f"  {'role':<9}{'sign in':<13}{'secret':<17}{'TOTP key':<34}name, unit")
        for row in json.loads(path.read_text()):
            totp = row["totp"] or "–"
            lines.append(
                f"  {row['role']:<9}{row['sign_in']:<13}{row['secret']:<17}{totp:<34}{row['name']}, {row['unit']}"
            )
    return "\n".join([*lines, ""])
