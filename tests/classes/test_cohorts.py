"""Making a class, finding it, changing and closing it."""

import pytest
from flask import Flask

from lms.classes.models import Cohort, CohortTrainer, Meeting, MeetingState, Mode
from lms.classes.rules.cohorts import spread, weekly
from lms.core import clock
from lms.core.access import Role
from lms.core.db import db
from lms.places.models import Unit, UnitKind
from tests.classes import make
from tests.world import LONG_AGO, World, grant, person

pytestmark = pytest.mark.both

FORM = {
    "name": "Lãnh Vân 3",
    "place": "Nhà văn hóa",
    "modules": ["thanh-toan", "an-toan"],
    "capacity": "31",
    "minimum_attendance": "75",
    "first": "2026-11-18",
    "starts": "19:30",
    "ends": "21:00",
    "weekdays": ["2", "5"],
    "how_many": "4",
    "mode": "in_person",
    "link": "",
}


def test_meetings_repeat_weekly_on_the_chosen_days():
    wednesday = make.EVENING.date()
    assert [day.isoformat() for day in weekly(wednesday, {2, 5}, 4)] == [
        "2026-11-18",
        "2026-11-21",
        "2026-11-25",
        "2026-11-28",
    ]
    assert [day.weekday() for day in weekly(wednesday, set(), 3)] == [2, 2, 2]


def test_modules_are_spread_over_the_meetings_in_order_and_none_is_left_out():
    assert spread(["a", "b"], 4) == [["a"], ["a"], ["b"], ["b"]]
    assert spread(["a", "b", "c"], 2) == [["a"], ["b", "c"]]
    assert spread(["a"], 1) == [["a"]]


def test_a_trainer_makes_a_class_with_its_meetings_on_one_page(app: Flask, world: World, read_as):
    lan = read_as(world.people["lan"], staff=True)
    lan.visit("/classes/").follow("New class")
    lan.press("Make the class", **FORM, unit=str(world.units["village"]))
    assert "Taught by Trần Thị Lan" in lan.text
    assert "Wednesday 18 November 19:30–21:00" in lan.text
    with app.app_context():
        made = db.session.query(Cohort).one()
        meetings = db.session.query(Meeting).order_by(Meeting.number).all()
        assert (made.capacity, made.minimum_attendance, made.unit_id) == (31, 75, world.units["village"])
        assert [meeting.number for meeting in meetings] == [1, 2, 3, 4]
        assert [meeting.modules for meeting in meetings] == [["thanh-toan"]] * 2 + [["an-toan"]] * 2
        assert meetings[0].starts_at == make.EVENING


def test_a_mistake_keeps_what_was_typed_and_makes_nothing(app: Flask, world: World, read_as):
    lan = read_as(world.people["lan"], staff=True)
    lan.visit("/classes/new")
    wrong = {**FORM, "mode": "online", "link": "javascript:alert(1)", "ends": "18:00", "capacity": "0"}
    lan.press("Make the class", **wrong, unit=str(world.units["village"]))
    assert "The end comes after the beginning." in lan.text
    assert "It begins with https://" in lan.text
    assert "between 1 and 500" in lan.text
    assert 'value="Lãnh Vân 3"' in lan.html
    lan.press("Make the class", **{**wrong, "link": ""})
    assert "Paste the link with which people join." in lan.text
    with app.app_context():
        assert db.session.query(Cohort).count() == 0
        assert db.session.query(Meeting).count() == 0


def test_a_class_cannot_be_made_outside_the_units_in_charge(app: Flask, world: World, read_as):
    lan = read_as(world.people["lan"], staff=True)
    lan.visit("/classes/new")
    lan.press("Make the class", **FORM, unit=str(world.units["sibling"]))
    assert "Choose one from the list." in lan.text
    lan.visit(f"/classes/new?near={world.units['sibling']}", expect=404)
    with app.app_context():
        assert db.session.query(Cohort).count() == 0


def test_a_cadre_who_makes_a_class_answers_for_it_and_adds_a_trainer(app: Flask, world: World, read_as):
    dung = read_as(world.people["dung"], staff=True)
    dung.visit("/classes/new").press("Make the class", **FORM, unit=str(world.units["village"]))
    assert "Nobody teaches this class yet" in dung.text
    dung.follow("Trainers").press("Add Trần Thị Lan")
    assert "Trần Thị Lan" in dung.text
    read_as(world.people["lan"], staff=True).visit("/classes/").follow("Lãnh Vân 3")
    with app.app_context():
        assert db.session.query(CohortTrainer).count() == 1


