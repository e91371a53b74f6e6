"""Tracks and paths: completed in whatever order, once, and by two threads at one moment."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.certificates.models import Certificate
from lms.core import clock
from lms.core.db import db
from lms.learning import actions, queries, rules
from lms.learning.models import Completion, Enrolment
from lms.learning.progress import next_thing
from lms.learning.signals import completed, taking
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
    complete,
    complete_among,
    course,
    document,
    follow,
    publish_in,
)
from tests.learning.test_completing import at_once
from tests.world import World, person, publish

pytestmark = pytest.mark.both


@pytest.fixture
def world(world: World, app: Flask) -> World:
    return publish_in(app, world)


@pytest.fixture
def heard() -> Iterator[list[Any]]:
    """What was announced, in order: a completion's name, or a path with how the count of its takers changes."""
    said: list[Any] = []

    def done(_sender: object, module: str, **_rest: object) -> None:
        said.append(module)

    def takes(_sender: object, path: str, by: int, **_rest: object) -> None:
        said.append((path, by))

    with completed.connected_to(done), taking.connected_to(takes):
        yield said


def noted(who: int) -> list[str]:
    return sorted(row.module for row in queries.completions_of(who))


def certified(who: int) -> list[str]:
    """What the person's certificates are titled, the first one first."""
    rows = db.session.query(Certificate).filter_by(person_id=who).order_by(Certificate.id)
    return [row.snapshot.get("path") or row.snapshot["module"] or row.snapshot["course"] for row in rows]


def test_the_officials_track_completes_the_module_it_stands_for(
    world: World, inside: None, heard: list[Any]
) -> None:
    dung = world.people["dung"]
    complete(dung, OFFICE)
    assert noted(dung) == [OFFICE, STATE]
    assert heard == [OFFICE, STATE]
    progress = queries.progress_of(dung, "thu")
    assert progress.standings[STATE].through == OFFICE
    assert progress.standings[STATE].completed_by == progress.standings[OFFICE].completed_by
    assert certified(dung) == [f"Năng lực {OFFICE}"], "no paper for what was not learned"
    complete(dung, STATE)
    assert heard.count(STATE) == 1 and len(certified(dung)) == 1


def test_the_course_follows_by_whichever_track(world: World, inside: None, heard: list[Any]) -> None:
    dung, hoa = world.people["dung"], world.people["hoa"]
    complete(dung, OFFICE, SAFE, PAY)
    assert heard == [OFFICE, STATE, SAFE, PAY, "", OFFICIALS, (OFFICIALS, 1)]
    printed = db.session.query(Certificate).order_by(Certificate.id).all()
    whole = next(
        each.snapshot for each in printed if not each.snapshot["module"] and "path" not in each.snapshot
    )
    assert [each["title"] for each in whole["modules"]] == [
        f"Năng lực {slug}" for slug in (PAY, SAFE, OFFICE)
    ]
    complete(hoa, PAY, SAFE, STATE)
    assert noted(hoa) == sorted(["", *REQUIRED])


def test_a_path_is_complete_when_its_modules_are_and_has_a_paper_of_its_own(
    world: World, inside: None, heard: list[Any]
) -> None:
    lan = world.people["lan"]
    follow(lan, COACH)
    complete(lan, HELP)
    assert heard == [(COACH, 1), HELP]
    complete(lan, SAFE)
    assert heard == [(COACH, 1), HELP, SAFE, COACH]
    assert certified(lan)[-1] == "Trở thành hạt nhân"
    snapshot = db.session.query(Certificate).order_by(Certificate.id.desc()).first().snapshot
    assert [each["title"] for each in snapshot["modules"]] == [f"Năng lực {slug}" for slug in (SAFE, HELP)]
    assert queries.coach_since(lan) is not None
    assert queries.coach_since(world.people["hoa"]) is None
    assert queries.progress_of(lan, "thu").coach_since is not None


def test_choosing_a_path_whose_modules_are_complete_completes_it(world: World, inside: None) -> None:
    """An edition may bring a path that somebody has walked already."""
    lan = world.people["lan"]
    publish({**document(), "paths": []})
    complete(lan, SAFE, HELP)
    publish(document())
    assert COACH not in noted(lan)
    follow(lan, COACH)
    assert COACH in noted(lan)


def test_what_one_follows_decides_what_comes_next(world: World, inside: None) -> None:
    hoa = world.people["hoa"]

    def coming() -> list[str]:
        progress = queries.progress_of(hoa, "thu")
        thing = next_thing(course(), progress)
        assert thing is None or thing.module in progress.modules_in(course())
        return [module.slug for module in progress.modules_in(course())]

    assert coming() == REQUIRED
    follow(hoa, OFFICIALS)
    assert coming() == PATHS[OFFICIALS]
    complete(hoa, *PATHS[OFFICIALS])
    progress = queries.progress_of(hoa, "thu")
    assert next_thing(course(), progress) is None and progress.completed_at(course()) is not None
    follow(hoa, None)
    assert coming() == [PAY, SAFE, OFFICE], "the track they took stands in its place"
    assert next_thing(course(), queries.progress_of(hoa, "thu")).module.slug == SAFE  # type: ignore[union-attr]


