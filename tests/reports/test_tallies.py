"""The roll-ups follow every enrolment, completion and move, and a rebuild finds nothing to correct."""

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.core.db import db, intend_to_write
from lms.learning import actions as learning
from lms.reports import actions
from lms.reports.models import Tally
from tests.reports.history import MODULES, SLUG, a_year_of_learning, complete, enrol, live, move, tally
from tests.world import person

pytestmark = pytest.mark.both


def test_every_unit_up_to_the_country_counts_an_enrolment(world, inside):
    enrol(world.people["hoa"])
    db.session.commit()
    assert [tally(world.units[name]) for name in ("village", "commune", "province", "country")] == [
        (1, 0)
    ] * 4
    assert tally(world.units["village_2"]) == tally(world.units["sibling"]) == (0, 0)


def test_enrolling_by_way_of_learning_counts_once(world, inside):
    from lms.core import clock

    for _again in range(2):
        learning.enrol(world.people["hoa"], SLUG, clock.now())
        db.session.commit()
    assert tally(world.units["country"]) == (1, 0)


def test_completions_count_by_module_and_for_the_whole_course(world, inside):
    a_year_of_learning(world)
    assert tally(world.units["village"], MODULES[0]) == (0, 2)
    assert tally(world.units["village"], MODULES[1]) == (0, 1)
    assert tally(world.units["commune"]) == (3, 1)
    assert tally(world.units["province"]) == (4, 1)


def test_what_is_rolled_back_is_not_counted(world, inside):
    enrol(world.people["hoa"])
    db.session.rollback()
    enrol(world.people["minh"])
    db.session.commit()
    assert tally(world.units["country"]) == (1, 0)


def test_what_is_rolled_back_to_a_savepoint_is_not_counted(world, inside):
    enrol(world.people["hoa"])
    savepoint = db.session.begin_nested()
    enrol(world.people["minh"])
    savepoint.rollback()
    with db.session.begin_nested():
        enrol(world.people["xuan"])
    db.session.commit()
    assert tally(world.units["country"]) == (2, 0)
    assert actions.rebuild() == []


def test_a_move_takes_the_counts_along_and_leaves_common_units_alone(world, inside):
    a_year_of_learning(world)
    move(world.people["hoa"], world.units["village_2"])
    db.session.commit()
    assert tally(world.units["village"]) == (1, 0)
    assert tally(world.units["village_2"]) == (1, 1)
    assert tally(world.units["commune"]) == (3, 1)
    move(world.people["hoa"], world.units["far_commune"])
    db.session.commit()
    assert tally(world.units["commune"]) == (2, 0)
    assert tally(world.units["far_province"]) == (1, 1)
    assert tally(world.units["country"]) == (4, 1)


def test_a_rebuild_after_honest_work_changes_nothing(world, inside):
    a_year_of_learning(world)
    move(world.people["minh"], world.units["sibling"])
    db.session.commit()
    assert actions.rebuild() == []


def test_a_rebuild_corrects_what_is_wrong_and_says_so(app, world, inside):
    a_year_of_learning(world)
    db.session.get(Tally, (world.units["commune"], SLUG, "")).enrolled = 99
    db.session.delete(db.session.get(Tally, (world.units["province"], SLUG, MODULES[0])))
    db.session.add(
        Tally(unit_id=world.units["far_province"], course=SLUG, module="", enrolled=5, completed=0)
    )
    db.session.commit()
    spoken = app.test_cli_runner().invoke(args=["reports", "rebuild"])
    assert spoken.exit_code == 0, spoken.output
    assert "22045 thu (whole course): enrolled 99 -> 3, completed 1 -> 1" in spoken.output
    assert "3 of the roll-ups were corrected." in spoken.output
    db.session.rollback()
    assert tally(world.units["commune"]) == (3, 1)
    assert tally(world.units["far_province"]) == (0, 0)
    assert app.test_cli_runner().invoke(args=["reports", "rebuild"]).output == "All roll-ups were right.\n"


PEOPLE = ("hoa", "minh", "xuan", "lan")
PLACES = ("village", "village_2", "commune", "sibling", "far_commune")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("enrol"), st.sampled_from(PEOPLE)),
        st.tuples(st.just("complete"), st.sampled_from(PEOPLE), st.sampled_from(MODULES)),
        st.tuples(st.just("move"), st.sampled_from(PEOPLE), st.sampled_from(PLACES)),
        st.tuples(st.just("commit")),
        st.tuples(st.just("rollback")),
    ),
    max_size=25,
)


def test_whatever_happened_a_rebuild_finds_the_same_numbers(world, inside):
    @settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def history(steps):
        live(world, steps, enrol=enrol, complete=complete)
        db.session.commit()

    history()


def test_classes_that_finish_at_the_same_moment_wait_for_each_other(app, world):
    """Two transactions that touch the same units and modules in opposite order both succeed."""
    with app.app_context():
        mine = [person(f"Người {n}", world.units["village"]).id for n in range(8)]
        theirs = [person(f"Bạn {n}", world.units["sibling"]).id for n in range(8)]
    failures: list[Exception] = []

    def close_register(people: list[int], modules: list[str]) -> None:
        try:
            for each in people:
                with app.app_context():
                    intend_to_write(True)
                    for module in modules:
                        complete(each, module)
                    db.session.commit()
        except Exception as error:
            failures.append(error)

    threads = [
        threading.Thread(target=close_register, args=(mine, MODULES)),
        threading.Thread(target=close_register, args=(theirs, MODULES[::-1])),
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failures == []
    with app.app_context():
        assert tally(world.units["province"]) == (16, 16)
        assert actions.rebuild() == []
