"""The sign-ins of the demo people: drawn at random once, kept in a file only the owner can read."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lms.demo.starting import ACCOUNTS

if TYPE_CHECKING:
    from lms.demo.people import Account


def keep(folder: Path, accounts: "Iterable[Account]") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with open(os.open(folder / ACCOUNTS, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        json.dump([account.as_row() for account in accounts], file, ensure_ascii=False)


def kept(folder: Path) -> list[dict[str, Any]]:
    """The rows that were kept; none when no demo was loaded here."""
    path = folder / ACCOUNTS
    return json.loads(path.read_text()) if path.exists() else []
