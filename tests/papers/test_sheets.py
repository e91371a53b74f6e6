"""The attendance sheet, the class list and the poster can be read, and hold what they should."""

import io
import uuid

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from lms.classes.models import Mark, MarkEvent, MarkSource, Meeting, MeetingState, Presence
from lms.classes.rules import paper_code
from lms.core import clock
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.people.models import Person
from tests.classes.make import EVENING, WEEK
from tests.papers.lesson import class_of, outside, sides

pytestmark = pytest.mark.both


@pytest.fixture(autouse=True)
def before_the_first_evening(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: EVENING - WEEK)


def pdf(reader, path):
    return reader.visit(path).response.data


def exported(app):
    with app.app_context():
        rows = (
            sa.select(AuditEntry.subject, AuditEntry.detail)
            .where(AuditEntry.deed == "exported")
            .order_by(AuditEntry.id)
        )
        return [(subject, detail) for subject, detail in db.session.execute(rows)]


def test_thirty_names_stand_on_one_side_in_the_order_of_the_register(app, world, read_as):
    lesson = class_of(app, world, people=30)
    drawn = pdf(read_as(lesson.lan, staff=True), f"/meetings/{lesson.meetings[0]}/papers/sheet.pdf")
    [side] = sides(drawn)
    assert all(name in side for name in lesson.names)
    assert paper_code(lesson.meetings[0]) in side and "Giấy điểm danh" in side
    assert side.index("H'Blơm Ayŭn") < side.index("Nguyễn Thị Ẫm") < side.index("Vũ Đức Ổn")
    assert "Người mới" in side and "Số người đếm" in side and "Người dạy (ký" in side
    assert not outside(drawn)
    assert exported(app) == [("register", {"people": 30})]


def test_sixty_names_go_on_with_the_headings_on_the_next_side(app, world, read_as):
    lesson = class_of(app, world, people=60)
    read = sides(pdf(read_as(lesson.lan, staff=True), f"/meetings/{lesson.meetings[0]}/papers/sheet.pdf"))
    assert len(read) == 2 and "Họ và tên" in read[1]
    assert all(name in " ".join(read) for name in lesson.names)


def test_a_class_list_of_thirty_two_is_one_side_and_of_sixty_two(app, world, read_as):
    for people, how_many in ((32, 1), (60, 2)):
        lesson = class_of(app, world, people=people)
        drawn = pdf(read_as(lesson.lan, staff=True), f"{lesson.path}/list.pdf?phones=1")
        read = sides(drawn)
        assert len(read) == how_many and all(name in " ".join(read) for name in lesson.names)
        assert not outside(drawn)


def test_a_sheet_shows_the_marks_made_so_far_unless_it_shall_be_empty(app, world, read_as):
    lesson = class_of(app, world)
    mark(app, lesson, Presence.LATE)
    lan = read_as(lesson.lan, staff=True)
    sheet = f"/meetings/{lesson.meetings[0]}/papers/sheet.pdf"
    assert crosses(pdf(lan, sheet)) == crosses(pdf(lan, f"{sheet}?empty=1")) + 1


def mark(app, lesson, presence):
    with app.app_context():
        event = MarkEvent(
            id=str(uuid.uuid4()),
            meeting_id=lesson.meetings[0],
            person_id=lesson.hoa,
            presence=presence,
            source=MarkSource.REGISTER,
            made_by=lesson.lan,
            made_at=EVENING,
            received_at=EVENING,
        )
        db.session.add(event)
        db.session.flush()
        db.session.add(
            Mark(
                meeting_id=event.meeting_id,
                person_id=lesson.hoa,
                presence=presence,
                event_id=event.id,
                made_at=EVENING,
            )
        )
        db.session.commit()


def crosses(drawn):
    """How often two strokes cross: a box that is crossed is two lines more."""
    [page] = PdfReader(io.BytesIO(drawn)).pages
    return page.get_contents().get_data().count(b"1 J")


def test_a_cancelled_meeting_has_no_sheet(app, world, read_as):
    lesson = class_of(app, world)
    with app.app_context():
        db.session.get_one(Meeting, lesson.meetings[0]).state = MeetingState.CANCELLED
        db.session.commit()
    read_as(lesson.lan, staff=True).visit(f"/meetings/{lesson.meetings[0]}/papers/sheet.pdf", expect=409)


def test_a_class_list_tells_phones_only_when_asked_and_only_of_people_in_ones_charge(app, world, read_as):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    [side] = sides(pdf(lan, f"{lesson.path}/list.pdf"))
    assert "Bùi Thị Hoa" in side and "1957" in side and "Chưa học buổi nào" in side and "0912" not in side
    assert "0912000001" in sides(pdf(lan, f"{lesson.path}/list.pdf?phones=1"))[0]
    with app.app_context():
        db.session.get_one(Person, lesson.hoa).unit_id = world.units["sibling"]
        db.session.commit()
    [side] = sides(pdf(lan, f"{lesson.path}/list.pdf?phones=1"))
    assert "Bùi Thị Hoa" in side and "0912" not in side
    assert [detail["fields"] for _subject, detail in exported(app)] == [[], ["phone"], ["phone"]]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ("Mời bà con đến lớp", "Thứ Tư hằng tuần", "4 buổi, từ 18/11/2026 đến 9/12/2026", "Không có điện thoại vẫn học được!", "Cứ đến thôi.")),
        ("en", ("Come and learn with us", "Every Wednesday", "4 meetings, from 18 Nov 2026 to 9 Dec 2026", "No phone needed.", "Just come.")),
        ("fr", ("Venez apprendre avec nous", "Chaque mercredi", "4 séances, du 18/11/2026 au 9/12/2026", "Sans téléphone aussi", "Venez, tout simplement.")),
    ],
)  # fmt: skip
def test_a_poster_says_what_where_when_and_who(app, world, read_as, language, words):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    for size, width in (("a4", 595), ("a3", 842)):
        drawn = pdf(lan, f"{lesson.path}/poster.pdf?size={size}&in={language}")
        [side] = sides(drawn)
        for word in (
            *words,
            "Lớp Lãnh Vân 3",
            "Nhà văn hóa thôn",
            "19:30–21:00",
            "Trần Thị Lan",
            "localhost",
        ):
            assert word in side
        [page] = PdfReader(io.BytesIO(drawn)).pages
        assert round(float(page.mediabox.width)) == width and not outside(drawn)
        assert "Bùi Thị Hoa" not in side


def test_a_poster_without_meetings_or_teachers_leaves_room_to_write(app, world, read_as):
    lesson = class_of(app, world, meetings=0, trainer=None)
    [side] = sides(pdf(read_as(world.people["dung"], staff=True), f"{lesson.path}/poster.pdf"))
    assert "Khi nào" in side and "Người dạy" in side


def test_the_papers_of_a_class_are_reached_from_it_and_from_a_meeting(app, world, read_as):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True).visit(f"/classes/{lesson.id}").follow("Papers of the class")
    assert "Meeting 1" in lan.text
    assert (
        lan.visit(f"/classes/{lesson.id}").follow("Papers for this meeting").path
        == f"/meetings/{lesson.meetings[0]}/papers"
    )
    lan.visit(f"/meetings/{lesson.meetings[2]}/papers").follow("Sheet 3")
    assert "Buổi 3" in sides(lan.response.data)[0]
    read_as(world.people["other_trainer"], staff=True).visit(lesson.path, expect=404)
