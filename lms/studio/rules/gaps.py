"""Translations that are missing, or older than the original they were made from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lms.studio.rules.lessons import taken_apart

ORIGINAL = "vi"


@dataclass(frozen=True, slots=True)
class Gap:
    """`why`: "missing" (no file), "empty" (steps without text), "fewer" (other number of steps), "older"."""

    module: str
    lesson: str
    language: str
    why: str


def lesson_gaps(
    module: str,
    lessons: Sequence[str],
    languages: Sequence[str],
    files: Mapping[str, bytes],
    changed: Mapping[str, datetime],
) -> Iterator[Gap]:
    """What a module's lessons lack. `changed` says when a file was last saved in the draft, if ever."""
    for lesson in lessons:
        original = f"{module}/{lesson}.{ORIGINAL}.md"
        steps = _steps(files.get(original))
        for language in languages:
            path = f"{module}/{lesson}.{language}.md"
            own = _steps(files.get(path))
            why = ""
            if path not in files:
                why = "missing"
            elif not own or any(not step["text"].strip() or not step["title"] for step in own):
                why = "empty"
            elif len(own) != len(steps):
                why = "fewer"
            elif language != ORIGINAL and _is_older(changed.get(path), changed.get(original)):
                why = "older"
            if why:
                yield Gap(module, lesson, language, why)


def _is_older(translation: datetime | None, original: datetime | None) -> bool:
    """A file that was not saved in this draft is as old as the edition it began with."""
    return original is not None and (translation is None or translation < original)


def _steps(body: bytes | None) -> list[dict[str, str]]:
    return taken_apart(body.decode(errors="replace")).steps if body else []
