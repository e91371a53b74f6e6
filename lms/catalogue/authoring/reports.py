"""What `courses check --review` and `--words` print: one line a finding, totals last."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from lms.catalogue.authoring.courses import course_folders, look_through
from lms.catalogue.authoring.readability import Measure
from lms.catalogue.authoring.sources import Desk

OLD = timedelta(days=365)


def looked_through(path: Path) -> list[tuple[dict[str, Any], Desk]]:
    """Every course at or in this path: its document, empty when anything is wrong, and what was found.

    Raises:
        BadCourse: there is none.
    """
    return [look_through(folder) for folder in course_folders(path)]


def advice_lines(found: Iterable[Desk]) -> Iterator[str]:
    """What would read better otherwise, in order, each with its file and line."""
    for each in sorted({each for desk in found for each in desk.advice}):
        yield f"advice: {each}"


def review_lines(found: Iterable[Desk], today: date) -> Iterator[str]:
    """The points left open, then whatever was last compared with its source more than a year ago."""
    notes = sorted(note for desk in found for note in desk.notes)
    still_open = [note for note in notes if note.checked is None]
    old = [note for note in notes if note.checked is not None and _is_old(note.checked, today)]
    for note in still_open:
        yield f"{note.file}:{note.line}: {note.words}"
    for note in old:
        yield f"{note.file}:{note.line}: last compared on {note.checked}: {note.words}"
    yield f"{len(still_open)} points left open, {len(old)} of {len(notes) - len(still_open)} sources older than a year"


def _is_old(day: str, today: date) -> bool:
    try:
        return today - date.fromisoformat(day) > OLD
    except ValueError:
        return True  # a day that no calendar has was never compared


def word_lines(found: Iterable[Desk]) -> Iterator[str]:
    """How long the sentences of each lesson are and how easily they read, then the same a language."""
    measures = sorted((each for desk in found for each in desk.measures), key=lambda each: each.file)
    width = max((len(each.file) for each in measures), default=0)
    for each in measures:
        yield _row(each.file.ljust(width), each.sentences, each.mean, each.longest, each.ease)
    for language in sorted({each.language for each in measures}):
        yield _total([each for each in measures if each.language == language], language.ljust(width))


def _total(measures: Sequence[Measure], name: str) -> str:
    sentences = sum(each.sentences for each in measures)
    words = sum(each.words for each in measures)
    eases = [each.ease for each in measures if each.ease is not None]
    ease = sum(eases) / len(eases) if eases else None
    return _row(
        name, sentences, words / sentences if sentences else 0.0, max(m.longest for m in measures), ease
    )


def _row(name: str, sentences: int, mean: float, longest: int, ease: float | None) -> str:
    said = f", ease {ease:.0f}" if ease is not None else ""
    return f"{name}  {sentences} sentences, mean {mean:.1f}, longest {longest}{said}"
