"""Certificates in the hands of their holders and of those in charge."""

import pytest
import sqlalchemy as sa

from lms.certificates.jobs import draw
from lms.certificates.models import Certificate, CertificateFile
from lms.certificates.serials import grouped, new_serial
from lms.core.audit import AuditEntry, Deed
from lms.core.db import db
from tests.certificates.earned import MODULES, earn, how_many
from tests.world import person

pytestmark = pytest.mark.both

STAFF_IN_CHARGE = ("lan", "dung", "binh", "an")
STRANGERS = ("other_trainer", "other_cadre", "author")


def test_an_empty_list_says_how_to_earn_one(app, world, read_as):
    page = read_as(world.people["hoa"]).visit("/certificates/")
    assert "Finish the lessons of one skill and pass its quiz" in page.text


def test_the_holder_finds_their_certificates_and_shows_one(app, world, read_as):
    serial = earn(app, world)
    page = read_as(world.people["hoa"]).visit("/certificates/")
    assert "Năng lực thanh-toan" in page.text
    page.follow("View Năng lực thanh-toan")
    assert page.page.h1 == ["Certificate of completion"] and grouped(serial) in page.text
    assert 'src="data:image/png;base64,' in page.html and "Revoke" not in page.text
    assert page.follow(f"http://localhost/verify/{serial}").page.h1 == ["This certificate is valid"]


def test_nobody_else_sees_it_and_the_staff_in_charge_do(app, world, read_as):
    serial = earn(app, world)
    for who in ("minh", "xuan"):
        for path in (
            f"/certificates/{serial}",
            f"/certificates/{serial}.pdf",
            f"/certificates/{serial}/revoke",
        ):
            read_as(world.people[who]).visit(path, expect=404)
    for who in STRANGERS:
        for path in (
            f"/certificates/{serial}",
            f"/certificates/{serial}.pdf",
            f"/certificates/{serial}/revoke",
        ):
            read_as(world.people[who], staff=True).visit(path, expect=404)
    for who in STAFF_IN_CHARGE:
        assert "Bùi Thị Hoa" in read_as(world.people[who], staff=True).visit(f"/certificates/{serial}").text
        # With a PIN alone staff are learners like everybody else.
        read_as(world.people[who]).visit(f"/certificates/{serial}", expect=404)


def test_a_visitor_is_asked_to_sign_in_whether_or_not_it_exists(app, world, read_as):
    answers = set()
    for each in (earn(app, world), new_serial(), "x"):
        for path in (f"/certificates/{each}", f"/certificates/{each}.pdf"):
            response = read_as().client.get(path)
            answers.add((response.status_code, response.headers["Location"].split("?")[0]))
    assert answers == {(303, "/sign-in")}


def test_asking_for_a_certificate_never_issued_creates_nothing(app, world, read_as):
    lan = read_as(world.people["lan"], staff=True)
    for serial in (new_serial(), "0", "1", str(world.people["minh"]), "null", "%00"):
        for path in (f"/certificates/{serial}", f"/certificates/{serial}.pdf"):
            lan.visit(path, expect=404)
    assert how_many(app) == 0


def test_looking_at_someone_elses_leaves_a_trace_and_at_ones_own_none(app, world, read_as):
    serial = earn(app, world)
    read_as(world.people["hoa"]).visit(f"/certificates/{serial}")
    with app.app_context():
        assert not db.session.scalars(sa.select(AuditEntry).where(AuditEntry.subject == "certificate")).all()
    dung = read_as(world.people["dung"], staff=True).visit(f"/certificates/{serial}")
    dung.visit(f"/certificates/{serial}.pdf")
    with app.app_context():
        noted = db.session.scalars(
            sa.select(AuditEntry.deed).where(AuditEntry.subject == "certificate").order_by(AuditEntry.id)
        )
        assert list(noted) == [Deed.SAW, Deed.EXPORTED]
    dung.visit("/certificates/issued")
    with app.app_context():
        seen = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.subject == "certificates")).one()
        assert (seen.actor_id, seen.detail) == (world.people["dung"], {"people": 1})


def test_the_cadre_revokes_after_being_told_what_follows(app, world, read_as):
    serial = earn(app, world)
    page = read_as(world.people["dung"], staff=True).visit("/certificates/issued").follow("Bùi Thị Hoa")
    page.follow("Revoke this certificate")
    assert "This cannot be undone" in page.text
    page.press("Revoke for good", because="")
    assert "Write why" in page.text
    page.press("Revoke for good", because="Cấp nhầm người.")
    assert "Revoked on" in page.text and "Cấp nhầm người." in page.text
    page.visit(f"/certificates/{serial}/revoke", expect=409)
    hoa = read_as(world.people["hoa"]).visit("/certificates/")
    assert "Revoked" in hoa.text and "PDF" not in hoa.text
    assert "cannot be printed" in hoa.visit(f"/certificates/{serial}.pdf", expect=409).text


