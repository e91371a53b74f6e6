"""A full system to measure: the demo commune grown to twenty villages, forty people in a class, many open quizzes."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa
from flask import Flask

from bench import evenings, quizzes
from bench.load import Request
from lms.catalogue import shelf
from lms.certificates.models import Certificate
from lms.classes.actions import cohorts, meetings, members
from lms.classes.models import Mode
from lms.classes.views.board import check_in_key
from lms.core import clock
from lms.core.db import db
from lms.demo import people, places, story
from lms.people.models import Person
from lms.places import actions as place_actions
from lms.places import rules as place_rules
from tests.reader import Reader

RUNS = 5
ONE_BY_ONE = "_one_by_one"  # at the end of a scene's name: asked by one client, not by two at once
TAKERS = 80  # people who take a whole quiz in each run, half of them taking it along


@dataclass(slots=True)
class Scenes:
    """For each scene, the requests of each run; and who takes whole quizzes, by run."""

    requests: dict[str, Sequence[Any]] = field(default_factory=dict)
    takers: list[Sequence[quizzes.Person]] = field(default_factory=list)


def build(app: Flask, each: int) -> Scenes:
    """Requests for `each` answers a scene and run."""
    scenes = Scenes()
    with app.app_context():
        named = {
            person.name: person.id
            for person in db.session.scalars(sa.select(Person).where(Person.phone.is_not(None)))
        }
        quizzes.ten_a_quiz(clock.now())
        codes_key = check_in_key()
        unit = places.unit_named(story.COMMUNE, story.PROVINCE)
        commune, commune_id = unit.code, unit.id
        serial = db.session.scalar(sa.select(Certificate.serial).limit(1))
        _more_villages(commune)
        meeting_ids, register = _class_of_forty(named["Trần Thị Lan"], each * (RUNS + 1))
        tonight, _forty = evenings.season(commune_id, named["Trần Thị Lan"])
        checks = 2 * (each // 5) * (RUNS + 1)  # by two at once and one by one
        hall, crowd = evenings.season(commune_id, named["Trần Thị Lan"], checks * 2)
        attempts = quizzes.open_attempts(commune_id, each * (RUNS + 1))
        course = shelf.courses()[0]
        lesson = f"/learn/{course.slug}/{course.modules[0].slug}/{course.modules[0].lessons[0].slug}/3"
    hoa, lan = Reader(app, named["Bùi Thị Hoa"]), Reader(app, named["Trần Thị Lan"], staff=True)
    dung = Reader(app, named["Phạm Văn Dũng"], staff=True)
    scenes.requests = {
        "lesson_step": _same(Request(lesson, headers=_cookie(hoa)), each),
        "quiz_answer": _cut(quizzes.answers(app, attempts), each),
        "register_open": _same(Request(f"/meetings/{tonight}/register", headers=_cookie(lan)), each),
        "register_save": _cut(_saves(lan, meeting_ids, register, each * (RUNS + 1)), each),
        "verify_page": _same(Request(f"/verify/{serial}"), each),
        "commune_report": _same(Request(f"/reports/{commune}", headers=_cookie(dung)), each),
        "home": _same(Request("/", headers=_cookie(hoa)), each),
    }
    phones = evenings.on_phones(app, crowd)
    for name, way in (("check_in_scan", evenings.scanning), ("check_in_digits", evenings.typing)):
        mine, phones = phones[:checks], phones[checks:]
        for at, how in enumerate(("", ONE_BY_ONE)):
            shares = [mine[2 * n + at :: 2 * (RUNS + 1)] for n in range(RUNS + 1)]
            scenes.requests[name + how] = [evenings.CheckIns(share, way(codes_key, hall)) for share in shares]
    takers = quizzes.takers(app, commune_id, TAKERS * (RUNS + 1))
    scenes.takers = [takers[n :: RUNS + 1] for n in range(RUNS + 1)]
    return scenes


def _same(request: Request, each: int) -> list[list[Request]]:
    return [[request] * each] * (RUNS + 1)


def _cut(requests: Iterator[Request], each: int) -> list[list[Request]]:
    return [[next(requests) for _ in range(each)] for _ in range(RUNS + 1)]


def _cookie(reader: Reader) -> dict[str, str]:
    reader.csrf_token()  # a browser in use has one in its session already
    cookie = reader.client.get_cookie("lms")
    assert cookie is not None
    return {"Cookie": f"lms={cookie.value}; language=vi"}


def _more_villages(commune: str) -> None:
    drafts = [
        place_rules.VillageDraft(line=n, commune_code=commune, name=f"Thôn Mới {n}", form="thôn", number=n)
        for n in range(6, 21)
    ]
    place_actions.take_villages(place_actions.plan_villages(drafts, None), clock.today())
    db.session.commit()


def _class_of_forty(trainer: int, saves: int) -> tuple[list[int], list[int]]:
    now = clock.now()
    commune = places.unit_named(story.COMMUNE, story.PROVINCE)
    course = shelf.courses()[0]
    plan = cohorts.Plan("Lớp đo", "Nhà văn hóa", 40, 80, [module.slug for module in course.modules])
    cohort = cohorts.open_cohort(plan, course.slug, commune.id, now, made_by=trainer, teaches=True)
    learners = people.add_villagers(random.Random(4), commune.id, 40, trainer, now)
    for person_id in learners:
        members.join(cohort.id, course.slug, person_id, now)
    hours = meetings.Hours(now - timedelta(minutes=20), now + timedelta(hours=2))
    room = meetings.Room(Mode.IN_PERSON, "Nhà văn hóa", None)
    # A register is saved a few times, not thousands: the saves are spread over many meetings.
    planned = meetings.plan_meetings(cohort, [hours] * (saves // 3), room, [cohort.modules] * (saves // 3))
    db.session.commit()
    return [meeting.id for meeting in planned], learners


def _saves(lan: Reader, meeting_ids: list[int], learners: list[int], how_many: int) -> Iterator[Request]:
    """Each save changes all forty marks."""
    token, headers = lan.csrf_token(), {**_cookie(lan), **quizzes.FORM}
    for n in range(how_many):
        meeting_id = meeting_ids[n % len(meeting_ids)]
        presence = ("present", "late", "excused")[n // len(meeting_ids)]  # so that every save changes all
        fields = {"csrf_token": token, **{f"p{person_id}": presence for person_id in learners}}
        yield Request(f"/meetings/{meeting_id}/register", "POST", urlencode(fields), headers)
