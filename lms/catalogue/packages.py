"""A course's files in one zip: kept with its edition, taken along, and brought in again.

The same files always make the same bytes, so two packages are alike when their bytes are.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, bytes]
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_NAMES = re.compile(
    rf"course\.yaml|facts\.yaml|{_SLUG}/(?:module\.yaml|questions\.yaml|{_SLUG}\.(?:vi|en|fr)\.md"
    rf"|pictures/{_SLUG}\.(?:svg|webp))",
    re.ASCII,
)
_LONGEST = 200


def is_name(path: str) -> bool:
    """Whether a course has a file of this name, seen from its folder."""
    return len(path) <= _LONGEST and bool(_NAMES.fullmatch(path))


def files_in(folder: Path) -> dict[str, bytes]:
    """The files of the course in this folder by their path in it."""
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
    return {name: path.read_bytes() for name, path in paths.items() if is_name(name) and path.is_file()}


def packed(files: Files, folder: str = "") -> bytes:
    """The zip of these files, inside a folder of this name when one is given."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{path}" if folder else path, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, files[path], zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()


def opened(package: bytes) -> dict[str, bytes]:
    """The files of a package that we made ourselves."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
