"""Enrolling, learning step by step, and completing: each may be done twice without harm.

Whatever may complete a module first takes hold of the person's standing in it
(an upsert locks the row), then reads. Of two requests at the same moment, one
passing the quiz and one finishing the last lesson, the second waits, sees both
facts and completes; neither is lost.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lms.catalogue.content import Course
from lms.core.errors import Missing
from lms.learning import rules, skipping, writes
from lms.learning.models import WHOLE_COURSE, Track
from lms.learning.signals import completed, enrolled


def enrol(person_id: int, course_slug: str, now: datetime) -> None:
    """Note that a person learns a course; announced only the first time."""
    if writes.ENROL.rows(person_id=person_id, course=course_slug, enrolled_at=now):
        enrolled.send(person_id=person_id, course=course_slug, now=now)


def reach_step(
    person_id: int, course: Course, module_slug: str, lesson_slug: str, step: int, now: datetime
) -> None:
    """Note the step to resume at. One statement, except for the first step of a lesson."""
    place = {
        "of_person": person_id,
        "of_course": course.slug,
        "of_module": module_slug,
        "of_lesson": lesson_slug,
    }
    if writes.STEP_ON.change(**place, to_step=step, at=now):
        return
    enrol(person_id, course.slug, now)
    writes.LESSON_BEGUN.change(
        person_id=person_id,
        course=course.slug,
        module=module_slug,
        lesson=lesson_slug,
        step=step,
        updated_at=now,
    )


def finish_lesson(person_id: int, course: Course, module_slug: str, lesson_slug: str, now: datetime) -> None:
    """Note that a lesson was read to its end; the first time stays. Opened again, it begins at step 1."""
    enrol(person_id, course.slug, now)
    writes.LESSON_DONE.change(
        person_id=person_id,
        course=course.slug,
        module=module_slug,
        lesson=lesson_slug,
        step=1,
        updated_at=now,
        done_at=now,
    )
    _note(person_id, course, module_slug, now)


def skip_lessons(person_id: int, course: Course, modules: Sequence[str], now: datetime) -> None:
    """Count the lessons of these modules as done by somebody who showed that they need not read them.

    What was read before stays read; the quiz is still to be passed.
    """
    enrol(person_id, course.slug, now)
    for module in course.modules:
        if module.slug in modules:
            skipping.skip(person_id, course.slug, module, now)
            _note(person_id, course, module.slug, now)


def show_skipped(person_id: int, course_slug: str) -> None:
    """Take back what was skipped and not read since. What was completed stays completed."""
    skipping.show_again(person_id, course_slug)


def note_quiz(
    person_id: int, course: Course, module_slug: str, score: int, passed: bool, now: datetime
) -> None:
    """Note a quiz handed in; the best score and the first pass stay."""
    _note(person_id, course, module_slug, now, best_score=score, quiz_passed_at=now if passed else None)


def note_class_met(person_id: int, course: Course, module_slug: str, now: datetime) -> None:
    """Note that attendance reached the cohort's minimum for this module."""
    _note(person_id, course, module_slug, now, class_met_at=now)


def note_skills_met(person_id: int, course: Course, module_slug: str, now: datetime) -> None:
    """Note that every required skill was observed at level 2 or 3."""
    _note(person_id, course, module_slug, now, skills_met_at=now)


def _note(person_id: int, course: Course, module_slug: str, now: datetime, **facts: Any) -> None:
    """Add facts to a standing, and complete the module when that was all it needed."""
    module = course.module(module_slug)
    if module is None:
        raise Missing
    place = {"person_id": person_id, "course": course.slug, "module": module_slug}
    standing = writes.NOTE.rows(**place, **{**dict.fromkeys(writes.FACTS), **facts})[0]
    read = {row.lesson for row in writes.LESSONS_DONE.rows(**place)}
    done = sum(lesson.slug in read for lesson in module.lessons)
    if done == len(module.lessons) and standing.lessons_done_at is None:
        writes.ALL_LESSONS_DONE.change(standing_id=standing.id, at=now)
    track = rules.track_completing(
        rules.Shown(
            lessons=len(module.lessons),
            lessons_done=done,
            quiz_passed=standing.quiz_passed_at is not None,
            class_met=standing.class_met_at is not None,
            skills_met=rules.skills_are_met(
                any(skill.required for skill in module.skills), standing.skills_met_at is not None
            ),
        )
    )
    if track:
        _complete_module(person_id, course, module_slug, track, now)


def _complete_module(person_id: int, course: Course, module_slug: str, track: Track, now: datetime) -> None:
    """Write a module's completion once, then the course's when this was its last module.

    Everybody who completes is enrolled, so that no rate passes 100 per cent;
    the enrolment is also what two modules completed at one moment wait for.
    """
    enrol(person_id, course.slug, now)
    writes.HOLD_ENROLMENT.rows(person_id=person_id, course=course.slug)
    if not _complete(person_id, course, module_slug, track, now):
        return
    tracks = {row.module: row.track for row in writes.COMPLETED.rows(person_id=person_id, course=course.slug)}
    whole = rules.track_completing_course((module.slug for module in course.modules), tracks)
    if whole:
        _complete(person_id, course, WHOLE_COURSE, whole, now)


def _complete(person_id: int, course: Course, module: str, track: Track, now: datetime) -> bool:
    """Write one completion and announce it; False when it was there already."""
    new = writes.COMPLETE.rows(
        person_id=person_id,
        course=course.slug,
        module=module,
        track=track,
        edition=course.edition,
        completed_at=now,
    )
    if not new:
        return False
    completed.send(
        completion_id=new[0].id, person_id=person_id, course=course, module=module, track=track, now=now
    )
    return True
