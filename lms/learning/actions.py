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
from lms.learning import editions, rules, skipping, writes
from lms.learning.models import Track
from lms.learning.signals import completed, enrolled, taking


def enrol(person_id: int, course_slug: str, now: datetime) -> None:
    """Note that a person learns a course; announced only the first time."""
    if writes.ENROL.rows(person_id=person_id, course=course_slug, enrolled_at=now):
        enrolled.send(person_id=person_id, course=course_slug, now=now)


def reach_step(
    person_id: int,
    course: Course,
    module_slug: str,
    lesson_slug: str,
    step: int,
    now: datetime,
    *,
    local: str | None = None,
    anew: bool = False,
) -> None:
    """Note the step to resume at. One statement, except for the first step of a lesson.

    Args:
        course: the edition they read in; with it, they begin the module.
        local: names the unit's own version of the lesson, where they read one.
        anew: they began the module in an edition that they do not finish on.
    """
    place = {
        "of_person": person_id,
        "of_course": course.slug,
        "of_module": module_slug,
        "of_lesson": lesson_slug,
    }
    if not anew and writes.STEP_ON.change(**place, to_step=step, at=now, version=local):
        return
    begin(person_id, course, module_slug, now)
    writes.LESSON_BEGUN.change(
        person_id=person_id,
        course=course.slug,
        module=module_slug,
        lesson=lesson_slug,
        step=step,
        updated_at=now,
        local=local,
    )


def begin(person_id: int, course: Course, module_slug: str, now: datetime) -> None:
    """Note that a person begins a module, with a lesson or with its quiz: they finish on this edition.

    Whoever is in the middle of an older one that still holds stays with that.
    """
    enrol(person_id, course.slug, now)
    begin_enrolled(person_id, editions.settled(person_id, course, module_slug, now), module_slug, now)


def begin_enrolled(person_id: int, held: editions.Held, module_slug: str, now: datetime) -> None:
    """The same for somebody who was enrolled in this transaction, and whose edition is known."""
    place = {"person_id": person_id, "course": held.course.slug, "module": module_slug}
    writes.MODULE_BEGUN.change(**place, **_begun(held, now))


def _begun(held: editions.Held, now: datetime) -> dict[str, Any]:
    return {
        "edition": held.course.edition,
        "edition_at": now,
        "moved_to": held.course.edition if held.asked else None,
    }


def take_newer(person_id: int, course: Course, module_slug: str, now: datetime) -> None:
    """Let a person who is in the middle of an older edition of a module go on in this one, the current.

    Lessons done that it still has stay done; what was all that was missing completes the module.
    """
    if course.module(module_slug) is None:
        raise Missing
    place = {"person_id": person_id, "course": course.slug, "module": module_slug}
    writes.MODULE_BEGUN.change(**place, edition=course.edition, edition_at=now, moved_to=course.edition)
    complete_if_due(person_id, course, module_slug, now)


def finish_lesson(
    person_id: int,
    course: Course,
    module_slug: str,
    lesson_slug: str,
    now: datetime,
    *,
    local: str | None = None,
) -> None:
    """Note that a lesson was read to its end; the first time stays. Opened again, it begins at step 1."""
    enrol(person_id, course.slug, now)
    held = editions.settled(person_id, course, module_slug, now)
    writes.LESSON_DONE.change(
        person_id=person_id,
        course=course.slug,
        module=module_slug,
        lesson=lesson_slug,
        step=1,
        updated_at=now,
        done_at=now,
        local=local,
    )
    _note(person_id, course, module_slug, now, held)


def skip_lessons(person_id: int, course: Course, modules: Sequence[str], now: datetime) -> None:
    """Count the lessons of these modules as done by somebody who showed that they need not read them.

    What was read before stays read; the quiz is still to be passed.
    """
    enrol(person_id, course.slug, now)
    for module in course.modules:
        if module.slug in modules:
            held = editions.settled(person_id, course, module.slug, now)
            skipping.skip(person_id, course.slug, held.course.module_by_slug[module.slug], now)
            _note(person_id, course, module.slug, now, held)


def show_skipped(person_id: int, course_slug: str) -> None:
    """Take back what was skipped and not read since. What was completed stays completed."""
    skipping.show_again(person_id, course_slug)


def note_quiz(
    person_id: int, course: Course, module_slug: str, score: int, passed: bool, now: datetime
) -> None:
    """Note a quiz handed in; the best score and the first pass stay."""
    held = editions.settled(person_id, course, module_slug, now)
    passed_at = now if passed else None
    _note(person_id, course, module_slug, now, held, best_score=score, quiz_passed_at=passed_at)


