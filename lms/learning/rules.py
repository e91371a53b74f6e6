"""When a module and a course are complete, and what is still missing: decided here and nowhere else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _n

from lms.learning.models import Track


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


def track_completing_course(modules: Iterable[str], tracks: Mapping[str, Track]) -> Track | None:
    """The track by which the course is complete; None while one of its modules is not.

    A course learned partly alone counts as self-study: only a whole course in class says "class".
    """
    by_module = [tracks.get(module) for module in modules]
    if not by_module or None in by_module:
        return None
    return Track.CLASS if all(track is Track.CLASS for track in by_module) else Track.SELF_STUDY


def skills_are_met(any_required: bool, noted: bool) -> bool:
    """Whether the skills of a module stand in nobody's way: a module may require none."""
    return noted or not any_required
