"""The paper sheet: its code, the grid, and the photograph kept as evidence."""

import io
from datetime import timedelta

import pytest
import sqlalchemy as sa
from PIL import Image

from lms.classes.actions import photos
from lms.classes.models import MarkEvent, MarkSource, Presence, SheetPhoto
from lms.classes.rules import meeting_from_code, paper_code
from lms.classes.rules.paper import WrongSheetCode
from lms.classes.rules.photographs import LARGEST, LONGEST_SIDE, BadPhotograph, redrawn
from lms.core import clock
from lms.core.audit import AuditEntry, Deed
from lms.core.db import db
from tests.classes.evening import marks

pytestmark = pytest.mark.usefixtures("in_class")

P, L, E, A = Presence.PRESENT, Presence.LATE, Presence.EXCUSED, Presence.ABSENT


def test_a_code_is_read_however_it_is_written():
    code = paper_code(42)
    assert code == "0042-7"
    for written in (code, "00427", " 0042 7 ", "0042.7"):
        assert meeting_from_code(written) == 42


def test_one_wrong_digit_or_two_swapped_are_noticed():
    code = paper_code(4213).replace("-", "")
    slips = {code[:at] + digit + code[at + 1 :] for at in range(len(code)) for digit in "0123456789"}
    slips |= {code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(len(code) - 1)}
    for slip in (slips - {code}) | {"", "7", "abc", "²²²²²", "1" * 30}:
        with pytest.raises(WrongSheetCode):
            meeting_from_code(slip)


@pytest.mark.both
def test_the_code_opens_the_grid_of_its_meeting_and_letters_become_marks(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True).visit("/classes/sheet")
    lan.press("Open the sheet", code=paper_code(lesson.id))
    assert "The paper sheet of meeting 1" in lan.text
    lan.press("Save the sheet", **{f"k{lesson.hoa}": "P", f"k{lesson.minh}": "e"})
    assert "2 marks from the sheet." in lan.text
    assert marks(app, lesson.id) == {lesson.hoa: P, lesson.minh: E}
    assert "from the sheet" in lan.text
    with app.app_context():
        assert set(db.session.scalars(sa.select(MarkEvent.source))) == {MarkSource.PAPER}


def test_a_letter_without_a_meaning_is_asked_again_and_the_others_are_kept(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True).visit(f"{lesson.path}/sheet")
    lan.press("Save the sheet", expect=409, **{f"k{lesson.hoa}": "q", f"k{lesson.minh}": "x"})
    assert "Bùi Thị Hoa: “q”" in lan.text
    assert marks(app, lesson.id) == {lesson.minh: P}
    lan.press("Save the sheet", **{f"k{lesson.hoa}": "l"})
    assert marks(app, lesson.id) == {lesson.hoa: L, lesson.minh: P}


def test_each_language_has_its_own_letters(app, read_as, lesson):
    lan = read_as(lesson.lan, staff=True, language="vi").visit(f"{lesson.path}/sheet")
    lan.post(f"{lesson.path}/sheet", letters="vi", **{f"k{lesson.hoa}": "v", f"k{lesson.minh}": "p"})
    assert marks(app, lesson.id) == {lesson.hoa: A, lesson.minh: E}


def test_a_wrong_code_and_one_of_another_class_are_answered_alike(world, read_as, lesson):
    other = read_as(world.people["other_trainer"], staff=True).visit("/classes/sheet")
    for code in (paper_code(lesson.id), "00001", paper_code(999)):
        assert "This is not the code of a sheet." in other.press("Open the sheet", code=code).text


# The photograph.


def picture(size=(2400, 1800), kind="JPEG", **more):
    out = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(out, kind, **more)
    return out.getvalue()


def test_a_photograph_is_drawn_anew_small_and_without_what_was_hidden_in_it():
    exif = Image.Exif()
    exif[0x010E] = "Nhà bà Hoa"
    exif[0x8825] = {1: "N", 2: (13.0, 5.0, 7.0)}
    for kind in ("JPEG", "PNG", "WEBP"):
        small = redrawn(picture(kind=kind, exif=exif, **({"comment": b"secret"} if kind == "JPEG" else {})))
        opened = Image.open(io.BytesIO(small))
        assert max(opened.size) <= LONGEST_SIDE
        assert len(small) <= LARGEST
        assert not opened.getexif()
        assert b"Exif" not in small
        assert b"secret" not in small


def bomb():
    """A few kilobytes that say they are 30,000 dots wide and high."""
    out = io.BytesIO()
    Image.new("1", (30000, 30000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"\xff\xd8\xff", b"%PDF-1.4", b"\x89PNG\r\n\x1a\nxxx", b"<svg/>"]
)
def test_what_is_no_photograph_is_refused(content):
    with pytest.raises(BadPhotograph):
        redrawn(content)


def test_a_picture_that_unpacks_to_too_much_is_refused():
    with pytest.raises(BadPhotograph):
        redrawn(bomb())


def send(reader, lesson, content):
    data = {"csrf_token": reader.csrf_token(), "photo": (io.BytesIO(content), "x.jpg")}
    return reader.client.post(f"{lesson.path}/sheet/photo", data=data)


@pytest.mark.both
def test_it_is_kept_for_who_runs_the_class_and_every_look_is_written_down(app, world, read_as, lesson):
    lan = read_as(lesson.lan, staff=True)
    for _twice in range(2):
        assert send(lan, lesson, picture((400, 300))).status_code == 303
    with app.app_context():
        photo = db.session.scalars(sa.select(SheetPhoto.id)).first()
    path = f"{lesson.path}/photos/{photo}.webp"
    assert "Photograph 1" in lan.visit(f"{lesson.path}/sheet").text
    for name in ("lan", "dung"):
        answer = read_as(world.people[name], staff=True).client.get(path)
        assert (answer.status_code, answer.mimetype) == (200, "image/webp")
        assert answer.headers["Cache-Control"] == "private, no-store"
    read_as(world.people["other_cadre"], staff=True).visit(path, expect=404)
    read_as(lesson.hoa).visit(path, expect=404)
    with app.app_context():
        looks = db.session.scalars(
            sa.select(AuditEntry.actor_id)
            .where(AuditEntry.subject == "sheet_photo", AuditEntry.deed == Deed.SAW)
            .order_by(AuditEntry.id)
        )
        assert list(looks) == [world.people["lan"], world.people["dung"]]


def test_it_is_deleted_after_two_years(app, read_as, lesson):
    send(read_as(lesson.lan, staff=True), lesson, picture((400, 300)))
    with app.app_context():
        assert photos.forget_old(clock.now() + timedelta(days=729)) == 0
        assert photos.forget_old(clock.now() + timedelta(days=731)) == 1


def test_a_picture_that_is_none_is_refused_on_the_page(read_as, lesson):
    lan = read_as(lesson.lan, staff=True)
    answer = send(lan, lesson, b"no picture")
    assert answer.status_code == 409
    assert "no photograph we can read" in answer.get_data(as_text=True)
