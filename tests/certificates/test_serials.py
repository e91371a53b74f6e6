"""Serials: hard to guess, easy to copy."""

import pytest

from lms.certificates.serials import LETTERS, grouped, new_serial, read_serial


def test_a_serial_has_26_letters_none_of_them_easily_confused():
    serials = {new_serial() for _ in range(2000)}
    assert len(serials) == 2000
    assert all(len(serial) == 26 and set(serial) <= set(LETTERS) for serial in serials)
    assert not set("ILOU") & set(LETTERS)
    assert {serial[0] for serial in serials} == set("01234567")  # 128 bits, not 130


def test_it_is_printed_in_groups_of_four():
    assert grouped("30H8VPZ2DCFGAGM0YKJHBFKB74") == "30H8-VPZ2-DCFG-AGM0-YKJH-BFKB-74"


@pytest.mark.parametrize(
    "typed",
    [
        "30h8-vpz2-dcfg-agm0-ykjh-bfkb-74",
        "  30H8 VPZ2 DCFG AGM0 YKJH BFKB 74\n",
        "3OH8VPZ2DCFGAGMOYKJHBFKB74",
        "https://hoc.example.vn/verify/30H8VPZ2DCFGAGM0YKJHBFKB74",
    ],
)
def test_reading_forgives_what_people_type(typed):
    assert read_serial(typed) == "30H8VPZ2DCFGAGM0YKJHBFKB74"


def test_i_and_l_are_read_as_1():
    assert read_serial("1" * 26) == read_serial("I" * 26) == read_serial("l" * 26)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abc",
        "U" * 26,
        "Z" * 26,
        "0" * 25,
        "0" * 27,
        "٠" * 26,
        "\x00" * 26,
        "\ud800",
        "Đ" * 26,
        "x" * 100_000,
    ],
)
def test_what_cannot_be_a_serial_reads_as_none(typed):
    assert read_serial(typed) == ""