def test_only_trainers_of_ones_own_units_can_be_added_and_one_always_stays(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id = make.cohort(world).id
        second = person("Lê Văn Hai", world.units["village"]).id
        grant(second, Role.TRAINER, world.units["village"])
    lan = read_as(world.people["lan"], staff=True)
    path = f"/classes/{cohort_id}/trainers"
    lan.visit(path)
    lan.post(f"{path}/{world.people['other_trainer']}/add", expect=404)
    lan.post(f"{path}/{world.people['hoa']}/add", expect=404)
    lan.post(f"{path}/{world.people['lan']}/remove", expect=409)
    lan.visit(f"{path}?q=le van hai").press("Add Lê Văn Hai")
    read_as(second, staff=True).visit(f"/classes/{cohort_id}")
    lan.post(f"{path}/{world.people['lan']}/remove")
    lan.visit(f"/classes/{cohort_id}", expect=404)


@pytest.mark.parametrize(
    ("who", "sees"),
    [("lan", 200), ("dung", 200), ("binh", 200), ("an", 200), ("other_trainer", 404), ("other_cadre", 404)],
)
def test_a_class_is_seen_by_its_trainers_and_those_in_charge_of_its_unit(
    app: Flask, world: World, read_as, who: str, sees: int
):
    with app.app_context():
        cohort = make.cohort(world)
        cohort_id, meeting_id = cohort.id, make.meeting(cohort, starts_at=clock.now() + make.WEEK).id
    reader = read_as(world.people[who], staff=True)
    for page in (
        "",
        "/edit",
        "/close",
        "/trainers",
        "/meetings/new",
        "/members/add",
        "/walk-in",
        "/roster",
        "/skills",
    ):
        reader.visit(f"/classes/{cohort_id}{page}", expect=sees)
    for page in ("edit", "cancel"):
        reader.visit(f"/meetings/{meeting_id}/{page}", expect=sees)
    if sees == 404:
        for page in (f"/classes/{cohort_id}/reopen", f"/meetings/{meeting_id}/bring-back"):
            reader.post(page, expect=404)


def test_a_trainer_who_signed_in_with_a_pin_is_a_learner(app: Flask, world: World, read_as):
    with app.app_context():
        cohort_id = make.cohort(world).id
    read_as(world.people["lan"]).visit(f"/classes/{cohort_id}", expect=404)
    read_as(world.people["lan"]).visit("/classes/new", expect=404)


def test_a_learner_sees_the_class_they_belong_to_and_no_other(app: Flask, world: World, read_as):
    with app.app_context():
        cohort = make.cohort(world)
        make.meeting(
            cohort, starts_at=clock.now() + make.WEEK, mode=Mode.HYBRID, link="https://meet.example/x"
        )
        make.member(cohort, world.people["hoa"])
        cohort_id = cohort.id
    hoa = read_as(world.people["hoa"])
    hoa.visit("/classes/").follow("Lớp Lãnh Vân 3")
    assert "Your attendance" in hoa.text
    assert "Join online" in hoa.text
    hoa.visit(f"/classes/{cohort_id}/edit", expect=404)
    minh = read_as(world.people["minh"])
    assert "You are not in a class yet." in minh.visit("/classes/").text
    minh.visit(f"/classes/{cohort_id}", expect=404)


def test_a_class_is_changed_but_not_below_the_people_in_it(app: Flask, world: World, read_as):
    with app.app_context():
        cohort = make.cohort(world)
        make.meeting(cohort)
        make.member(cohort, world.people["hoa"])
        make.member(cohort, world.people["minh"])
        cohort_id = cohort.id
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}/edit").press("Save", capacity="1", name="Khác")
    assert "More people than that are in the class already." in lan.text
    lan.press("Save", capacity="2", name="Lớp mới", modules=["an-toan"])
    with app.app_context():
        cohort = db.session.get_one(Cohort, cohort_id)
        assert (cohort.name, cohort.capacity, cohort.modules) == ("Lớp mới", 2, ["an-toan"])
        assert db.session.query(Meeting).one().modules == ["an-toan"]


