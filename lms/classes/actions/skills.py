"""Writing down what a trainer saw; when all is shown, learning is told."""

from collections.abc import Mapping
from datetime import datetime

from lms.catalogue.content import Course, Module
from lms.classes.models import Cohort, Observation
from lms.classes.queries import skills as find
from lms.classes.rules.cohorts import check_class_open
from lms.classes.rules.skills import all_shown, raised
from lms.core.db import db
from lms.learning import actions as learning


def observe(
    cohort: Cohort,
    course: Course,
    module: Module,
    levels: Mapping[tuple[int, str], int],
    observed_by: int,
    now: datetime,
) -> int:
    """Keep each level, by (person, skill), that is higher than any before it; answers how many.

    Sending the same form twice adds nothing the second time.
    """
    check_class_open(cohort.closed_at)
    people = {person_id for person_id, _skill in levels}
    before = find.best_of(people, course.slug, module.slug)
    seen: dict[int, dict[str, int]] = {
        person_id: {skill: level for (_module, skill), level in before.get(person_id, {}).items()}
        for person_id in people
    }
    changed: set[int] = set()
    written = 0
    for (person_id, skill), level in levels.items():
        if not raised(seen[person_id].get(skill, 0), level):
            continue
        seen[person_id][skill] = level
        changed.add(person_id)
        written += 1
        db.session.add(
            Observation(
                cohort_id=cohort.id,
                person_id=person_id,
                course=course.slug,
                module=module.slug,
                skill=skill,
                level=level,
                observed_by=observed_by,
                observed_at=now,
            )
        )
    db.session.flush()
    for person_id in sorted(changed):
        if all_shown(module, seen[person_id]):
            learning.note_skills_met(person_id, course, module.slug, now)
    return written
