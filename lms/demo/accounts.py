"""The sign-ins of the demo people: drawn at random once, kept in a file only the owner can read."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lms.demo.people import Account

FILE = "demo_accounts.json"


def keep(folder: Path, accounts: "Iterable[Account]") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with open(os.open(folder / FILE, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        json.dump([account.as_row() for account in accounts], file, ensure_ascii=False)


def kept(folder: Path) -> list[dict[str, Any]]:
    """The rows that were kept; none when no demo was loaded here."""
    path = folder / FILE
    return json.loads(path.read_text()) if path.exists() else []


def as_table(rows: Iterable[dict[str, Any]]) -> str:
    lines = [f"  {'role':<9}{'sign in':<13}{'secret':<17}{'TOTP key':<34}name, unit"]
    for row in rows:
        lines.append(
            f"  {row['role']:<9}{row['sign_in']:<13}{row['secret']:<17}{row['totp'] or '–':<34}{row['name']}, {row['unit']}"
        )
    return "\n".join(lines)
