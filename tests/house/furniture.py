"""One world with everything in it, so that every door has something behind it."""

import random
import uuid
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from lms.catalogue import shelf
from lms.catalogue.actions import keep_pictures
from lms.catalogue.content import Course
from lms.catalogue.models import BankQuestion
from lms.certificates.models import Certificate
from lms.classes.actions import attendance, members
from lms.classes.models import (
    Cohort,
    CohortTrainer,
    MarkSource,
    Meeting,
    MeetingState,
    Mode,
    OnlineGuest,
    Presence,
    SheetPhoto,
)
from lms.classroom.actions import groups, papers
from lms.classroom.models import GroupWay
from lms.core import clock
from lms.core.access import Role
from lms.core.db import db
from lms.learning import actions as learning
from lms.learning.models import LocalLesson
from lms.papers.actions.addresses import make_address
from lms.papers.models import Purpose
from lms.people import invitations
from lms.people.models import Grant, Person
from lms.printing.actions import ask
from lms.quizzes import actions as quizzing
from lms.quizzes.actions import corrections as correcting
from lms.quizzes.actions import placement as placing
from lms.quizzes.actions import review
from lms.quizzes.models import Answer, Appeal, Attempt, CorrectionKind, Placement, PlacementState
from lms.quizzes.queries import corrections as corrected
from lms.quizzes.rules.placement import judged
from lms.speech.actions import Place, record
from lms.speech.models import Recording
from lms.speech.rules import Taken
from lms.studio.actions import begin
from tests.catalogue.writing import FILES
from tests.course_document import COURSE
from tests.house.life import life
from tests.world import World, person, save
from tests.world import grant as grant_role

STUDIO_PAGES = [
    "draft_recordings",
    "lesson",
    "module_preview",
    "module_settings",
    "move_lesson",
    "move_module",
    "move_question",
    "new_lesson",
    "new_question",
    "picture",
    "pictures",
    "question",
    "questions",
    "remove_lesson",
    "remove_module",
    "remove_picture",
    "remove_question",
]
PICTURE = "0123456789abcdef0123456789abcdef.svg"


def furnish(world: World) -> dict[str, Any]:
    """Give Hoa a class, a meeting that is on now, an open attempt and a certificate; answers the words of addresses."""
    now = clock.now()
    hoa, lan = world.people["hoa"], world.people["lan"]
    db.session.execute(sa.update(Person).where(Person.id == hoa).values(name="Bùi Thị Sơn Ca"))
    course = shelf.course(world.course)
    cohort = save(
        Cohort(
            unit_id=world.units["village"],
            course=course.slug,
            modules=["thanh-toan"],
            name="Lớp chim hoàng yến",
            place="Nhà văn hóa",
            capacity=30,
            created_at=now,
            created_by=lan,
        )
    )
    save(CohortTrainer(cohort_id=cohort.id, person_id=lan))
    members.join(cohort.id, course.slug, hoa, now)
    meeting = save(
        Meeting(
            cohort_id=cohort.id,
            number=1,
            mode=Mode.HYBRID,
            starts_at=now - timedelta(minutes=5),
            ends_at=now + timedelta(hours=1),
            place="Nhà văn hóa",
            link="https://hop.example.vn/x",
            modules=["thanh-toan"],
            state=MeetingState.PLANNED,
        )
    )
    for lesson in course.modules[0].lessons:
        learning.finish_lesson(hoa, course, "thanh-toan", lesson.slug, now)
    learning.note_quiz(hoa, course, "thanh-toan", 100, True, now)
    attempt = quizzing.start(hoa, course, course.modules[1], random.Random(1), now)
    event = str(uuid.uuid4())
    attendance.mark(meeting.id, [(event, hoa, Presence.PRESENT, now)], MarkSource.BOARD, hoa, now)
    colleague = person("Đặng Thị Én", world.units["commune"], 2000)
    guest = save(OnlineGuest(meeting_id=meeting.id, name="iPhone", added_by=lan, added_at=now))
    photo = save(SheetPhoto(meeting_id=meeting.id, body=b"x", digest="x", made_by=lan, made_at=now))
    grant_role(colleague.id, Role.TRAINER, world.units["commune"])
    keep_pictures({PICTURE: b"<svg/>"})
    drawing = ask(world.people["dung"], "bao-cao", "<p>x</p>", "/", now)
    group, paper = _classroom(world, cohort, now)
    placed, still_placing = _placements(hoa, course, now)
    feed, _token = make_address(hoa, Purpose.LEARNING, None, "vi", now)
    appeal, correction = _opinions(world, attempt.id, course, now)
    ways_of_life = life(world, cohort, meeting, now)
    draft = _draft(world, now)
    recording = _recording(world, course, now)
    db.session.commit()
    serial = db.session.scalar(sa.select(Certificate.serial).where(Certificate.person_id == hoa))
    grant = db.session.scalar(sa.select(Grant.id).where(Grant.person_id == lan))
    return {
        "cohort_id": cohort.id,
        "meeting_id": meeting.id,
        "guest_id": guest.id,
        "photo_id": photo.id,
        "attempt_id": attempt.id,
        "drawing_id": drawing,
        "group_id": group,
        "paper_id": paper,
        "feed_id": feed,
        "draft_id": draft,
        **ways_of_life,
        "recording_id": recording.id,
        "speech.recording.name": recording.name,
        "edition": world.edition,
        "language": "vi",
        "path": "an-toan/mat-khau.vi.md",
        **{
            f"studio.{page}.{name}": value
            for page in STUDIO_PAGES
            for name, value in (("module", "an-toan"), ("lesson", "mat-khau"), ("question_id", "mot"))
        },
        "studio.new_question.kind": "single",
        "studio.end_local.unit_id": world.units["village_2"],
        "papers.draft_paper.module": "an-toan",
        "papers.draft_paper.lesson": "mat-khau",
        "papers.draft_paper.kind": "poster",
        "studio.picture.name": "hinh.svg",
        "studio.remove_picture.name": "hinh.svg",
        "appeal_id": appeal,
        "correction_id": correction,
        "quizzes.appeal.position": 2,
        "placement_id": placed,
        "quizzes.placement_question.placement_id": still_placing,
        "quizzes.placement_answer.placement_id": still_placing,
        "question_id": course.modules[0].questions[0].id,
        "turn": 1,
        "number": 1,
        "done": 1,
        "person_id": hoa,
        "classes.add_trainer.person_id": colleague.id,
        "classes.remove_trainer.person_id": lan,
        "people.grants.person_id": lan,
        "people.set_up.token": invitations.token_for(db.session.get_one(Person, lan)),
        "people.take.person_id": lan,
        "people.confirm_take.person_id": lan,
        "grant_id": grant,
        "serial": serial,
        "row_id": _bank_question(course.slug),
        "interop.file.kind": "gift",
        "code": "22045",
        "course": course.slug,
        "module": "thanh-toan",
        "lesson": "thanh-toan-mot",
        "step": 1,
        "position": 1,
        "kind": "csv",
        "token": "nobody-made-this-token",
        "filename": "app.css",
        "name": PICTURE,
    }


