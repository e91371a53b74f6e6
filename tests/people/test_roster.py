"""A sheet of people: first what would happen, then exactly that, once."""

import io

import pytest
import sqlalchemy as sa

from lms.core.audit import AuditEntry
from lms.people.models import Consent, ConsentMethod, Person, Sex
from tests.people.secrets_of import ask
from tests.world import person

pytestmark = pytest.mark.both
SHEET = """Họ tên;Năm sinh;Thôn;Điện thoại;Giới tính
Hà Thị Mơ;1958;Lãnh Vân;912345678;Nữ
Đinh Văn Hùng;12/05/1954;thon ha rai;;nam
Bùi Thị Hoa;1957;Lãnh Vân;;
Cao Đức Minh;1960;;;
Hà Thị Mơ;1958;thôn Lãnh Vân;;
Lê Văn Tám;;;;
Lê Văn Chín;1950;Thôn Trên Trời;;
1234;1950;;;
Ma Thị Ba;1951;;12;
"""


def send(reader, world, sheet=SHEET, name="people.csv", **typed):
    reader.visit("/people/import")
    details = {
        "unit_id": str(world.units["commune"]),
        "method": "paper",
        "agreed": "y",
        "file": (io.BytesIO(sheet.encode()), name),
        "csrf_token": reader.csrf_token(),
        **typed,
    }
    answer = reader.client.post("/people/import", data={k: v for k, v in details.items() if v is not None})
    return reader._take(answer, 200)


@pytest.fixture
def lan(world, read_as):
    return read_as(world.people["lan"], staff=True)


def total(app):
    return ask(app, sa.select(sa.func.count()).select_from(Person))


def test_the_preview_says_what_becomes_of_every_line_and_changes_nothing(lan, world, app):
    before = total(app)
    send(lan, world)
    for said in (
        "2 Will be added",
        "1 Already known",
        "1 Looks like somebody known",
        "5 Cannot be added",
        "The same person as in line 2.",
        "four digits",
        "There is no village “Thôn Trên Trời” in Xã Xuân Lãnh.",
        "Write the name in letters.",
        "The phone number cannot be read.",
        "Cao Đức Minh, 1961, Thôn Lãnh Vân",
    ):
        assert said in lan.text, said
    assert total(app) == before


def test_confirming_adds_the_new_ones_once(lan, world, app):
    before = total(app)
    send(lan, world)
    payload = dict(lan.page.forms[0]["fields"])["payload"]
    assert "2 people are added." in lan.press("Add 2 people").text
    assert total(app) == before + 2
    mo = ask(app, sa.select(Person).where(Person.name == "Hà Thị Mơ"))
    assert (mo.phone, mo.sex, mo.unit_id) == ("0912345678", Sex.FEMALE, world.units["village"])
    given = ask(app, sa.select(Consent).where(Consent.person_id == mo.id))
    assert (given.method, given.witness_id) == (ConsentMethod.PAPER, world.people["lan"])
    detail = ask(app, sa.select(AuditEntry.detail).where(AuditEntry.subject == "roster"))
    assert mo.id in detail["people"]
    assert "Nobody new is added." in lan.post("/people/import/confirm", payload=payload).text
    assert total(app) == before + 2


def test_a_likely_match_is_added_only_when_somebody_says_it_is_another_person(lan, world, app):
    before = total(app)
    send(lan, world).press("Add 2 people", also="5")
    assert total(app) == before + 3


def test_a_forged_or_borrowed_preview_adds_nobody(lan, world, read_as, app):
    before = total(app)
    send(lan, world)
    payload = dict(lan.page.forms[0]["fields"])["payload"]
    lan.post("/people/import/confirm", payload=payload[:-3] + "abc")
    assert "too old" in lan.text
    read_as(world.people["other_trainer"], staff=True).post("/people/import/confirm", payload=payload)
    assert total(app) == before


def test_a_sheet_is_refused_as_a_whole_with_the_reason(lan, world):
    assert "needs the columns" in send(lan, world, "a;b\n1;2\n").text
    assert "Look at this again" in send(lan, world, "", name="photo.png").text
    assert "Tick this when everybody" in send(lan, world, agreed=None).text
    assert "Choose the place" in send(lan, world, unit_id=str(world.units["sibling"])).text


def test_english_columns_work_too(lan, world, app):
    send(lan, world, "Name,Birth year,Village,Sex\nHà Thị Mơ,1958,Hà Rai,female\n").press("Add 1 person")
    assert ask(app, sa.select(Person.unit_id).where(Person.name == "Hà Thị Mơ")) == world.units["village_2"]


def test_the_preview_of_a_long_sheet_costs_the_same_queries(lan, world, count_queries):
    lan.csrf_token()
    heads = "Họ tên;Năm sinh\n"
    totals = []
    for length in (3, 400):
        names = "".join(f"Trần Văn {chr(97 + n % 26)}{chr(97 + n // 26)};1950\n" for n in range(length))
        with count_queries() as asked:
            send(lan, world, heads + names)
        totals.append(asked.total)
    assert totals[0] == totals[1]


def test_the_same_from_the_command_line(world, app, tmp_path):
    sheet = tmp_path / "people.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    run = app.test_cli_runner().invoke
    before = total(app)
    dry = run(args=["people", "import", str(sheet), "--unit", "22045", "--dry-run"])
    assert "line 2: add: Hà Thị Mơ 1958" in dry.output
    assert "2 add, 1 known, 1 looks like, 5 refused (dry run: nothing changed)" in dry.output
    assert total(app) == before
    for _ in range(2):
        done = run(args=["people", "import", str(sheet), "--unit", "22045"])
        assert done.exit_code == 0, done.output
    assert "0 add, 3 known" in done.output
    assert total(app) == before + 2
    assert run(args=["people", "import", str(sheet), "--unit", "00000"]).exit_code == 1


def test_a_sheet_from_the_command_line_may_name_the_unit_of_each_line(world, app, tmp_path):
    sheet, run = tmp_path / "people.csv", app.test_cli_runner().invoke
    rows = "Mã đơn vị,Họ tên,Năm sinh\n22045-01,Hà Thị Mơ,1958\n22045-02,Lê Văn Mười,1949\n22045-01,Hà Thị Mận,1961\n"
    sheet.write_text(rows, encoding="utf-8")
    done = run(args=["people", "import", str(sheet)])
    assert "3 add" in done.output, done.output
    sheet.write_text(rows + ",Hồ Thị Na,1960\n", encoding="utf-8")
    refused = run(args=["people", "import", str(sheet)])
    assert refused.exit_code == 1
    assert "line 5: whose commune?" in refused.output


def test_whoever_looks_like_somebody_added_meanwhile_is_asked_about_before_anything_is_saved(lan, world, app):
    send(lan, world)
    before = total(app)
    with app.app_context():
        person("Hà Thị Mơ", world.units["village_2"], 1959)
    lan.press("Add 2 people", also="5")
    assert "Somebody was added meanwhile." in lan.text
    assert "Hà Thị Mơ, 1959, Thôn Hà Rai" in lan.text
    assert total(app) == before + 1
    ticked = [value for name, value in lan.page.forms[0]["fields"] if name == "also"]
    assert ticked == ["5"], "what was ticked stays ticked"
    assert "2 people are added." in lan.press("Add 1 person").text
