"""The pictures of a module: its folder `pictures`, cleaned, each named by what it holds."""

import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lms.catalogue.authoring.sources import Desk, Source
from lms.catalogue.authoring.svg import cleaned, size_of

FOLDER = "pictures"
LARGEST = 8 * 1024
LARGEST_PHOTOGRAPH = 40 * 1024
WIDEST = 720


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture that can be shown: the name it is published under, and its size."""

    name: str
    width: int
    height: int


@dataclass(slots=True)
class Pictures:
    """The pictures of a module by file, and which of them lessons and questions speak of."""

    by_file: dict[str, Drawing] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def check_unused(self, desk: Desk) -> None:
        for path in self.files:
            if path.name not in self.used:
                _complain(desk, path, "no lesson and no question of this module shows this picture")


def read_pictures(desk: Desk, folder: Path) -> Pictures:
    """All of the module's pictures that can be shown; everything else is noted."""
    found = Pictures()
    here = folder / FOLDER
    for path in sorted(here.iterdir()) if here.is_dir() else []:
        if path.name.startswith("."):
            continue
        if path.suffix not in {".svg", ".webp"} or not path.is_file():
            _complain(desk, path, "only SVG pictures (.svg) and photographs (.webp) stand in this folder")
            continue
        found.files.append(path)
        read = _photograph(desk, path) if path.suffix == ".webp" else _drawing(desk, path)
        if read is not None:
            picture, size = read
            name = published_name(picture, path.suffix)
            found.by_file[path.name] = Drawing(name, *size)
            desk.pictures[name] = picture
    return found


def pictures_named(value: Any) -> set[str]:
    """The pictures that a bank's file speaks of, be the rest of it right or wrong."""
    entries = value if isinstance(value, list) else []
    return {str(entry["picture"]) for entry in entries if isinstance(entry, dict) and "picture" in entry}


def published_name(picture: bytes, ending: str = ".svg") -> str:
    return hashlib.sha256(picture).hexdigest()[:32] + ending


def _drawing(desk: Desk, path: Path) -> tuple[bytes, tuple[int, int]] | None:
    if not _is_small(desk, path, LARGEST):
        return None
    opened = desk.open(path)
    picture = cleaned(*opened) if opened else None
    return None if picture is None else (picture, size_of(picture))


def _photograph(desk: Desk, path: Path) -> tuple[bytes, tuple[int, int]] | None:
    """A photograph as the studio makes them: WebP, as wide as a phone, with nothing noted in it."""
    from PIL import Image  # only courses with photographs need it

    if not _is_small(desk, path, LARGEST_PHOTOGRAPH):
        return None
    body = path.read_bytes()
    try:
        with Image.open(io.BytesIO(body), formats=["WEBP"]) as photograph:
            size, noted = photograph.size, {"exif", "xmp", "icc_profile"} & photograph.info.keys()
            if size[0] <= WIDEST and size[1] <= 2 * WIDEST:
                photograph.load()
    except (OSError, ValueError, Image.DecompressionBombError):
        _complain(desk, path, "this cannot be read as a photograph (WebP)")
        return None
    if size[0] > WIDEST or size[1] > 2 * WIDEST:
        _complain(desk, path, f"this photograph is wider than {WIDEST} dots or higher than {2 * WIDEST}")
    elif noted:
        _complain(
            desk, path, "something is noted in this photograph, such as where it was taken: save it without"
        )
    else:
        return body, size
    return None


def _is_small(desk: Desk, path: Path, most: int) -> bool:
    size = path.stat().st_size
    if size > most:
        _complain(desk, path, f"this picture has {size} bytes; at most {most} reach a phone quickly")
    return size <= most


def _complain(desk: Desk, path: Path, message: str) -> None:
    Source(str(path.relative_to(desk.root.parent)), desk.problems).complain(message, line=0)
