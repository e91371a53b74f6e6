"""A draft's files as `courses check` sees them, and as learners will."""

import hashlib
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lms.catalogue.problems import Problem
from lms.core.recent import Recent

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Checked:
    """The document that could be published, or everything that stands in its way; advice stands in nobody's."""

    document: dict[str, Any] | None
    pictures: dict[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    advice: tuple[Problem, ...] = ()


_known: Recent[str, Checked] = Recent(16)


def checked(slug: str, files: Files) -> Checked:
    """What becomes of these files as the course of this name; the same files are looked at once."""
    digest = hashlib.sha256(slug.encode())
    for path in sorted(files):
        digest.update(f"\0{path}\0{len(files[path])}\0".encode() + files[path])
    name = digest.hexdigest()
    found = _known.recall(name)
    if found is None:
        found = _known[name] = _looked_at(slug, files)
    return found


def _looked_at(slug: str, files: Files) -> Checked:
    # Imported here: the course's checker stays out of every process that serves pages.
    from lms.catalogue.authoring.courses import look_through

    with tempfile.TemporaryDirectory(prefix="lms-draft-") as place:
        folder = Path(place) / slug
        for path, body in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(body)
        document, desk = look_through(folder)
    advice = _within(slug, desk.advice)
    if desk.problems:
        return Checked(None, problems=_within(slug, desk.problems), advice=advice)
    return Checked(document, desk.pictures, advice=advice)


def _within(slug: str, found: Iterable[Problem]) -> tuple[Problem, ...]:
    """In order and each once, with the files' names as the draft has them."""
    return tuple(replace(each, file=each.file.removeprefix(f"{slug}/")) for each in sorted(set(found)))
