"""Villages and numbers of adults from a file: all of it or nothing, and only where one is in charge."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
import sqlalchemy as sa

from lms.core import clock
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.places import queries
from lms.places.models import Population, Unit, UnitKind

pytestmark = pytest.mark.both
VILLAGES = "Mã xã,Tên thôn,Loại,Số\n22045,Kỳ Lộ,,7\n22045,Tổ dân phố Hai,,\n"


@pytest.fixture
def run(app, tmp_path):
    def run(*words, content="", name="file.csv"):
        file = tmp_path / name
        file.write_text(content, "utf-8")
        return app.test_cli_runner().invoke(args=["units", *[str(file) if w == "FILE" else w for w in words]])

    return run


def villages() -> list[tuple[str, str, str]]:
    return [
        (unit.code, unit.name, unit.form)
        for unit in db.session.scalars(
            sa.select(Unit).where(Unit.kind == UnitKind.VILLAGE).order_by(Unit.code)
        )
    ]


def figures() -> list[tuple[str, int, str, date]]:
    return [
        tuple(row)
        for row in db.session.execute(
            sa.select(Unit.code, Population.adults, Population.source, Population.as_of)
            .join(Unit, Unit.id == Population.unit_id)
            .order_by(Unit.code)
        )
    ]


def test_villages_are_taken_over_and_a_second_time_changes_nothing(world, app, run):
    assert "2 new" in run("villages", "FILE", content=VILLAGES).output
    assert "0 new, 0 changed, 2 as they were" in run("villages", "FILE", content=VILLAGES).output
    with app.app_context():
        assert villages() == [
            ("22045-01", "Thôn Lãnh Vân", "thôn"),
            ("22045-02", "Thôn Hà Rai", "thôn"),
            ("22045-03", "Tổ dân phố Hai", "tổ dân phố"),
            ("22045-07", "Thôn Kỳ Lộ", "thôn"),
        ]
        commune = db.session.get_one(Unit, world.units["commune"])
        assert all(unit.path.startswith(commune.path) for unit in queries.children(commune.id))


def test_a_village_is_renamed_by_its_number(world, app, run):
    run("villages", "FILE", content="commune code;village;number\n22045;Lãnh Vân Mới;1\n")
    with app.app_context():
        assert villages()[0] == ("22045-01", "Thôn Lãnh Vân Mới", "thôn")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("Mã xã,Tên thôn\n22045,Kỳ Lộ\n99999,Đâu Đó\n", 3),
        ("Mã xã,Tên thôn\n22045,Kỳ Lộ\n2204,Ngắn\n", 3),
        ("Mã xã,Tên thôn\n22045,Kỳ Lộ\n66,Tỉnh\n", 3),
        ("Mã xã,Tên thôn\n22045,Kỳ Lộ\n22045,\n", 3),
        ("Mã xã,Tên thôn\n22045,Kỳ Lộ\n22045,Thôn KY LO\n", 3),
        ("Mã xã,Tên thôn,Số\n22045,Kỳ Lộ,3\n22045,Hai,3\n", 3),
        ("Mã xã,Tên thôn,Số\n22045,Kỳ Lộ,3\n22045,Hai,0\n", 3),
        ("Mã xã,Tên thôn,Số\n22045,Kỳ Lộ,3\n22045,Lãnh Vân,2\n", 3),
        ("Mã xã,Tên thôn\n22045,Kỳ Lộ\n22045,Bốn,thừa\n", 3),
        ("Mã xã,Tên thôn\n", 1),
    ],
)
def test_a_wrong_file_of_villages_is_refused_with_its_line_and_nothing_changes(
    world, app, run, content, line
):
    refused = run("villages", "FILE", content=content)
    assert refused.exit_code == 1
    assert f"line {line}" in refused.output.lower()
    with app.app_context():
        assert len(villages()) == 2


def test_every_wrong_line_is_named_at_once(world, run):
    refused = run("villages", "FILE", content="Mã xã,Tên thôn\nx,A\n22045,\n22045,Tốt\n99999,B\n")
    assert [f"line {n}:" in refused.output for n in (2, 3, 4, 5)] == [True, True, False, True]


POPULATION = ("population", "FILE", "--source", "Sổ hộ khẩu xã", "--as-of", "2026-06-30")


def test_adults_are_taken_over_with_source_and_day_and_the_newest_counts(world, app, run):
    assert run(*POPULATION, content="Mã,Người lớn\n22045,6.204\n22045-01,412\n").exit_code == 0
    run(*POPULATION[:-1], "2025-06-30", content="Mã,Người lớn\n22045,5000\n")
    assert "0 new, 1 changed" in run(*POPULATION, content="Mã,Người lớn\n22045,6205\n").output
    with app.app_context():
        latest = queries.latest_population([world.units["commune"], world.units["sibling"]])
        assert latest == {world.units["commune"]: (6205, "Sổ hộ khẩu xã", date(2026, 6, 30))}
        assert len(figures()) == 3


@pytest.mark.parametrize(
    "bad",
    [
        "99999,5",
        "22045-01,-5",
        "22045-01,1.5",
        ",5",
        "22045,7",
        "22045-01,nhiều",
        "22045-01,999999999",
    ],
)
def test_a_wrong_file_of_adults_is_refused_with_its_line_and_nothing_changes(world, app, run, bad):
    refused = run(*POPULATION, content=f"Mã,Người lớn\n22045,6204\n{bad}\n")
    assert (refused.exit_code, "line 3" in refused.output) == (1, True)
    with app.app_context():
        assert figures() == []


def test_a_cell_left_empty_says_nothing_but_a_file_of_them_is_refused(world, app, run):
    assert "1 new" in run(*POPULATION, content="Mã,Người lớn\n22045,6204\n22045-01,\n").output
    assert run(*POPULATION, content="Mã,Người lớn\n22045,\n").exit_code == 1
    assert run(*POPULATION, content="Code,People\n22045,6204\n").exit_code == 1, "no such column"


def test_a_figure_from_the_future_is_refused(world, app, run):
    refused = run(*POPULATION[:-1], "2999-01-01", content="Mã,Người lớn\n22045,6204\n")
    assert refused.exit_code == 1
    with app.app_context():
        assert figures() == []


def upload(content: str, name: str = "a.csv"):
    return (io.BytesIO(content.encode()), name)


def test_a_cadre_sees_what_will_change_and_then_saves_it(world, app, read_as):
    dung = read_as(world.people["dung"], staff=True).visit("/places/import")
    dung.press("Show what will change", kind="villages", file=upload(VILLAGES))
    assert "Thôn Kỳ Lộ" in dung.text
    with app.app_context():
        assert len(villages()) == 2, "a preview writes nothing"
    dung.press("Save")
    assert "Saved: 2 entries." in dung.text
    with app.app_context():
        assert len(villages()) == 4
        entry = db.session.scalars(sa.select(AuditEntry)).one()
        assert (entry.actor_id, entry.subject_id) == (world.people["dung"], "villages")


def test_adults_need_a_source_and_a_day(world, app, read_as):
    dung = read_as(world.people["dung"], staff=True).visit("/places/import")
    content = "unit code,adults\n22045,6204\n"
    dung.press("Show what will change", kind="population", file=upload(content))
    assert "Write who counted the adults." in dung.text
    assert "Write the day of the count." in dung.text
    tomorrow = {"kind": "population", "source": "register", "as_of": "2999-01-01", "file": upload(content)}
    assert "lies in the future" in dung.press("Show what will change", **tomorrow).text
    dung.press(
        "Show what will change",
        kind="population",
        source="register",
        as_of="2026-06-30",
        file=upload(content),
    ).press("Save")
    with app.app_context():
        assert figures() == [("22045", 6204, "register", date(2026, 6, 30))]


@pytest.mark.parametrize("code", ["22057", "66", "00004", "VN", "99999"])
def test_a_cadre_cannot_write_outside_their_commune(world, app, read_as, code):
    dung = read_as(world.people["dung"], staff=True).visit("/places/import")
    fields = {"kind": "population", "source": "register", "as_of": "2026-06-30"}
    dung.press("Show what will change", file=upload(f"unit code,adults\n22045,1\n{code},5\n"), **fields)
    assert "Line 3: No unit with this code is in your charge." in dung.text
    with app.app_context():
        assert figures() == []


def test_a_preview_serves_only_the_person_who_saw_it(world, app, read_as):
    binh = read_as(world.people["binh"], staff=True).visit("/places/import")
    binh.press("Show what will change", kind="villages", file=upload(VILLAGES.replace("22045", "22057")))
    ticket = dict(binh.page.forms[-1]["fields"])["ticket"]
    dung = read_as(world.people["dung"], staff=True).visit("/places/import")
    token = dict(dung.page.forms[-1]["fields"])["csrf_token"]
    for forged in (ticket, ticket[:-3] + "abc", "", "x" * 1000):
        answer = dung.client.post("/places/import/confirm", data={"csrf_token": token, "ticket": forged})
        assert answer.status_code == 303
    with app.app_context():
        assert len(villages()) == 2
    binh.press("Save")
    with app.app_context():
        assert len(villages()) == 4


def test_a_table_that_cannot_be_read_says_why_beside_the_file(world, read_as):
    dung = read_as(world.people["dung"], staff=True).visit("/places/import")
    dung.press("Show what will change", kind="villages", file=(io.BytesIO(b"PK\x03\x04"), "a.xlsx"))
    assert "This workbook is damaged." in dung.text
    dung.press("Show what will change", kind="villages")
    assert "Choose a file." in dung.text


def test_the_page_of_a_unit_lists_what_lies_below_with_figures_and_source(world, app, read_as, count_queries):
    with app.app_context():
        for name in ("commune", "village"):
            db.session.add(
                Population(
                    unit_id=world.units[name],
                    adults=1030,
                    source="commune register",
                    as_of=date(2026, 6, 30),
                    imported_at=clock.now(),
                )
            )
        db.session.commit()
    lan = read_as(world.people["lan"], staff=True)
    with count_queries() as asked:
        lan.visit("/places/22045")
    assert asked.total <= 5
    assert "1,030 commune register, 30 Jun 2026" in lan.text.replace(" (", " ")
    assert "Thôn Hà Rai" in lan.text
    lan.visit("/places/22057", 404).visit("/places/66", 404).visit("/places/import", 404)
    binh = read_as(world.people["binh"], staff=True).visit("/places/")
    assert "Xã Phú Mỡ" in binh.text
    binh.follow("Xã Xuân Lãnh").follow("Tỉnh Đắk Lắk")
    binh.visit("/places/01", 404)
    sheet = binh.client.get("/places/66/population.csv").get_data(as_text=True)
    assert "22045,Xã Xuân Lãnh,1030" in sheet
    assert binh.client.get("/places/01/population.csv").status_code == 404
    read_as(world.people["hoa"]).visit("/places/22045", 404)


def test_a_preview_confirmed_twice_at_the_same_moment_is_saved_once(world, app, read_as):
    dung = read_as(world.people["dung"], staff=True).visit("/places/import")
    dung.press("Show what will change", kind="villages", file=upload(VILLAGES))
    sent = dict(dung.page.forms[-1]["fields"])
    cookie = dung.client.get_cookie("lms").value

    def confirm(_again: int) -> int:
        client = app.test_client()
        client.set_cookie("lms", cookie)
        return client.post("/places/import/confirm", data=sent).status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(confirm, range(4))) == {303}
    with app.app_context():
        assert len(villages()) == 4