def _draft(world: World, now: datetime) -> int:
    """A course that an author of the commune is writing; a lesson of a village's own is shown already."""
    module = shelf.course(world.course).modules[0]
    document = next(each for each in COURSE["modules"] if each["slug"] == module.slug)["lessons"][0]
    where = {"course": world.course, "module": module.slug, "lesson": document["slug"]}
    who = {"unit_id": world.units["village_2"], "made_by": world.people["author"]}
    save(LocalLesson(**where, **who, document=document, hash="0" * 32, published_at=now))
    files = {path: text.encode() for path, text in FILES.items()}
    files["an-toan/pictures/hinh.svg"] = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    return begin("Khóa đang viết", files, world.units["commune"], world.people["author"], now).id


def _recording(world: World, course: Course, now: datetime) -> Recording:
    """The first step of the course, read aloud by an administrator."""
    lesson = course.modules[0].lessons[0]
    place = Place(world.units["country"], course.slug, course.modules[0].slug, lesson.slug, 1, "Bước 1")
    return record(Taken(b"OggS", 3000), "vi", lesson.steps[0].digest["vi"], place, world.people["an"], now)


def _opinions(world: World, attempt_id: int, course: Course, now: datetime) -> tuple[int, int]:
    """Two wrong answers of hers, the second of which she thinks is right; and a corrected question."""
    questions = db.session.get_one(Attempt, attempt_id).questions
    for position in (2, 3):
        save(
            Answer(
                attempt_id=attempt_id, position=position, response=[0], credit=0, right=False, answered_at=now
            )
        )
    about = {"course": course.slug, "module": course.modules[1].slug, "question_id": questions[2]["id"]}
    appeal = save(Appeal(attempt_id=attempt_id, position=3, made_at=now, **about))
    rule = corrected.Rule(0, *about.values(), course.edition, True, CorrectionKind.ALL_RIGHT, "")
    return appeal.id, correcting.correct(rule, "Câu này chưa rõ", world.people["an"], now).id


def _placements(person_id: int, course: Course, now: datetime) -> tuple[int, int]:
    """A placement of hers that ended and one that is open; and a question she has to repeat."""
    ended = placing.start(person_id, course, random.Random(1), now)
    over = {"state": PlacementState.ENDED, "result": judged(course, [], {}), "ended_at": now}
    db.session.execute(sa.update(Placement).values(over))
    opened = placing.start(person_id, course, random.Random(1), now)
    missed = course.modules[0].questions[0].id
    review.note_attempt(
        person_id, course.slug, course.modules[0].slug, [(missed, False)], now - timedelta(days=3)
    )
    return ended.id, opened.id


def _bank_question(course: str) -> int:
    """A question that an author took from another system."""
    document = {
        "id": "tu-noi-khac",
        "kind": "truefalse",
        "lesson": "thanh-toan-mot",
        "difficulty": 1,
        "outcome": None,
        "ask": {"vi": "Mã OTP là của riêng bác."},
        "because": None,
        "choices": [{"text": {"vi": "Đúng"}, "because": None}, {"text": {"vi": "Sai"}, "because": None}],
        "right": [0],
    }
    row = BankQuestion(
        course=course,
        module="thanh-toan",
        question_id=document["id"],
        document=document,
        origin_format="gift",
        origin_file="cau-hoi.txt",
        added_at=clock.now(),
    )
    return int(save(row).id)


def _classroom(world: World, cohort: Cohort, now: datetime) -> tuple[int, int]:
    """A quiz on the wall and one on paper that Hoa handed in; their ids."""
    course, lan, rng = shelf.course(world.course), world.people["lan"], random.Random(1)
    module = course.modules[0]
    group = groups.ask_class(cohort, course, module, 5, GroupWay.HANDS, lan, rng, now)
    paper = papers.make_paper(
        cohort, course, module, variants=1, several=True, asker_id=lan, rng=rng, now=now
    )
    papers.keep_sheets(paper, {world.people["hoa"]: ("1", ["A", "B", "A", "B", "A"])}, lan, now)
    return group, paper