def test_a_class_is_closed_after_asking_and_opened_again(app: Flask, world: World, read_as):
    with app.app_context():
        cohort = make.cohort(world)
        cohort_id = cohort.id
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/classes/{cohort_id}").follow("Close the class")
    with app.app_context():
        assert db.session.get_one(Cohort, cohort_id).closed_at is None
    lan.press("Close the class")
    assert "This class was closed" in lan.text
    lan.post(f"/classes/{cohort_id}/members/{world.people['hoa']}/join", expect=409)
    lan.visit(f"/classes/{cohort_id}").press("Open it again")
    lan.post(f"/classes/{cohort_id}/members/{world.people['hoa']}/join")
    with app.app_context():
        assert db.session.get_one(Cohort, cohort_id).seats_taken == 1


def test_lists_of_classes_and_members_cost_the_same_for_few_and_many(
    app: Flask, world: World, read_as, count_queries
):
    lan = read_as(world.people["lan"], staff=True)
    with app.app_context():
        cohort = make.cohort(world)
        cohort_id = cohort.id
        make.meetings(cohort, 3)
        for number in range(5):
            make.member(cohort, person(f"Người Học {number}", world.units["village"]).id)
    pages = ("/classes/", f"/classes/{cohort_id}", f"/classes/{cohort_id}/skills?view=all")
    few = []
    for page in pages:
        lan.visit(page)
        with count_queries() as asked:
            lan.visit(page)
        few.append(asked.total)
    with app.app_context():
        cohort = db.session.get_one(Cohort, cohort_id)
        for number in range(45):
            make.member(cohort, person(f"Người Thêm {number}", world.units["village"]).id)
        for _ in range(40):
            make.meeting(make.cohort(world), starts_at=clock.now() + make.WEEK)
    many = []
    for page in pages:
        with count_queries() as asked:
            lan.visit(page)
        many.append(asked.total)
    assert many == few
    assert max(many) <= 11
    assert "Next classes" in lan.visit("/classes/").page.links


def test_a_meeting_is_cancelled_after_asking_and_brought_back(app: Flask, world: World, read_as):
    with app.app_context():
        cohort = make.cohort(world)
        meeting_id = make.meeting(cohort, starts_at=clock.now() + make.WEEK).id
    lan = read_as(world.people["lan"], staff=True)
    lan.visit(f"/meetings/{meeting_id}/cancel")
    with app.app_context():
        assert db.session.get_one(Meeting, meeting_id).state is MeetingState.PLANNED
    lan.press("Cancel the meeting")
    assert "Cancelled" in lan.text
    lan.press("Bring back meeting 1")
    with app.app_context():
        assert db.session.get_one(Meeting, meeting_id).state is MeetingState.PLANNED


def test_who_answers_for_many_communes_finds_one_without_accents_first(app: Flask, world: World, read_as):
    with app.app_context():
        province = db.session.get_one(Unit, world.units["province"])
        db.session.add_all(
            Unit(
                code=f"30{number:03}",
                kind=UnitKind.COMMUNE,
                form="xã",
                name=f"Xã {number}",
                search_key=f"xa {number}",
                sort_key=f"xa {number}",
                parent_id=province.id,
                path=f"{province.path}{9000 + number}/",
                valid_from=LONG_AGO,
            )
            for number in range(150)
        )
        db.session.commit()
    binh = read_as(world.people["binh"], staff=True)
    binh.visit("/classes/new")
    assert "In which commune is the class?" in binh.text
    assert "No commune of this name" in binh.visit("/classes/new?q=ba dinh").text
    binh.visit("/classes/new?q=xuan lanh").follow("Xã Xuân Lãnh")
    binh.press("Make the class", **FORM, unit=str(world.units["village"]))
    assert "Thôn Lãnh Vân" in binh.text


def test_what_is_done_tonight_stands_outside_the_fold_and_all_else_in_it(app: Flask, world: World, read_as):
    with app.app_context():
        cohort = make.cohort(world)
        make.member(cohort, world.people["hoa"])
        make.meeting(cohort, starts_at=clock.now())
        db.session.commit()
        cohort_id = cohort.id
    html = read_as(world.people["lan"], staff=True).visit(f"/classes/{cohort_id}").html
    before, _, rest = html.partition('<details class="box more">')
    folded, _, after = rest.partition("</details>")
    for words in ("Register", "Board", "Add people", "Skills"):
        assert words in before
    for words in ("Call list", "Trainers", "Plan several meetings", "Papers of the class", "Close the class"):
        assert words in folded and words not in before + after
