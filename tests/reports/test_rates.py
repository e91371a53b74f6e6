"""Completion rates as a cadre reads them, from the country down, never beyond what they answer for."""

import re

import pytest

from lms.core import clock
from lms.core.db import db
from lms.places.models import Unit, UnitKind
from tests.reports.history import MODULES, a_year_of_learning, adults, complete, enrol
from tests.world import person, unit

pytestmark = pytest.mark.both


@pytest.fixture
def learned(app, world):
    with app.app_context():
        a_year_of_learning(world)
    return world


def rows(page) -> dict[str, list[str]]:
    """The table's rows by their first cell."""
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", page.html, re.S):
        cells = [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)
        ]
        found[cells[0]] = cells[1:]
    return found


def test_a_cadre_lands_on_their_unit_and_reads_four_figures(learned, read_as):
    dung = read_as(learned.people["dung"], staff=True).visit("/reports/")
    assert dung.path == "/reports/22045"
    assert dung.page.h1 == ["Xã Xuân Lãnh: completion rates"]
    assert "3 people enrolled" in dung.text
    assert "1 completed all 2 skills" in dung.text
    assert "33 % of 3 people enrolled" in dung.text
    assert "0 % of 6,204 adults (Sổ xã, 6/2026)" in dung.text


def test_the_table_adds_up_with_a_row_for_people_without_a_village(learned, read_as):
    table = rows(read_as(learned.people["dung"], staff=True).visit("/reports/22045"))
    assert table["Thôn Lãnh Vân"] == ["812", "2", "100 %", "50 %", "1"]
    assert table["Thôn Hà Rai"] == ["–", "0", "–", "–", "0"]
    assert table["No village recorded"] == ["–", "1", "0 %", "0 %", "0"]
    assert table["In all"] == ["6,204", "3", "67 %", "33 %", "1"]
    parts = [row for name, row in table.items() if name not in {"In all", "Village"}]
    assert sum(int(row[1]) for row in parts) == 3
    assert sum(int(row[-1]) for row in parts) == 1


def test_unknown_adults_are_said_and_a_sum_of_known_ones_is_named_as_such(app, learned, read_as):
    an = read_as(learned.people["an"], staff=True)
    assert "The number of adults here is not known yet." in an.visit("/reports/66").text
    with app.app_context():
        adults(learned.units["sibling"], 1000, year=2025)
    assert "of 7,204 adults (added up from the rows below, 6/2025)" in an.visit("/reports/66").text


def test_the_country_s_admin_drills_down_to_a_person(learned, read_as):
    an = read_as(learned.people["an"], staff=True).visit("/reports/")
    assert an.page.h1 == ["Việt Nam: completion rates"]
    an.follow("Tỉnh Đắk Lắk").follow("Xã Xuân Lãnh").follow("Thôn Lãnh Vân")
    assert "Bùi Thị Hoa" in an.text and "Cao Đức Minh" in an.text
    assert "Lò Thị Xuân" not in an.text
    an.follow("Xã Xuân Lãnh").follow("No village recorded")
    assert "Trần Thị Lan" in an.text and "Bùi Thị Hoa" not in an.text


@pytest.mark.parametrize("who", ["dung", "lan"])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "/people",
        "/classes",
        ".csv",
        ".xlsx",
        ".pdf",
        "/people.csv",
        "/people.xlsx",
        "/people.pdf",
        "/target",
    ],
)
def test_siblings_and_units_above_are_not_there(learned, read_as, who, path):
    reader = read_as(learned.people[who], staff=True)
    for code in ("22057", "66", "VN", "00004", "nowhere"):
        reader.visit(f"/reports/{code}{path}", expect=404)


def test_names_above_are_read_but_only_one_s_own_units_are_links(learned, read_as):
    dung = read_as(learned.people["dung"], staff=True).visit("/reports/22045")
    assert "Việt Nam › Tỉnh Đắk Lắk" in dung.text
    assert not {"/reports/VN", "/reports/66"} & set(dung.page.links.values())
    binh = read_as(learned.people["binh"], staff=True).visit("/reports/22045")
    assert "/reports/66" in binh.page.links.values()
    assert "/reports/VN" not in binh.page.links.values()


def test_trainees_authors_and_staff_signed_in_by_pin_see_no_rates(learned, read_as):
    for reader in (
        read_as(learned.people["hoa"]),
        read_as(learned.people["dung"]),
        read_as(learned.people["author"], staff=True),
    ):
        for path in ("/reports/", "/reports/22045", "/reports/22045.csv", "/reports/22045/people"):
            reader.visit(path, expect=404)


def test_wide_units_list_no_names(learned, read_as):
    an = read_as(learned.people["an"], staff=True)
    for path in ("/reports/66/people", "/reports/VN/people.csv"):
        an.visit(path, expect=404)


