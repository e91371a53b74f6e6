"""Whose words a step says, and so who may record them."""

from collections.abc import Iterable

from lms.catalogue import shelf
from lms.core.access import Asker
from lms.places.models import Unit
from lms.speech import queries as speech
from lms.studio.queries.drafts import WRITERS, home_unit


def not_to_record(asker: Asker, unit: Unit, language: str, digests: Iterable[str]) -> set[str]:
    """Those of the texts that the authors of this unit leave to others.

    A text may stand in several courses. It is left to the authors of a course of a unit above;
    and a recording that others answer for stays theirs.
    """
    wanted = set(digests)
    covered = asker.paths(*WRITERS)
    left = set()
    for course in shelf.courses():
        said = {
            step.digest.get(language, "") for _module, lesson in course.lessons() for step in lesson.steps
        }
        if not said & wanted:
            continue
        home = home_unit(course.slug).path
        if unit.path.startswith(home) and not any(home.startswith(path) for path in covered):
            left |= said & wanted
    taken = speech.played(language, wanted - left)
    charge = speech.in_charge_of(asker, [row.Recording.id for row in taken.values()])
    return left | {digest for digest, row in taken.items() if row.Recording.id not in charge}
