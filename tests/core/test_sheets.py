"""Tables in and out: whatever Excel saves is read, whatever is a trap is refused with its line."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from flask_babel import force_locale
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.core.sheets import BadTable, header_named, read_table, write_csv, write_xlsx

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
CELL = st.text(alphabet=VIETNAMESE + "ABC0123 '\"=+-@＝＋－＠,;.%", max_size=20)


def cells(content: bytes, name: str = "roster.csv") -> list[dict[str, str]]:
    return [dict(row.cells) for row in read_table(io.BytesIO(content), name)]


def refusal(content: bytes, name: str = "roster.csv") -> str:
    with pytest.raises(BadTable) as refused:
        read_table(io.BytesIO(content), name)
    with force_locale("en"):
        return str(refused.value.reason)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_usual_way_of_saving_csv_is_read(encoding, separator):
    text = (
        separator.join(["Họ và tên", "Năm sinh"]) + "\r\n" + separator.join(["Bùi Thị Hòa", "1957"]) + "\r\n"
    )
    assert cells(text.encode(encoding)) == [{"Họ và tên": "Bùi Thị Hòa", "Năm sinh": "1957"}]


def test_excels_own_line_about_the_separator_is_understood(inside):
    rows = read_table(io.BytesIO("sep=;\nTên;Năm\nHoa, Bùi;1957\n".encode()), "a.csv")
    assert [(row.line, row.get("ten"), row.get("nam")) for row in rows] == [(3, "Hoa, Bùi", "1957")]


def test_headings_are_found_whatever_their_accents_and_capitals():
    assert header_named(["HO VA TEN", "Năm sinh"], "Tên", "Họ và tên") == "HO VA TEN"
    assert header_named(["Tuổi"], "Năm sinh") is None


def test_lines_are_numbered_as_a_spreadsheet_shows_them():
    rows = read_table(io.BytesIO(b'ten,ghi chu\n\n"a","two\nlines"\nb,\n'), "a.csv")
    assert [(row.line, row.cells["ten"]) for row in rows] == [(3, "a"), (5, "b")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        ("tên\nHòa".encode("cp1258", "replace") + b"\xff\xfe\x81", "Line 1"),
        (b'ten,nam\n"Hoa"x,1957\n', "Line 2"),
        (b'ten,nam\nHoa,1957\n"open,1960\n', "Line 3"),
        (b"ten,nam\nHoa,1957,66\n", "Line 2"),
        (b"ten,ten\nHoa,1957\n", "twice"),
        ("tên,TEN\nHoa,1957\n".encode(), "twice"),
        ("tên\nHoa\u202e\n".encode(), "Line 2"),
        ("tên\nHoa\x00\n".encode(), "Line 2"),
        (b"ten\n" + b"a\n" * 5001, "5000 rows"),
        (b",".join([b"a%d" % n for n in range(101)]), "100 columns"),
        (b"%PDF-1.7 ...", "not a table"),
        (b"\xd0\xcf\x11\xe0rest", "locked"),
        (b"PK\x03\x04 not a zip", "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(inside, content, words):
    assert words in refusal(content)


def test_five_megabytes_are_the_limit(inside):
    assert "5 MB" in refusal(b"a" * (5 * 1024 * 1024 + 1))


def test_a_file_of_another_kind_is_refused_by_its_name(inside):
    assert "not a table" in refusal(b"hello", "photo.jpg")


def workbook(sheet: str = "", **parts: bytes) -> bytes:
    """A workbook made of xlsxwriter's frame and this sheet."""
    out = io.BytesIO()
    frame = write_xlsx("t", ["a"], [["b"]])
    with zipfile.ZipFile(io.BytesIO(frame)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml" and sheet:
                space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                content = f'<worksheet xmlns="{space}"><sheetData>{sheet}</sheetData></worksheet>'.encode()
            new.writestr(name, content)
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>mã</t></is></c></row>'


def test_text_in_a_workbook_keeps_its_zeros_and_numbers_lose_their_point():
    sheet = HEAD + '<row><c t="str"><v>00070</v></c></row><row><c><v>912000001.0</v></c></row>'
    assert cells(workbook(sheet), "a.xlsx") == [{"mã": "00070"}, {"mã": "912000001"}]


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (HEAD + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "5000 rows"),
        (HEAD + '<row r="2"><c r="XFD2"><v>1</v></c></row>', "100 columns"),
        (HEAD + '<row r="2"><c r="A0x"><v>1</v></c></row>', "damaged"),
        ('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', "damaged"),
        ("<row>", "damaged"),
    ],
)
def test_two_cells_in_opposite_corners_do_not_take_all_the_memory(inside, sheet, words):
    assert words in refusal(workbook(sheet), "a.xlsx")


