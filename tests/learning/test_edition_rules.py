"""Which edition holds, and which version of a lesson, as tables; and that publishing takes nothing away."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.catalogue.replacing import changed_modules
from lms.learning.editions.rules import LONGEST, QUIET, Begun, Change, Offer, Opened, holds, version_for
from tests.course_document import COURSE

NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def change(before: str, after: str, days: float, *modules: str, urgent: bool = False) -> Change:
    return Change(before, after, days_ago(days), frozenset(modules or {"m"}), urgent)


ONE = [change("a", "b", 5)]


@pytest.mark.parametrize(
    ("begun", "changes", "expected"),
    [
        (Begun("a", YESTERDAY), [], False),
        (Begun("a", YESTERDAY), ONE, True),
        (Begun(None, YESTERDAY), ONE, False),
        (Begun("b", YESTERDAY), ONE, False),
        (Begun("unknown", YESTERDAY), ONE, False),
        (Begun("a", YESTERDAY, completed=True), ONE, False),
        (Begun("a", None), ONE, False),
        (Begun("a", NOW - QUIET + timedelta(seconds=1)), ONE, True),
        (Begun("a", NOW - QUIET), ONE, False),
        (Begun("a", YESTERDAY), [change("a", "b", 5, "other")], False),
        (Begun("a", YESTERDAY), [change("a", "b", 5, "other"), change("b", "c", 2)], True),
        (Begun("b", YESTERDAY), [change("a", "b", 5), change("b", "c", 2, "other")], False),
        (Begun("a", YESTERDAY), [change("a", "b", 5, urgent=True)], False),
        (Begun("a", YESTERDAY), [change("a", "b", 5), change("b", "c", 2, "other", urgent=True)], False),
        (Begun("b", YESTERDAY), [change("a", "b", 5, urgent=True), change("b", "c", 2)], True),
        (Begun("a", YESTERDAY), [change("a", "b", 5), change("b", "a", 2)], False),
        (Begun("b", YESTERDAY), [change("a", "b", 5), change("b", "a", 2)], True),
        (Begun("a", YESTERDAY), [change("a", "b", 9), change("b", "a", 5), change("a", "c", 2)], True),
        (Begun("a", YESTERDAY), [change("a", "b", LONGEST.days - 1)], True),
        (Begun("a", YESTERDAY), [change("a", "b", LONGEST.days)], False),
    ],
)
def test_the_edition_begun_with_holds_while_it_is_being_read(
    begun: Begun, changes: list[Change], expected: bool
) -> None:
    assert holds(begun, "m", changes, NOW) is expected


PROVINCE = Offer(2, "tỉnh Đắk Lắk", "/1/2/", "p")
COMMUNE = Offer(3, "xã Xuân Lãnh", "/1/2/3/", "c")
VILLAGE = Offer(4, "thôn Lãnh Vân", "/1/2/3/4/", "v")
ENDED = Offer(4, "thôn Lãnh Vân", "/1/2/3/4/", "old", days_ago(3))
ALL = [PROVINCE, VILLAGE, COMMUNE, ENDED]


@pytest.mark.parametrize(
    ("path", "opened", "expected"),
    [
        ("/1/2/3/4/", None, "v"),
        ("/1/2/3/5/", None, "c"),
        ("/1/2/3/", None, "c"),
        ("/1/2/33/", None, "p"),
        ("/1/9/", None, None),
        ("/1/2/3/4/", Opened(None, YESTERDAY), None),
        ("/1/2/3/4/", Opened("p", YESTERDAY), "p"),
        ("/1/2/3/4/", Opened("old", YESTERDAY), "old"),
        ("/1/9/", Opened("v", YESTERDAY), "v"),
        ("/1/9/", Opened("v", YESTERDAY, done=True), None),
        ("/1/2/3/4/", Opened(None, YESTERDAY, done=True), "v"),
        ("/1/2/3/4/", Opened(None, NOW - QUIET), "v"),
        ("/1/2/3/4/", Opened("forgotten", YESTERDAY), "v"),
    ],
)
def test_the_nearest_version_is_read_and_the_one_begun_is_finished(
    path: str, opened: Opened | None, expected: str | None
) -> None:
    found = version_for(ALL, path, opened, NOW)
    assert (found and found.hash) == expected


def test_what_changed_is_told_by_module() -> None:
    pay, safe = COURSE["modules"]
    other: dict[str, Any] = {**safe, "title": {"vi": "Khác"}}
    assert changed_modules(COURSE, COURSE) == []
    assert changed_modules(COURSE, {**COURSE, "title": {"vi": "Khác"}}) == []
    assert changed_modules(COURSE, {**COURSE, "modules": [pay, other]}) == ["an-toan"]
    assert changed_modules(COURSE, {**COURSE, "modules": [safe]}) == ["thanh-toan"]
    assert changed_modules({**COURSE, "modules": [safe]}, COURSE) == ["thanh-toan"]
    assert changed_modules(COURSE, {**COURSE, "pass_mark": 90}) == ["thanh-toan", "an-toan"]


_HISTORY = st.lists(
    st.tuples(st.sampled_from("abcd"), st.booleans(), st.integers(0, 40)), min_size=1, max_size=8
)


@given(_HISTORY, st.sampled_from("abcd"))
def test_a_publication_that_is_not_urgent_moves_nobody_who_is_held(
    history: list[tuple[str, bool, int]], newest: str
) -> None:
    """What somebody has done of what they need is counted against the same lessons before and after."""
    at, current, changes = 0, "a", []
    for after, touches, hours in history:
        at += hours
        if after != current:
            modules = ("m",) if touches else ("other",)
            changes.append(Change(current, after, days_ago(30) + timedelta(hours=at), frozenset(modules)))
            current = after
    more = [*changes, Change(current, newest, YESTERDAY, frozenset({"m"}))] if newest != current else changes
    for edition in "abcd":
        begun = Begun(edition, YESTERDAY)
        if holds(begun, "m", changes, NOW):
            assert holds(begun, "m", more, NOW) or newest == edition
    assert newest == current or holds(Begun(current, YESTERDAY), "m", more, NOW)
