"""The paper: what is printed can be read, and nothing but what we hand in is ever opened."""

import io

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from lms.certificates import rules
from lms.certificates.models import CertificateFile
from lms.certificates.paper import drawn
from lms.certificates.serials import grouped
from lms.core.db import db
from tests.certificates.earned import earn

HARD = "Nguyễn Hoàng Ưởng Ẫm Ộng Ễm Đặng"
PRINTED = {
    "serial": "30H8VPZ2DCFGAGM0YKJHBFKB74",
    "name": HARD,
    "commune": "Xã Xuân Lãnh",
    "province": "Tỉnh Đắk Lắk",
    "language": "vi",
    "course": "Bình dân học vụ số",
    "course_language": "vi",
    "module": "Trả tiền không dùng tiền mặt",
    "modules": [{"title": "Trả tiền không dùng tiền mặt", "competency": 3}],
    "how": "Học tại lớp",
    "date": "2026-12-01",
    "issuer": "Ủy ban nhân dân xã Xuân Lãnh",
    "edition": "0123456789abcdef",
}


def text_of(pdf: bytes) -> str:
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == 1
    return " ".join(reader.pages[0].extract_text().split())


def test_every_printed_field_can_be_read_with_all_its_marks(app, inside):
    text = text_of(drawn(PRINTED, "https://hoc.example.vn"))
    assert "GIẤY XÁC NHẬN HOÀN THÀNH LỚP HỌC" in text and "chữ ký số" not in text.lower()
    for each in ("name", "commune", "province", "course", "module", "how", "issuer", "edition"):
        assert PRINTED[each] in text
    assert "Ngày 1 tháng 12 năm 2026" in text and grouped(PRINTED["serial"]) in text
    assert "hoc.example.vn/verify/" in text


@pytest.mark.parametrize(
    ("language", "heading", "date"),
    [
        ("vi", "GIẤY XÁC NHẬN HOÀN THÀNH LỚP HỌC", "Ngày 1 tháng 12 năm 2026"),
        ("en", "CERTIFICATE OF COMPLETION", "1 December 2026"),
        ("fr", "ATTESTATION DE RÉUSSITE", "1er décembre 2026"),
    ],
)
def test_it_is_drawn_in_the_holders_language(app, inside, language, heading, date):
    pdf = drawn({**PRINTED, "language": language}, "http://localhost")
    assert heading in text_of(pdf) and date in text_of(pdf)
    assert PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/Lang"] == language


def test_the_whole_course_lists_its_skills(app, inside):
    modules = [{"title": f"Kỹ năng số {n}", "competency": n} for n in range(1, 6)]
    text = text_of(drawn({**PRINTED, "module": "", "modules": modules}, "http://localhost"))
    assert "đã hoàn thành toàn bộ khóa học" in text and all(each["title"] in text for each in modules)


def test_the_font_is_be_vietnam_pro(app, inside):
    fonts = PdfReader(io.BytesIO(drawn(PRINTED, "http://localhost"))).pages[0]["/Resources"]["/Font"]
    assert fonts and all("Be-Vietnam-Pro" in str(font.get_object()["/BaseFont"]) for font in fonts.values())


@pytest.mark.parametrize("name", ["Đặng Ưởng " * 12, "Ẫ" * 120])
def test_the_longest_name_and_title_stay_on_the_one_page(app, inside, name):
    text = text_of(
        drawn({**PRINTED, "name": name.strip(), "module": "Dịch vụ công " * 12}, "http://localhost")
    )
    assert grouped(PRINTED["serial"]) in text


HOSTILE = "<img src=file:///etc/passwd><link rel=stylesheet href=http://127.0.0.1:9/x>\"'&"


def test_a_hostile_name_is_text(app, inside):
    pdf = drawn({**PRINTED, "name": HOSTILE, "issuer": HOSTILE}, "http://localhost")
    assert "<img src=file:///etc/passwd>" in text_of(pdf) and b"root:x" not in pdf


def test_a_file_name_is_plain_whatever_the_name_is():
    for name in (HOSTILE, "../../etc/passwd", "a\r\nSet-Cookie: x", "名前", "Đặng Ưởng"):
        made = rules.file_name({**PRINTED, "name": name})
        assert (
            made.isascii()
            and set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
            and made.count(".") == 1
        )
    assert rules.file_name({**PRINTED, "name": "Đặng Ưởng"}) == "giay-xac-nhan-dang-uong-bfkb74.pdf"


def test_the_code_leads_to_the_public_address_where_one_is_set(app, world, read_as, monkeypatch):
    serial = earn(app, world)
    monkeypatch.setitem(app.config, "PUBLIC_URL", "https://hoc.example.vn")
    read_as(world.people["hoa"]).client.get(f"/certificates/{serial}.pdf")
    with app.app_context():
        assert "hoc.example.vn/verify/" in text_of(db.session.scalars(sa.select(CertificateFile.pdf)).one())