def test_a_track_begun_stands_in_the_list_without_any_choice(world: World, inside: None) -> None:
    hoa, lesson = world.people["hoa"], course().module_by_slug[OFFICE].lessons[0].slug
    actions.reach_step(hoa, course(), OFFICE, lesson, 2, clock.now())
    thing = next_thing(course(), queries.progress_of(hoa, "thu"))
    assert thing and thing.lesson and thing.lesson.slug == lesson


def test_choosing_twice_and_back_counts_once(world: World, inside: None, heard: list[Any]) -> None:
    hoa = world.people["hoa"]
    for path in (OFFICIALS, OFFICIALS, COACH, None, None):
        follow(hoa, path)
    assert heard == [(OFFICIALS, 1), (OFFICIALS, -1), (COACH, 1), (COACH, -1)]
    assert db.session.query(Enrolment).one().path is None
    with pytest.raises(rules.NoSuchPath):
        follow(hoa, "khong-co")


def test_whoever_completed_a_path_keeps_counting_after_leaving_it(
    world: World, inside: None, heard: list[Any]
) -> None:
    lan = world.people["lan"]
    follow(lan, COACH)
    complete(lan, *PATHS[COACH])
    follow(lan, None)
    follow(lan, COACH)
    assert [each for each in heard if isinstance(each, tuple)] == [(COACH, 1)]


DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("complete"), st.sampled_from([PAY, SAFE, STATE, OFFICE, HELP])),
        st.tuples(st.just("follow"), st.sampled_from([OFFICIALS, COACH, None])),
    ),
    max_size=12,
)


def test_in_whatever_order_things_come_each_is_complete_once(
    world: World, inside: None, heard: list[Any]
) -> None:
    numbers = iter(range(10_000))

    @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(DEEDS)
    def story(deeds: list[tuple[str, Any]]) -> None:
        who = person(f"Người {next(numbers)}", world.units["village"]).id
        heard.clear()
        for deed, what in deeds:
            (complete if deed == "complete" else follow)(who, what)
        db.session.commit()
        whole = complete_among({what for deed, what in deeds if deed == "complete"})
        assert noted(who) == sorted(whole)
        said = [each for each in heard if isinstance(each, str)]
        assert sorted(said) == sorted(whole), "announced once each"
        through = queries.progress_of(who, "thu").standings.get(STATE)
        assert len(certified(who)) == len(whole) - bool(through and through.through)
        chosen = next((what for deed, what in reversed(deeds) if deed == "follow"), None)
        for path in PATHS:
            counted = sum(
                by for name, by in (each for each in heard if isinstance(each, tuple)) if name == path
            )
            assert counted == (path == chosen or path in whole)

    story()


@pytest.mark.parametrize(
    ("before", "at_one_moment", "after"),
    [
        ([SAFE], (PAY, OFFICE), ["", OFFICIALS]),
        ([PAY], (SAFE, STATE), [""]),
        ([], (SAFE, HELP), [COACH]),
        ([PAY, SAFE], (STATE, OFFICE), ["", OFFICIALS]),
    ],
)
def test_two_modules_at_one_moment_complete_what_they_complete_together_once(
    app: Flask, world: World, before: list[str], at_one_moment: tuple[str, str], after: list[str]
) -> None:
    lan = world.people["lan"]
    with app.app_context():
        complete(lan, *before)
        for slug in at_one_moment:
            for lesson in course().module_by_slug[slug].lessons:
                actions.finish_lesson(lan, course(), slug, lesson.slug, clock.now())
        db.session.commit()

    def pass_quiz(slug: str) -> None:
        actions.note_quiz(lan, course(), slug, 90, True, clock.now())

    at_once(app, *(lambda slug=slug: pass_quiz(slug) for slug in at_one_moment))  # type: ignore[misc]
    with app.app_context():
        modules = {*before, *at_one_moment} | ({STATE} if OFFICE in at_one_moment else set())
        assert noted(lan) == sorted([*modules, *after])
        through = db.session.query(Completion).filter(Completion.through.is_not(None)).count()
        assert db.session.query(Certificate).count() == db.session.query(Completion).count() - through


def test_choosing_a_path_while_its_last_module_is_completed_counts_once(app: Flask, world: World) -> None:
    lan = world.people["lan"]
    sums: list[int] = []

    def takes(_sender: object, by: int, **_rest: object) -> None:
        sums.append(by)

    with app.app_context():
        complete(lan, SAFE)
        for lesson in course().module_by_slug[HELP].lessons:
            actions.finish_lesson(lan, course(), HELP, lesson.slug, clock.now())
        db.session.commit()
    with taking.connected_to(takes):
        at_once(app, lambda: follow(lan, COACH), lambda: complete(lan, HELP))
    with app.app_context():
        assert COACH in noted(lan)
    assert sum(sums) == 1