def test_who_is_missing_are_the_enrolled_who_did_not_complete(learned, read_as):
    dung = read_as(learned.people["dung"], staff=True).visit("/reports/22045").follow("Who is missing")
    assert "Cao Đức Minh" in dung.text and "Trần Thị Lan" in dung.text
    assert "Bùi Thị Hoa" not in dung.text
    dung.follow("Completed")
    assert "Bùi Thị Hoa" in dung.text and "Cao Đức Minh" not in dung.text
    dung.visit("/reports/22045/people?show=secret", expect=404)


def test_a_new_completion_shows_at_the_next_look(app, learned, read_as):
    dung = read_as(learned.people["dung"], staff=True).visit("/reports/22045")
    assert rows(dung)["In all"][-1] == "1"
    assert rows(dung.visit("/reports/22045"))["In all"][-1] == "1"
    with app.app_context():
        complete(learned.people["minh"], MODULES[1])
        db.session.commit()
    assert rows(dung.visit("/reports/22045"))["In all"][-1] == "2"


def test_kept_pages_hold_nothing_of_another_reader(learned, read_as):
    binh = read_as(learned.people["binh"], staff=True).visit("/reports/22045")
    dung = read_as(learned.people["dung"], staff=True).visit("/reports/22045")
    vi = read_as(learned.people["dung"], staff=True, language="vi").visit("/reports/22045")
    assert "/reports/66" in binh.html and "/reports/66" not in dung.html
    assert vi.page.lang == "vi"
    answers = (binh.html, dung.html, dung.visit("/reports/22045").html)
    nonces = {re.search(r'nonce="([^"]+)"', html)[1] for html in answers}
    assert len(nonces) == 3


def test_five_villages_and_fifty_cost_the_same_few_questions(app, learned, read_as, count_queries):
    dung = read_as(learned.people["dung"], staff=True).visit("/reports/22045")
    with count_queries() as few:
        dung.visit("/reports/22045")
    with app.app_context():
        commune = db.session.get_one(Unit, learned.units["commune"])
        for n in range(3, 53):
            village = unit(f"22045-{n:02}", f"Thôn {n}", UnitKind.VILLAGE, commune, "thôn")
            enrol(person(f"Người {n}", village.id).id)
        db.session.commit()
    with count_queries() as many:
        dung.visit("/reports/22045")
    assert "Thôn 52" in dung.text
    assert many.total == few.total <= 4


def test_a_list_of_names_costs_the_same_for_five_and_fifty(app, learned, read_as, count_queries):
    dung = read_as(learned.people["dung"], staff=True).visit("/reports/22045-01")
    counts = []
    for _more in range(2):
        with count_queries() as asked:
            dung.visit("/reports/22045-01")
        counts.append(asked.total)
        with app.app_context():
            for n in range(50):
                complete(person(f"Học viên {n}", learned.units["village"]).id, MODULES[0])
            db.session.commit()
    assert counts[0] == counts[1] <= 9


def test_villages_stand_in_the_order_of_the_vietnamese_alphabet(app, learned, read_as):
    with app.app_context():
        commune = db.session.get_one(Unit, learned.units["commune"])
        for n, name in enumerate(("Thôn Ơn", "Thôn Đồng", "Thôn An", "Thôn Ấp", "Thôn Dinh"), start=3):
            unit(f"22045-{n:02}", name, UnitKind.VILLAGE, commune, "thôn")
    names = list(rows(read_as(learned.people["dung"], staff=True).visit("/reports/22045")))
    assert names[1:-2] == [
        "Thôn An", "Thôn Ấp", "Thôn Dinh", "Thôn Đồng", "Thôn Hà Rai", "Thôn Lãnh Vân", "Thôn Ơn",
    ]  # fmt: skip


def test_looking_at_names_leaves_a_trace_and_looking_at_figures_does_not(app, learned, read_as):
    from lms.core.audit import AuditEntry

    dung = read_as(learned.people["dung"], staff=True)
    dung.visit("/reports/22045")
    dung.visit("/reports/22045-01")
    dung.visit("/reports/22045/people?show=missing")
    with app.app_context():
        kept = [
            (e.actor_id, e.deed.value, e.subject_id, e.detail["people"]) for e in db.session.query(AuditEntry)
        ]
    assert kept == [
        (learned.people["dung"], "saw", "22045-01", 2),
        (learned.people["dung"], "saw", "22045", 2),
    ]


def test_somebody_with_two_units_chooses(app, learned, read_as):
    from lms.core.access import Role
    from tests.world import grant

    with app.app_context():
        grant(learned.people["dung"], Role.CADRE, learned.units["sibling"])
        grant(learned.people["dung"], Role.TRAINER, learned.units["village"])
    dung = read_as(learned.people["dung"], staff=True).visit("/reports/")
    assert dung.path == "/reports/"
    assert "Thôn Lãnh Vân" not in dung.text
    dung.follow("Xã Phú Mỡ")
    assert dung.page.h1 == ["Xã Phú Mỡ: completion rates"]


def test_figures_say_as_of_when(learned, read_as):
    dung = read_as(learned.people["dung"], staff=True).visit("/reports/22045")
    assert f"{clock.local(clock.now()).year}" in dung.text.split("Figures as of ")[1]