def test_a_bomb_is_counted_as_it_is_inflated(inside):
    assert "unpacks" in refusal(workbook(bomb=b"0" * 30_000_000), "a.xlsx")


def test_a_lying_size_in_the_header_changes_nothing(inside):
    honest = workbook(bomb=b"0" * 30_000_000)
    size = (30_000_000).to_bytes(4, "little")
    assert size in honest
    assert "unpacks" in refusal(honest.replace(size, (10).to_bytes(4, "little")), "a.xlsx")


def test_entities_and_a_thousand_parts_are_refused(inside):
    evil = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    assert "damaged" in refusal(workbook(**{"xl/evil.xml": evil}), "a.xlsx")
    assert "unpacks" in refusal(workbook(**{f"part{n}": b"" for n in range(1001)}), "a.xlsx")


def test_a_truncated_workbook_is_refused(inside):
    whole = workbook()
    for length in range(10, len(whole), 97):
        refusal(whole[:length], "a.xlsx")


DANGEROUS = [
    "=1+1",
    "+84912000001",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠1",
    " =1",
    "'=1",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_a_spreadsheet_would_run_is_written_inert(text):
    written = write_csv(["tên"], [[text]]).decode("utf-8-sig").split("\r\n", 1)[1]
    assert written.lstrip('"').startswith("'")


def test_numbers_stay_numbers_and_are_not_quoted():
    line = write_csv(["số"], [[-3, 2.5, None, date(2026, 6, 30), datetime(2026, 6, 30, 1, tzinfo=UTC)]])
    assert line.decode("utf-8-sig").split("\r\n")[1] == "-3,2.5,,2026-06-30,2026-06-30 08:00"
    with zipfile.ZipFile(io.BytesIO(write_xlsx("Sổ", ["số"], [[-3], ["-3"]]))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>-3</v>" in sheet
    assert "<t>&#39;-3</t>" in sheet or "<t>'-3</t>" in sheet
    assert "<f>" not in sheet


def test_the_csv_opens_in_excel_with_its_accents_and_the_sheet_has_a_legal_name(inside):
    assert write_csv(["tên"], []).startswith(b"\xef\xbb\xbf")
    for title in ("Xã: a/b [c]*?", "'", "x" * 99):
        rows = cells(write_xlsx(title, ["tên"], [["Hòa"]], ["Nguồn: sổ hộ khẩu"]), "a.xlsx")
        assert rows == [{"tên": "Hòa"}, {"tên": "Nguồn: sổ hộ khẩu"}]


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.tuples(CELL, CELL), max_size=8))
def test_what_is_written_is_read_again(rows):
    expected = [(" ".join(a.split()), " ".join(b.split())) for a, b in rows]
    expected = [pair for pair in expected if any(pair)]
    for content, name in (
        (write_csv(["một", "hai"], rows), "a.csv"),
        (write_xlsx("Bảng", ["một", "hai"], rows), "a.xlsx"),
    ):
        assert [(row["một"], row["hai"]) for row in cells(content, name)] == expected
