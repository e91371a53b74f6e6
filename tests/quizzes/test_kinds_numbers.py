"""Numbers as people write them."""

from decimal import Decimal

import pytest

from lms.quizzes.rules.numbers import plain, understood


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("50000", "50000"),
        ("50 000", "50000"),
        ("50\u00a0000", "50000"),
        ("50\u202f000", "50000"),
        ("50.000", "50000"),
        ("50,000", "50000"),
        ("1.500", "1500"),
        ("1,500", "1500"),
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        ("12.50", "12.5"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("1,1250", "1.125"),
        ("1.234.567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("1,234,567.8", "1234567.8"),
        ("50 nghìn", "50000"),
        ("50 ngàn", "50000"),
        ("50 nghin", "50000"),
        ("50k", "50000"),
        ("50K", "50000"),
        ("1,5 triệu", "1500000"),
        ("1.5tr", "1500000"),
        ("1tr5", "1500000"),
        ("1 triệu 250", "1250000"),
        ("1 triệu 250.000", "1250000"),
        ("1 triệu 500 nghìn", "1500000"),
        ("1 triệu rưỡi", "1500000"),
        ("2 triệu rưỡi", "2500000"),
        ("nửa triệu", "500000"),
        ("2 trăm nghìn", "200000"),
        ("5 chục", "50"),
        ("1 tỷ", "1000000000"),
        ("1 tỉ 200 triệu", "1200000000"),
        ("half a million", "500000"),
        ("2 thousand", "2000"),
        ("2 mille", "2000"),
        ("un demi-million", "500000"),
        ("50.000đ", "50000"),
        ("50.000 đ.", "50000"),
        ("50.000 đồng", "50000"),
        ("50 nghìn đồng", "50000"),
        ("50.000 VNĐ", "50000"),
        ("VND 50,000", "50000"),
        ("50.000₫", "50000"),
        ("20 %", "20"),
        ("3 phút", "3"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("007", "7"),
    ],
)
def test_it_is_understood(written, meant):
    assert understood(written, ["phút"]) == Decimal(meant)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "ten",
        "đồng",
        "triệu",
        "rưỡi",
        "nửa",
        "1.23.4",
        "12.34.567",
        "1,234.567,8",
        "1 triệu 2 tỷ",
        "5 nghìn 5 nghìn",
        "5-3",
        "5+3",
        "1e9",
        "1e999",
        "NaN",
        "Infinity",
        "٣",
        "½",
        "9" * 16,
        "9" * 5000,
        "0.0000001",
        "3 giờ",
        "\x00",
    ],
)
def test_what_is_unclear_is_not_guessed(written):
    assert understood(written, ["phút"]) is None


@pytest.mark.parametrize(
    ("number", "kept"), [("5E+4", "50000"), ("0.50", "0.5"), ("-0.0", "0"), ("-1.20", "-1.2")]
)
def test_it_is_kept_in_one_spelling(number, kept):
    assert plain(Decimal(number)) == kept