def test_strangers_cannot_revoke_by_sending_the_form(app, world, read_as):
    serial = earn(app, world)
    for who, staff in (("other_cadre", True), ("author", True), ("hoa", False), ("minh", False)):
        read_as(world.people[who], staff).post(f"/certificates/{serial}/revoke", expect=404, because="Ghét.")
    with app.app_context():
        assert db.session.scalars(sa.select(Certificate.state)).one() == "valid"


def test_the_list_of_those_in_charge_holds_their_people_only(app, world, read_as):
    earn(app, world)
    earn(app, world, "xuan")
    for who, sees in (
        ("lan", {"Hoa"}),
        ("other_cadre", {"Xuân"}),
        ("binh", {"Hoa", "Xuân"}),
        ("an", {"Hoa", "Xuân"}),
    ):
        text = read_as(world.people[who], staff=True).visit("/certificates/issued").text
        assert {name for name in ("Hoa", "Xuân") if f"Thị {name}" in text} == sees
    read_as(world.people["author"], staff=True).visit("/certificates/issued", expect=404)
    read_as(world.people["hoa"]).visit("/certificates/issued", expect=404)


def test_it_is_searched_by_name_without_accents_or_by_serial(app, world, read_as):
    serial = earn(app, world)
    earn(app, world, "minh")
    dung = read_as(world.people["dung"], staff=True)
    assert "Cao Đức Minh" not in dung.visit("/certificates/issued").press("Search", name="bui thi HOA").text
    assert "Bùi Thị Hoa" in dung.text
    assert "Cao Đức Minh" not in dung.press("Search", name=grouped(serial)).text and "Hoa" in dung.text
    assert "Nobody in your charge" in dung.press("Search", name="%").text
    for odd in ("before=x", "before=" + "9" * 30, "before=-1", "name=%00", "name=%ED%A0%80", "before=%D9%A1"):
        dung.visit(f"/certificates/issued?{odd}")


def test_a_long_list_goes_on_behind_a_link_and_costs_the_same(app, world, read_as, count_queries):
    earn(app, world)
    dung = read_as(world.people["dung"], staff=True)
    with count_queries() as few:
        dung.visit("/certificates/issued")
    with app.app_context():
        newcomers = [person(f"Học viên {n:02}", world.units["village"]).id for n in range(60)]
    for n, each in enumerate(newcomers):
        world.people[f"n{n}"] = each
        earn(app, world, f"n{n}")
    with count_queries() as many:
        dung.visit("/certificates/issued")
    assert many.total == few.total
    assert "Học viên 59" in dung.text and "Bùi Thị Hoa" not in dung.text
    assert "Bùi Thị Hoa" in dung.follow("Older certificates").text and "Học viên 59" not in dung.text


def test_my_own_list_costs_the_same_for_one_and_for_three(app, world, read_as, count_queries):
    earn(app, world)
    hoa = read_as(world.people["hoa"]).visit("/certificates/")
    with count_queries() as one:
        hoa.visit("/certificates/")
    earn(app, world, "hoa", *MODULES)
    with count_queries() as three:
        hoa.visit("/certificates/")
    assert one.total == three.total <= 2


def test_a_drawn_paper_is_kept_and_served_again(app, world, read_as):
    serial = earn(app, world)
    first = read_as(world.people["hoa"]).client.get(f"/certificates/{serial}.pdf")
    with app.app_context():
        assert db.session.scalars(sa.select(CertificateFile.pdf)).one() == first.data
    again = read_as(world.people["lan"], staff=True).client.get(f"/certificates/{serial.lower()}.pdf")
    assert again.data == first.data and first.mimetype == "application/pdf"
    name = f"giay-xac-nhan-bui-thi-hoa-{serial[-6:].lower()}.pdf"
    assert first.headers["Content-Disposition"] == f'inline; filename="{name}"'
    assert first.headers["Cache-Control"] == "no-store"


def test_drawing_again_changes_nothing_and_an_unknown_one_is_let_go(app, world, read_as):
    serial = earn(app, world)
    read_as(world.people["hoa"]).client.get(f"/certificates/{serial}.pdf")
    with app.app_context():
        before = db.session.scalars(sa.select(CertificateFile)).one()
        for certificate_id in (before.certificate_id, before.certificate_id, 999):
            draw.run(certificate_id, "https://elsewhere.example")
            db.session.commit()
        assert db.session.scalars(sa.select(CertificateFile.drawn_at)).all() == [before.drawn_at]
