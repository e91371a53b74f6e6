"""The whole demo, in the order in which it would have happened."""

import random
from datetime import datetime, timedelta

from lms.catalogue import shelf
from lms.catalogue.content import Course
from lms.certificates import actions as certificates
from lms.certificates.queries import issued
from lms.classes.models import Mode
from lms.core import clock
from lms.demo import classes, people, places, story, study
from lms.learning.rules import COACH
from lms.places.models import Unit
from lms.reports.actions import set_target

WEEKS = timedelta(weeks=1)


def build(course: Course, now: datetime) -> list[people.Account]:
    """Fill an empty system; answers the sign-ins to hand out."""
    rng = random.Random(2025)
    today = clock.local(now).date()
    start = now - 10 * WEEKS
    units = places.build(start, today)
    staff, accounts = people.add_staff(units, start)
    lan, khoa = staff["Trần Thị Lan"], staff["Y Khoa Niê"]
    known, learner_accounts = people.add_learners(units, lan, start)
    villagers = {
        village.name: people.add_villagers(rng, units[village.name].id, village.learners, lan, start)
        for village in story.VILLAGES
    }
    _classes(rng, course, units, villagers, known, lan, khoa, now)
    for village in story.VILLAGES:
        for person_id in villagers[village.name]:
            _study(rng, course, person_id, village.diligence, start, now)
    for learner in story.LEARNERS:
        _tell(rng, course, learner, known[learner.name], start, now)
    for name, path_id in story.PATHS:
        study.follow_path(staff[name], course, path_id, rng, now - 6 * WEEKS, now)
    for where, chose, completed in story.COACHING:
        for number, person_id in enumerate(villagers[where][-chose:]):
            all_or_one = None if number < completed else 1
            study.follow_path(person_id, course, COACH, rng, now - 3 * WEEKS, now, all_or_one)
    _elsewhere(rng, course, start, now)
    _revoke_one(staff["Phạm Văn Dũng"], units["commune"], now)
    set_target(units["commune"].id, course.slug, 30, today + timedelta(days=120), staff["Phạm Văn Dũng"], now)
    return accounts + learner_accounts


def _study(
    rng: random.Random, course: Course, person_id: int, diligence: float, start: datetime, now: datetime
) -> None:
    """So far as chance and diligence take somebody."""
    modules = sum(rng.random() < diligence for _ in course.required)
    study.study_alone(person_id, course, modules, rng, start, now)
    if modules < len(course.required) and rng.random() < 0.6:
        study.stop_midway(
            person_id, course, course.required[modules], now - timedelta(days=rng.randint(1, 20))
        )


def _tell(
    rng: random.Random, course: Course, learner: story.Learner, person_id: int, start: datetime, now: datetime
) -> None:
    study.study_alone(person_id, course, learner.modules, rng, start, now)
    following = course.required[min(learner.modules, len(course.required) - 1)]
    if learner.halfway:
        study.stop_midway(person_id, course, following, now - timedelta(days=1))
    if learner.failed_quiz:
        study.read_lessons(person_id, course, following, now - timedelta(days=3))
        study.take_quiz(person_id, course, following, 0.3, rng, now - timedelta(days=2))


def _classes(
    rng: random.Random,
    course: Course,
    units: dict[str, Unit],
    villagers: dict[str, list[int]],
    known: dict[str, int],
    lan: int,
    khoa: int,
    now: datetime,
) -> None:
    today = clock.local(now).date()
    hall = "Nhà văn hóa thôn Lãnh Vân"
    slugs = [module.slug for module in course.required]
    members = villagers["Lãnh Vân"][:26] + [
        known[name] for name in ("Bùi Thị Hoa", "Cao Đức Minh", "Đinh Văn Hùng", "Lò Thị Xuân", "Bùi Văn Tư")
    ]
    running = classes.open_class(
        "Lớp Lãnh Vân 3", hall, units["Lãnh Vân"], course, slugs[:3], lan, now - 5 * WEEKS
    )
    classes.fill(running, members, now - 5 * WEEKS)
    for meeting in classes.plan_weekly(running, today - 4 * WEEKS, 8, classes.room(Mode.IN_PERSON, hall)):
        if meeting.ends_at < now:
            classes.hold(classes.teacher(lan, units["commune"]), meeting, members, rng, 0.84)
    classes.show_skills(running, course, members[:18], lan, rng, now - WEEKS, 0.7)

    hall = "Nhà văn hóa thôn Lãnh Cao"
    members = villagers["Lãnh Cao"][:24]
    finished = classes.open_class(
        "Lớp Lãnh Cao 1", hall, units["Lãnh Cao"], course, slugs[3:4], khoa, now - 9 * WEEKS
    )
    classes.fill(finished, members, now - 9 * WEEKS)
    for meeting in classes.plan_weekly(finished, today - 8 * WEEKS, 4, classes.room(Mode.IN_PERSON, hall)):
        classes.hold(classes.teacher(khoa, units["commune"]), meeting, members, rng, 0.92)
    classes.show_skills(finished, course, members, khoa, rng, now - 5 * WEEKS, 0.95)
    safety = course.required[3]
    for person_id in members:
        study.take_quiz(person_id, course, safety, 0.93, rng, now - 5 * WEEKS)

    hall = "Hội trường thôn Soi Nga"
    members = [*villagers["Soi Nga"][:20], known["H' Linh Niê"]]
    hybrid = classes.open_class(
        "Lớp Soi Nga tối", hall, units["Soi Nga"], course, slugs[2:4], lan, now - 3 * WEEKS
    )
    classes.fill(hybrid, members, now - 3 * WEEKS)
    for meeting in classes.plan_weekly(
        hybrid, today - timedelta(days=17), 6, classes.room(Mode.HYBRID, hall), 20, 0
    ):
        if meeting.ends_at < now:
            classes.hold(classes.teacher(lan, units["commune"]), meeting, members, rng, 0.78)

    online = classes.open_class(
        "Lớp trực tuyến buổi trưa",
        "Trên mạng",
        units["commune"],
        course,
        slugs,
        khoa,
        now - WEEKS,
        seats=60,
        open_door=True,
    )
    classes.fill(
        online, villagers["Hà Rai"][:8] + villagers["Da Dù"][:6] + [known["Bùi Thị Hoa"]], now - WEEKS
    )
    classes.plan_weekly(online, today + timedelta(days=1), 5, classes.room(Mode.ONLINE, "Trên mạng"), 11, 30)


def _elsewhere(rng: random.Random, course: Course, start: datetime, now: datetime) -> None:
    """A few learners in other communes, so that the country and the province have more than one line."""
    for name, learners, diligence in story.NEIGHBOURS:
        unit = places.unit_named(name, story.PROVINCE)
        for person_id in people.add_villagers(rng, unit.id, learners, None, start):
            _study(rng, course, person_id, diligence, start, now)
    province, learners, diligence = story.FAR_AWAY
    commune = places.first_commune(province)
    for person_id in people.add_villagers(rng, commune.id, learners, None, start):
        _study(rng, course, person_id, diligence, start, now)


def course_to_show() -> Course:
    return shelf.courses()[0]


def _revoke_one(cadre: int, commune: Unit, now: datetime) -> None:
    """One certificate was given to the wrong person of two with the same name."""
    who = classes.in_charge(cadre, commune)
    oldest = issued(who)[-1]
    certificates.revoke(who, oldest.serial, "Cấp nhầm cho người trùng họ tên.", now - timedelta(days=4))
