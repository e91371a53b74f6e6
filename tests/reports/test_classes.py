"""From a unit to its classes, and from a class to its people."""

from datetime import timedelta

import pytest

from lms.classes.models import (
    Cohort,
    Mark,
    MarkEvent,
    MarkSource,
    Meeting,
    MeetingState,
    Membership,
    Mode,
    Presence,
)
from lms.core import clock
from lms.core.db import db
from lms.reports.actions import count_all_classes
from tests.reports.history import a_year_of_learning
from tests.world import save

pytestmark = pytest.mark.both


@pytest.fixture
def taught(app, world):
    """Hoa came twice; Minh was late once and excused once; a third meeting is still open."""
    now = clock.now()
    with app.app_context():
        a_year_of_learning(world)
        cohort = save(
            Cohort(
                unit_id=world.units["village"],
                course=world.course,
                modules=[],
                name="Lớp tối thứ Ba",
                place="Nhà văn hóa",
                capacity=30,
                seats_taken=2,
                created_at=now,
                created_by=world.people["lan"],
            )
        )
        for who in ("hoa", "minh"):
            save(Membership(cohort_id=cohort.id, person_id=world.people[who], joined_at=now))
        presences = (
            {"hoa": Presence.PRESENT, "minh": Presence.LATE},
            {"hoa": Presence.PRESENT, "minh": Presence.EXCUSED},
            {"hoa": Presence.ABSENT},
        )
        for number, came in enumerate(presences, start=1):
            meeting = save(
                Meeting(
                    cohort_id=cohort.id,
                    number=number,
                    mode=Mode.IN_PERSON,
                    starts_at=now - timedelta(days=9 - number),
                    ends_at=now - timedelta(days=9 - number) + timedelta(hours=2),
                    place="Nhà văn hóa",
                    modules=[],
                    state=MeetingState.CONFIRMED if number < 3 else MeetingState.PLANNED,
                )
            )
            for who, presence in came.items():
                event = f"{number}-{who}"
                facts = {
                    "meeting_id": meeting.id,
                    "person_id": world.people[who],
                    "presence": presence,
                    "made_at": now,
                }
                source = {"source": MarkSource.REGISTER, "made_by": world.people["lan"], "received_at": now}
                save(MarkEvent(id=event, **facts, **source))
                save(Mark(event_id=event, **facts))
        world.cohort = cohort.id
        count_all_classes()
        db.session.commit()
    return world


def test_a_cadre_goes_from_the_commune_to_a_class_to_its_people(taught, read_as):
    dung = read_as(taught.people["dung"], staff=True).visit("/reports/22045").follow("Classes held here")
    assert "Lớp tối thứ Ba Thôn Lãnh Vân 2 1 100 %" in dung.text
    dung.follow("Lớp tối thứ Ba")
    assert "Bùi Thị Hoa Thôn Lãnh Vân 2 of 2" in dung.text
    assert "Cao Đức Minh Thôn Lãnh Vân 1 of 1" in dung.text


def test_a_village_shows_its_classes(taught, read_as):
    dung = read_as(taught.people["dung"], staff=True).visit("/reports/22045-01")
    assert "Lớp tối thứ Ba" in dung.page.links
    assert "No class was held here yet." in dung.visit("/reports/22045-02").text


def test_a_neighbour_sees_no_class(taught, read_as):
    for who in ("other_cadre", "other_trainer"):
        read_as(taught.people[who], staff=True).visit(f"/reports/classes/{taught.cohort}", expect=404)
    read_as(taught.people["hoa"]).visit(f"/reports/classes/{taught.cohort}", expect=404)


def test_classes_and_their_people_cost_the_same_however_many(app, taught, read_as, count_queries):
    from tests.world import person

    dung, counts = read_as(taught.people["dung"], staff=True).visit("/reports/22045/classes"), []
    for round_ in range(2):
        with count_queries() as asked:
            dung.visit(f"/reports/classes/{taught.cohort}")
            dung.visit("/reports/22045/classes")
        counts.append(asked.total)
        with app.app_context():
            for n in range(30):
                who = person(f"Học viên {round_} {n}", taught.units["village"]).id
                save(Membership(cohort_id=taught.cohort, person_id=who, joined_at=clock.now()))
    assert counts[0] == counts[1] <= 12
