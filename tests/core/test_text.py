"""One spelling inside, whatever was typed."""

import unicodedata

import pytest

from lms.core.text import fold, is_clean, nfc, phone_number, plain_sort_key, sort_key

NAMES = ["Nguyễn Văn Ánh", "Trần Thị Bé", "Lê Đức", "Phạm Thị Đào", "Hồ Văn Em", "Vũ Ơn", "Bùi Thị Hoà"]


def test_composed_and_decomposed_names_are_one():
    decomposed = unicodedata.normalize("NFD", "Nguyễn Thị Hòa")
    assert nfc(decomposed) == "Nguyễn Thị Hòa"
    assert fold(decomposed) == fold("NGUYỄN THỊ HOÀ") == "nguyen thi hoa"


def test_d_with_a_stroke_is_searched_as_d():
    assert fold("Đặng Đình Đức") == "dang dinh duc"


def test_names_sort_by_given_name_in_vietnamese_order():
    given = [name.split()[-1] for name in sorted(NAMES, key=sort_key)]
    assert given == ["Ánh", "Bé", "Đào", "Đức", "Em", "Hoà", "Ơn"]


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\x00", "\ud800", "\ufeff"])
def test_hidden_characters_are_noticed(hidden):
    assert not is_clean(f"Hoa{hidden}")
    assert is_clean("Bùi Thị Hoa\nthôn Lãnh Vân")


def test_places_with_numbers_sort_by_their_size():
    names = ["Tổ 10", "Tổ 9", "Ấp 2", "Buôn Đôn"]
    assert sorted(names, key=plain_sort_key) == ["Ấp 2", "Buôn Đôn", "Tổ 9", "Tổ 10"]


@pytest.mark.parametrize(
    "written", ["0912 345 678", "+84912345678", "912345678", "912345678.0", "0912.345.678"]
)
def test_a_phone_number_is_read_as_people_and_spreadsheets_write_it(written):
    assert phone_number(written) == "0912345678"


@pytest.mark.parametrize("written", ["123", "09123456789012", "abc", "٠٩١٢٣٤٥٦٧٨"])
def test_what_is_no_phone_number_is_refused(written):
    with pytest.raises(ValueError, match=r".*"):
        phone_number(written)
    assert phone_number("  ") is None