def complete_if_due(person_id: int, course: Course, module_slug: str, now: datetime) -> None:
    """Complete a module in which somebody lacks nothing any more, as when an edition asks less than before."""
    _note(person_id, course, module_slug, now)


def note_class_met(person_id: int, course: Course, module_slug: str, now: datetime) -> None:
    """Note that attendance reached the cohort's minimum for this module."""
    _note(person_id, course, module_slug, now, class_met_at=now)


def note_skills_met(person_id: int, course: Course, module_slug: str, now: datetime) -> None:
    """Note that every required skill was observed at level 2 or 3."""
    _note(person_id, course, module_slug, now, skills_met_at=now)


def _note(
    person_id: int,
    course: Course,
    module_slug: str,
    now: datetime,
    begins: editions.Held | None = None,
    **facts: Any,
) -> None:
    """Add facts to a standing, and complete the module when that was all it needed.

    Args:
        begins: the edition to finish on, where what is noted is the person's own doing and so begins the module.
    """
    if course.module(module_slug) is None:
        raise Missing
    held = begins or editions.settled(person_id, course, module_slug, now)
    course, module = held.course, held.course.module_by_slug[module_slug]
    place = {"person_id": person_id, "course": course.slug, "module": module_slug}
    begun = _begun(held, now) if begins else {}
    standing = writes.NOTE.rows(**place, **{**dict.fromkeys(writes.FACTS), **facts, **begun})[0]
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


def follow(person_id: int, course: Course, path_id: str | None, now: datetime) -> None:
    """Let a person follow a path, or with None the course itself; nothing learned is lost.

    A path whose modules they have completed already is complete at once.

    Raises:
        NoSuchPath: the course has none of this name.
    """
    rules.check_offered(course, path_id)
    enrol(person_id, course.slug, now)
    enrolment = _hold(person_id, course)
    if enrolment.path != path_id:
        done = _done(person_id, course)
        for path, by in ((enrolment.path, -1), (path_id, 1)):
            if path and path not in done:
                taking.send(person_id=person_id, course=course.slug, path=path, by=by, now=now)
        writes.FOLLOW.change(enrolment_id=enrolment.id, to_path=path_id)
    _complete_what_follows(person_id, course, path_id, now)


def _hold(person_id: int, course: Course) -> Any:
    """The enrolment's row, locked: two modules completed at one moment wait for it."""
    return writes.HOLD_ENROLMENT.rows(person_id=person_id, course=course.slug)[0]


def _done(person_id: int, course: Course) -> dict[str, rules.Done]:
    rows = writes.COMPLETED.rows(person_id=person_id, course=course.slug)
    return {row.module: rules.Done(row.track, row.through) for row in rows}


def _complete_module(person_id: int, course: Course, module_slug: str, track: Track, now: datetime) -> None:
    """Write a module's completion once, and all that it completes with it.

    Everybody who completes is enrolled, so that no rate passes 100 per cent.
    """
    enrol(person_id, course.slug, now)
    path_id = _hold(person_id, course).path
    if _complete(person_id, course, rules.Due(module_slug, track, (module_slug,)), now):
        _complete_what_follows(person_id, course, path_id, now)


def _complete_what_follows(person_id: int, course: Course, path_id: str | None, now: datetime) -> None:
    """Whoever completes a path they do not follow counts among those who take it from now on.

    Who finished a module on an older edition has the course by that one or by the current, whichever
    is complete first: what an edition adds is not asked of those who were nearly there.
    """
    for edition in editions.with_current(course):
        for due in rules.completions_due(edition, _done(person_id, course)):
            new = _complete(person_id, edition, due, now)
            if new and due.path and due.path.id != path_id:
                taking.send(person_id=person_id, course=course.slug, path=due.path.id, by=1, now=now)


def _complete(person_id: int, course: Course, due: rules.Due, now: datetime) -> bool:
    """Write one completion and announce it; False when it was there already."""
    new = writes.COMPLETE.rows(
        person_id=person_id,
        course=course.slug,
        module=due.of,
        track=due.track,
        edition=course.edition,
        completed_at=now,
        through=due.through,
        is_path=due.path is not None,
    )
    if not new:
        return False
    completed.send(
        completion_id=new[0].id,
        person_id=person_id,
        course=course,
        module=due.of,
        track=due.track,
        now=now,
        path=due.path,
        through=due.through,
        modules=due.modules,
    )
    return True
