"""A draft's files as `courses check` sees them, and as learners will."""

import hashlib
import tempfile
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lms.catalogue.problems import BadCourse, Problem

Files = Mapping[str, bytes]
_REMEMBERED = 16
_known: OrderedDict[str, "Checked"] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Checked:
    """The document that could be published, or everything that stands in its way."""

    document: dict[str, Any] | None
    pictures: dict[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def checked(slug: str, files: Files) -> Checked:
    """What becomes of these files as the course of this name; the same files are looked at once."""
    digest = hashlib.sha256(slug.encode())
    for path in sorted(files):
        digest.update(f"\0{path}\0{len(files[path])}\0".encode() + files[path])
    name = digest.hexdigest()
    if name not in _known:
        _known[name] = _looked_at(slug, files)
        if len(_known) > _REMEMBERED:
            _known.popitem(last=False)
    return _known[name]


def _looked_at(slug: str, files: Files) -> Checked:
    # Imported here: the course's checker stays out of every process that serves pages.
    from lms.catalogue.authoring.courses import read_whole

    with tempfile.TemporaryDirectory(prefix="lms-draft-") as place:
        folder = Path(place) / slug
        for path, body in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(body)
        try:
            return Checked(*read_whole(folder))
        except BadCourse as bad:
            problems = (Problem(each.file.removeprefix(f"{slug}/"), *_rest(each)) for each in bad.problems)
            return Checked(None, problems=tuple(problems))


def _rest(problem: Problem) -> tuple[int, str, str]:
    return problem.line, problem.field, problem.message
