"""Anybody can check a certificate, and nobody learns more than the paper says."""

import json

import pytest
import sqlalchemy as sa

from lms.certificates import actions
from lms.certificates.models import Certificate
from lms.certificates.serials import LETTERS, grouped, new_serial
from lms.core import clock
from lms.core.db import db
from tests.certificates.earned import MODULES, earn
from tests.world import asker

pytestmark = pytest.mark.both

VALID = {
    "vi": "Giấy xác nhận này có giá trị",
    "en": "This certificate is valid",
    "fr": "Cette attestation est valable",
}


def change(app, **columns):
    with app.app_context():
        db.session.execute(sa.update(Certificate).values(**columns))
        db.session.commit()


def snapshot(app):
    with app.app_context():
        return db.session.scalars(sa.select(Certificate.snapshot)).one()


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_a_stranger_sees_every_printed_field_in_three_languages(app, world, read_as, language):
    serial = earn(app, world)
    page = read_as(language=language).visit(f"/verify/{serial}")
    assert page.page.h1 == [VALID[language]] and page.page.lang == language
    printed = snapshot(app)
    for field in ("name", "commune", "province", "course", "module", "how", "issuer", "edition"):
        assert printed[field] in page.text
    assert grouped(serial) in page.text
    assert "1957" not in page.text  # the birth year is printed nowhere


def test_the_whole_course_lists_its_modules(app, world, read_as):
    serial = earn(app, world, "hoa", *MODULES)
    with app.app_context():
        rows = db.session.scalars(sa.select(Certificate)).all()
        serial = next(row.serial for row in rows if not row.snapshot["module"])
    text = read_as().visit(f"/verify/{serial}").text
    assert "Năng lực thanh-toan" in text and "Năng lực an-toan" in text


def test_the_way_it_is_typed_does_not_matter(app, world, read_as):
    serial = earn(app, world)
    for typed in (serial.lower(), grouped(serial), serial.replace("0", "O").replace("1", "l"), f" {serial} "):
        assert "This certificate is valid" in read_as().visit(f"/verify/{typed}").text
        assert "This certificate is valid" in read_as().visit("/verify/").press("Check", serial=typed).text


def test_a_revoked_one_says_so_and_when_but_not_why(app, world, read_as):
    serial = earn(app, world)
    assert "This certificate is valid" in read_as().visit(f"/verify/{serial}").text  # now kept in memory
    with app.app_context():
        actions.revoke(asker(world.people["dung"], staff=True), serial, "Bí mật của bà Hoa.", clock.now())
        db.session.commit()
    page = read_as().visit(f"/verify/{serial}")
    assert page.page.h1 == ["This certificate was revoked"]
    assert str(clock.today().year) in page.text and "Bí mật" not in page.html


def test_one_changed_letter_is_unknown_never_an_error(app, world, read_as):
    serial = earn(app, world)
    for at in range(0, 26, 5):
        other = LETTERS[(LETTERS.index(serial[at]) + 1) % (8 if at == 0 else 32)]
        page = read_as().visit(f"/verify/{serial[:at]}{other}{serial[at + 1 :]}", expect=404)
        assert page.page.h1 == ["There is no such certificate"]


def test_everything_unknown_gets_one_and_the_same_answer(app, world, read_as, count_queries):
    earn(app, world)
    hostile = ["x", "%00", "%ED%A0%80", "a" * 3000, "<script>", "%F0%9F%98%80", new_serial()]
    answers = set()
    for each in [new_serial(), new_serial(), *hostile]:
        with count_queries() as asked:
            response = read_as().client.get(f"/verify/{each}")
        nonce = response.headers["Content-Security-Policy"].split("'nonce-")[1].split("'")[0]
        answers.add((response.status_code, response.get_data(as_text=True).replace(nonce, "")))
        assert asked.total == 1
    assert len(answers) == 1 and answers.pop()[0] == 404


@pytest.mark.parametrize("field", ["name", "commune", "module", "date", "issuer", "serial"])
def test_a_row_changed_in_the_database_is_not_valid(app, world, read_as, field):
    serial = earn(app, world)
    assert "This certificate is valid" in read_as().visit(f"/verify/{serial}").text
    printed = {**snapshot(app), field: "2020-01-01" if field == "date" else "Kẻ Gian"}
    change(app, snapshot=printed)
    page = read_as().visit(f"/verify/{serial}")
    assert page.page.h1 == ["This certificate is not valid"] and "Kẻ Gian" not in page.text


def test_a_true_certificate_under_another_serial_is_not_valid(app, world, read_as):
    serial = earn(app, world)
    other = new_serial()
    read_as().visit(f"/verify/{serial}")  # its page is kept now
    change(app, serial=other)
    assert read_as().visit(f"/verify/{other}").page.h1 == ["This certificate is not valid"]
    read_as().visit(f"/verify/{serial}", expect=404)


@pytest.mark.parametrize(
    "damage", [{"signature": "x"}, {"snapshot": {}}, {"snapshot": {"key": [], "date": 7}}]
)
def test_a_damaged_row_is_not_an_error(app, world, read_as, damage):
    serial = earn(app, world)
    change(app, **damage)
    assert read_as().visit(f"/verify/{serial}").page.h1 == ["This certificate is not valid"]


def test_it_costs_one_query_and_the_kept_page_greets_nobody(app, world, read_as, count_queries):
    serial = earn(app, world)
    staff = read_as(world.people["dung"], staff=True)
    staff.client.get(f"/verify/{serial}")
    for reader in (staff, read_as(world.people["hoa"]), read_as()):
        with count_queries() as asked:
            response = reader.client.get(f"/verify/{serial}")
        body = response.get_data(as_text=True)
        assert asked.total == 1
        assert "Dũng" not in body and 'class="staff"' not in body and "Set-Cookie" not in response.headers


def test_the_size_of_the_text_and_the_nonce_are_each_readers_own(app, world, read_as):
    serial = earn(app, world)
    small = read_as()
    small.client.set_cookie("text", "small")
    assert 'class="text-small"' in small.visit(f"/verify/{serial}").html
    assert 'class="text-normal"' in read_as().visit(f"/verify/{serial}").html
    for _ in range(2):
        page = small.visit(f"/verify/{serial}")
        nonce = page.response.headers["Content-Security-Policy"].split("'nonce-")[1].split("'")[0]
        assert f'nonce="{nonce}"' in page.html


def test_typing_nothing_or_too_little_says_what_to_do(app, read_as):
    page = read_as().visit("/verify/")
    assert "Type the serial first." in page.press("Check", serial="").text
    assert "Here are 3." in page.press("Check", serial="abc").text
    assert "never used in a serial" in page.press("Check", serial="U" * 26).text
    assert json.dumps("<script>") not in page.press("Check", serial='"><script>').html
