"""The pictures of a module: its folder `pictures`, cleaned, each named by what it holds."""

import hashlib
from pathlib import Path
from typing import Any

from lms.catalogue.authoring.sources import Desk, Source
from lms.catalogue.authoring.svg import cleaned

FOLDER = "pictures"
LARGEST = 8 * 1024


def read_pictures(desk: Desk, folder: Path, used: set[str]) -> dict[str, str]:
    """File to the name it is published under, of all that can be shown; everything else is noted."""
    names = {}
    here = folder / FOLDER
    for path in sorted(here.iterdir()) if here.is_dir() else []:
        if path.name.startswith("."):
            continue
        if path.suffix != ".svg" or not path.is_file():
            _complain(desk, path, "only SVG pictures (.svg) stand in this folder")
            continue
        if path.name not in used:
            _complain(desk, path, "no question of this module shows this picture")
        picture = _read(desk, path)
        if picture is not None:
            name = names[path.name] = published_name(picture)
            desk.pictures[name] = picture
    return names


def pictures_named(value: Any) -> set[str]:
    """The pictures that a bank's file speaks of, be the rest of it right or wrong."""
    entries = value if isinstance(value, list) else []
    return {str(entry["picture"]) for entry in entries if isinstance(entry, dict) and "picture" in entry}


def published_name(picture: bytes) -> str:
    return hashlib.sha256(picture).hexdigest()[:32] + ".svg"


def _read(desk: Desk, path: Path) -> bytes | None:
    size = path.stat().st_size
    if size > LARGEST:
        _complain(desk, path, f"this picture has {size} bytes; at most {LARGEST} reach a phone quickly")
        return None
    opened = desk.open(path)
    return cleaned(*opened) if opened else None


def _complain(desk: Desk, path: Path, message: str) -> None:
    Source(str(path.relative_to(desk.root.parent)), desk.problems).complain(message, line=0)
