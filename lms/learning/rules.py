"""When a module, a course and a path are complete, and what is still missing: decided here and nowhere else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _n

from lms.catalogue.content import Course, Module, Path
from lms.core.errors import Refusal
from lms.learning.models import WHOLE_COURSE, Track

COACH = "hat-nhan"  # whoever completed the path of this name is a coach


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person has shown for one module so far.

    `class_met` says that attendance reached the cohort's minimum, `skills_met`
    that every required skill was observed at level 2 or 3.
    """

    lessons: int
    lessons_done: int
    quiz_passed: bool
    class_met: bool
    skills_met: bool


def missing_for_module(shown: Shown, track: Track) -> list[Any]:
    """What this track still asks for, in words; empty when the track completes the module."""
    missing: list[Any] = []
    if track is Track.SELF_STUDY:
        left = shown.lessons - shown.lessons_done
        if left > 0:
            missing.append(_n("Finish %(num)d more lesson", "Finish %(num)d more lessons", left))
    elif not shown.class_met:
        missing.append(_l("Come to enough meetings of your class"))
    if not shown.quiz_passed:
        missing.append(_l("Pass the quiz"))
    if track is Track.CLASS and not shown.skills_met:
        missing.append(_l("Show your trainer every skill that is required"))
    return missing


def track_completing(shown: Shown) -> Track | None:
    """The track by which the module is complete; None while neither has everything.

    The class track is named first: where both are fulfilled, it says more,
    because a trainer saw the skills.
    """
    return next(
        (track for track in (Track.CLASS, Track.SELF_STUDY) if not missing_for_module(shown, track)), None
    )


def track_of_all(tracks: Sequence[Track | None]) -> Track | None:
    """The track by which several modules together are complete; None while one of them is not.

    What was learned partly alone counts as self-study: only all of it in class says "class".
    """
    if not tracks or None in tracks:
        return None
    return Track.CLASS if all(track is Track.CLASS for track in tracks) else Track.SELF_STUDY


@dataclass(frozen=True, slots=True)
class Done:
    """A module that is complete; `through` names the one that stood for it."""

    track: Track
    through: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A completion that follows from those there are.

    `of` is a module's slug, "" for the course, or the id of `path`; `modules` are the
    slugs it rests on, in order. `through` is set for a module that another one stood for.
    """

    of: str
    track: Track
    modules: tuple[str, ...]
    through: str | None = None
    path: Path | None = None


def completions_due(course: Course, done: Mapping[str, Done]) -> list[Due]:
    """What is complete as well, now that these modules are, and is not noted yet.

    First the modules that others stood for, then the course, then its paths. The course
    rests on its required modules, each as it was taken: for a module completed through
    the one that stands for it, that one.

    Args:
        done: what is noted, by module slug, "" and path id.
    """
    stood_for = [
        Due(module.instead_of, done[module.slug].track, (module.slug,), through=module.slug)
        for module in course.modules
        if module.instead_of and module.slug in done and module.instead_of not in done
    ]
    # Of two modules that stand for the same one, the first in the course's order names it.
    stood_for = list({each.of: each for each in reversed(stood_for)}.values())[::-1]
    now_done = {**done, **{each.of: Done(each.track, each.through) for each in stood_for}}
    due = list(stood_for)
    required = [module.slug for module in course.required]
    track = track_of_all(_tracks(required, now_done))
    if track and WHOLE_COURSE not in done:
        due.append(Due(WHOLE_COURSE, track, tuple(now_done[slug].through or slug for slug in required)))
    for path in course.paths:
        track = track_of_all(_tracks(path.modules, now_done))
        if track and path.id not in done:
            due.append(Due(path.id, track, tuple(path.modules), path=path))
    return due


def _tracks(modules: Sequence[str], done: Mapping[str, Done]) -> list[Track | None]:
    return [done[slug].track if slug in done else None for slug in modules]


def programme(course: Course, path_id: str | None) -> tuple[Module, ...]:
    """The modules somebody learns who follows this path; without one, those the course requires.

    A path that this edition does not have any more is no path.
    """
    path = course.path(path_id) if path_id else None
    if path is None:
        return tuple(course.required)
    return tuple(course.module_by_slug[slug] for slug in path.modules)


def standing_for(course: Course, module: Module) -> list[Module]:
    """The modules that may be taken in place of this one."""
    return [each for each in course.modules if each.instead_of == module.slug]


class NoSuchPath(Refusal):
    reason = _l("This programme is not offered any more. Choose another one.")


def check_offered(course: Course, path_id: str | None) -> None:
    """Raises:
    NoSuchPath: when the course has no such path.
    """
    if path_id and course.path(path_id) is None:
        raise NoSuchPath


def skills_are_met(any_required: bool, noted: bool) -> bool:
    """Whether the skills of a module stand in nobody's way: a module may require none."""
    return noted or not any_required
