"""What is complete because other modules are: by table, and whatever the order."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.catalogue.documents import course_from
from lms.learning.models import Track
from lms.learning.rules import (
    Done,
    NoSuchPath,
    check_offered,
    completions_due,
    programme,
    standing_for,
    track_of_all,
)
from tests.course_document import COURSE as PLAIN
from tests.learning.programmes import (
    COACH,
    HELP,
    OFFICE,
    OFFICIALS,
    PATHS,
    PAY,
    REQUIRED,
    SAFE,
    STATE,
    complete_among,
    document,
)

SELF, CLASS = Track.SELF_STUDY, Track.CLASS
COURSE = course_from(document(), "edition")
MODULES = [module.slug for module in COURSE.modules]


def due(*done: str) -> list[str]:
    """What follows when exactly these are noted, all by oneself."""
    return [each.of for each in completions_due(COURSE, {slug: Done(SELF) for slug in done})]


@pytest.mark.parametrize(
    ("done", "follows"),
    [
        ([], []),
        ([PAY, SAFE], []),
        ([PAY, SAFE, STATE], [""]),
        ([PAY, SAFE, STATE, ""], []),
        ([OFFICE], [STATE]),
        ([OFFICE, STATE], []),
        ([PAY, SAFE, OFFICE], [STATE, "", OFFICIALS]),
        ([PAY, OFFICE, STATE], [OFFICIALS]),
        ([PAY, OFFICE, STATE, OFFICIALS], []),
        ([PAY, STATE], []),  # the citizen's track is not the officials'
        ([HELP], []),
        ([SAFE, HELP], [COACH]),
        ([PAY, SAFE, HELP], [COACH]),  # extra modules do not make up for required ones
        ([PAY, SAFE, OFFICE, HELP], [STATE, "", OFFICIALS, COACH]),
    ],
)
def test_what_is_complete_as_well(done: list[str], follows: list[str]) -> None:
    assert due(*done) == follows


def test_the_course_names_the_module_that_was_taken() -> None:
    [by_officials] = [
        each
        for each in completions_due(COURSE, {PAY: Done(CLASS), SAFE: Done(CLASS), OFFICE: Done(CLASS)})
        if each.of == ""
    ]
    assert by_officials.modules == (PAY, SAFE, OFFICE)
    both = {PAY: Done(CLASS), SAFE: Done(SELF), STATE: Done(CLASS), OFFICE: Done(CLASS)}
    [by_citizens] = [each for each in completions_due(COURSE, both) if each.of == ""]
    assert by_citizens.modules == tuple(REQUIRED), "completed itself, so it is named itself"
    assert by_citizens.track is SELF, "partly alone is alone"


def test_a_module_stood_for_names_the_one_that_stood_for_it() -> None:
    [state] = completions_due(COURSE, {OFFICE: Done(CLASS)})
    assert (state.of, state.through, state.track, state.modules) == (STATE, OFFICE, CLASS, (OFFICE,))


@given(st.lists(st.sampled_from(MODULES), unique=True))
def test_in_whatever_order_the_same_is_complete(order: list[str]) -> None:
    def noted(order: list[str]) -> set[str]:
        done: dict[str, Done] = {}
        for slug in order:
            done.setdefault(slug, Done(SELF))
            for each in completions_due(COURSE, done):
                assert each.of not in done, "nothing twice"
                done[each.of] = Done(each.track, each.through)
            assert completions_due(COURSE, done) == [], "one look is enough"
        return set(done)

    expected = complete_among(set(order))
    assert noted(order) == expected
    for other in list(permutations(order))[:4]:
        assert noted(list(other)) == expected


def test_without_a_path_one_learns_what_the_course_requires() -> None:
    assert [module.slug for module in programme(COURSE, None)] == REQUIRED
    assert [module.slug for module in programme(COURSE, OFFICIALS)] == PATHS[OFFICIALS]
    assert [module.slug for module in programme(COURSE, "khong-con")] == REQUIRED


def test_only_a_path_of_the_course_can_be_chosen() -> None:
    check_offered(COURSE, None)
    check_offered(COURSE, COACH)
    with pytest.raises(NoSuchPath):
        check_offered(COURSE, "khong-co")


def test_a_module_knows_what_may_be_taken_in_its_place() -> None:
    assert [module.slug for module in standing_for(COURSE, COURSE.module_by_slug[STATE])] == [OFFICE]
    assert standing_for(COURSE, COURSE.module_by_slug[PAY]) == []


def test_an_edition_without_paths_is_as_it_was() -> None:
    old = course_from(PLAIN, "edition")
    assert [module.slug for module in programme(old, None)] == [PAY, SAFE]
    assert [each.of for each in completions_due(old, {PAY: Done(SELF), SAFE: Done(SELF)})] == [""]
    assert completions_due(old, {PAY: Done(SELF)}) == []


def test_several_modules_are_complete_when_each_is() -> None:
    assert track_of_all([SELF, None]) is None
    assert track_of_all([SELF, CLASS]) is SELF
    assert track_of_all([CLASS, CLASS]) is CLASS
    assert track_of_all([]) is None
