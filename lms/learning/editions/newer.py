"""What a newer edition of a module brings to somebody who is in the middle of an older one."""

from dataclasses import dataclass
from datetime import datetime

from lms.catalogue.content import Course, Lesson, Module
from lms.learning.editions.held import begun_in, changes_of, edition_of
from lms.learning.progress import Progress


@dataclass(frozen=True, slots=True)
class Newer:
    """Lessons by what became of them; `quiz`: its questions are others."""

    added: tuple[Lesson, ...]
    changed: tuple[Lesson, ...]
    gone: tuple[Lesson, ...]
    quiz: bool


def newer_for(progress: Progress, module: Module, current: Course, now: datetime) -> Newer | None:
    """What the current edition brings; None for who reads it already, and where the module is no longer taught."""
    changes = changes_of(current.slug, module.slug, now)
    edition = edition_of(current, module.slug, begun_in(progress, module.slug), changes, now)
    return (
        None if edition is current else difference(edition.module(module.slug), current.module(module.slug))
    )


def difference(held: Module | None, newest: Module | None) -> Newer | None:
    """How two editions of a module differ; None where one of them is not there."""
    if held is None or newest is None:
        return None
    old, new = ({lesson.slug: lesson for lesson in module.lessons} for module in (held, newest))
    return Newer(
        added=tuple(new[slug] for slug in new if slug not in old),
        changed=tuple(new[slug] for slug in new if slug in old and new[slug] != old[slug]),
        gone=tuple(old[slug] for slug in old if slug not in new),
        quiz=held.questions != newest.questions,
    )
