"""Sheets to send on: numbers that are numbers, names that are never formulas, and a trace of who took them."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.printing.models import Drawing
from tests.reports.history import a_year_of_learning, enrol
from tests.world import person

pytestmark = pytest.mark.both


@pytest.fixture
def learned(app, world):
    with app.app_context():
        a_year_of_learning(world)
        enrol(person("=HYPERLINK(1)", world.units["village"]).id)
        db.session.commit()
    return world


def sheet(reader) -> list[list]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(reader.response.data))
    return book.get_sheet_by_index(0).to_python()


def test_a_workbook_opens_with_numbers_and_their_source(learned, read_as):
    dung = read_as(learned.people["dung"], staff=True).visit("/reports/22045.xlsx")
    head, *lines = sheet(dung)
    assert head[:4] == ["Village", "Code", "Adults", "Enrolled"]
    vân = next(line for line in lines if line[0] == "Thôn Lãnh Vân")
    assert vân[1:8] == ["22045-01", 812.0, 3.0, 2.0, 1.0, 67.0, 33.0]
    total = next(line for line in lines if line[0] == "In all")
    assert total[3:6] == [4.0, 2.0, 1.0]
    notes = "\n".join(str(line[0]) for line in lines)
    assert "1 completed, of 6,204 adults (Sổ xã, 6/2026)" in notes
    assert "Exported by Phạm Văn Dũng" in notes
    assert "As of " in notes and "Xã Xuân Lãnh: completion rates" in notes
    assert "attachment" in dung.response.headers["Content-Disposition"]


def test_a_csv_has_the_mark_that_excel_needs(learned, read_as):
    dung = read_as(learned.people["dung"], staff=True).visit("/reports/22045.csv")
    assert dung.response.data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(dung.response.data.decode("utf-8-sig"))))
    assert lines[1][0] == "Thôn Hà Rai"
    assert ["Exported by Phạm Văn Dũng"] in lines


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_name_like_a_formula_stays_text(learned, read_as, kind):
    dung = read_as(learned.people["dung"], staff=True).visit(f"/reports/22045-01.{kind}")
    if kind == "csv":
        names = [line[0] for line in csv.reader(io.StringIO(dung.response.data.decode("utf-8-sig"))) if line]
    else:
        names = [line[0] for line in sheet(dung)]
    assert "'=HYPERLINK(1)" in names
    assert "Bùi Thị Hoa" in names


def test_a_pdf_is_drawn_by_a_worker_handed_over_and_forgotten(app, learned, read_as):
    dung = read_as(learned.people["dung"], staff=True).visit("/reports/22045.pdf")
    assert dung.response.data.startswith(b"%PDF")
    assert dung.response.mimetype == "application/pdf"
    assert dung.visit("/reports/22045/people.pdf?show=missing").response.data.startswith(b"%PDF")
    with app.app_context():
        assert db.session.query(Drawing).count() == 0


def test_every_sheet_taken_along_is_noted_with_its_rows(app, learned, read_as):
    dung = read_as(learned.people["dung"], staff=True)
    for path in ("22045.csv", "22045/people.xlsx?show=missing", "22045.pdf"):
        dung.visit(f"/reports/{path}")
    with app.app_context():
        kept = [(each.deed.value, each.subject_id, each.detail) for each in db.session.query(AuditEntry)]
    assert kept == [
        ("exported", "22045", {"rows": 4, "form": "csv"}),
        ("exported", "22045", {"people": 3, "form": "xlsx", "show": "missing"}),
        ("exported", "22045", {"rows": 4, "form": "pdf"}),
    ]
