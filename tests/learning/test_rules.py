"""The completion rule, by table and by property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.learning.models import Track
from lms.learning.rules import (
    Shown,
    missing_for_module,
    skills_are_met,
    track_completing,
)

SELF, CLASS = Track.SELF_STUDY, Track.CLASS
ANY = st.builds(
    Shown,
    lessons=st.just(5),
    lessons_done=st.integers(0, 5),
    quiz_passed=st.booleans(),
    class_met=st.booleans(),
    skills_met=st.booleans(),
)


@pytest.mark.parametrize(
    ("lessons_done", "quiz_passed", "class_met", "skills_met", "track"),
    [
        (0, False, False, False, None),
        (5, False, False, False, None),
        (5, True, False, False, SELF),
        (4, True, False, False, None),
        (4, True, True, False, None),
        (4, True, False, True, None),
        (0, True, True, True, CLASS),
        (5, False, True, True, None),
        (5, True, True, True, CLASS),
        (5, True, True, False, SELF),
    ],
)
def test_a_module_is_complete_by_either_track(
    lessons_done: int, quiz_passed: bool, class_met: bool, skills_met: bool, track: Track | None
) -> None:
    assert track_completing(Shown(5, lessons_done, quiz_passed, class_met, skills_met)) is track


@given(ANY)
def test_a_module_is_complete_exactly_when_a_track_misses_nothing(shown: Shown) -> None:
    complete = [track for track in Track if not missing_for_module(shown, track)]
    assert (track_completing(shown) in complete) if complete else track_completing(shown) is None


@given(ANY)
def test_no_track_completes_without_the_quiz(shown: Shown) -> None:
    assert shown.quiz_passed or track_completing(shown) is None


@given(ANY, ANY)
def test_showing_more_never_undoes_a_completion(one: Shown, other: Shown) -> None:
    both = Shown(
        5,
        max(one.lessons_done, other.lessons_done),
        one.quiz_passed or other.quiz_passed,
        one.class_met or other.class_met,
        one.skills_met or other.skills_met,
    )
    assert track_completing(one) is None or track_completing(both) is not None


def test_what_is_missing_is_said_in_words(app: object, inside: None) -> None:
    nothing = Shown(5, 4, False, False, False)
    assert len(missing_for_module(nothing, SELF)) == 2
    assert len(missing_for_module(nothing, CLASS)) == 3
    assert all(str(words) for track in Track for words in missing_for_module(nothing, track))


def test_a_module_that_requires_no_skill_has_its_skills_met() -> None:
    assert skills_are_met(any_required=False, noted=False)
    assert not skills_are_met(any_required=True, noted=False)
    assert skills_are_met(any_required=True, noted=True)
