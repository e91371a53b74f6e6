"""Decisions on values: PINs, passwords, card letters, names."""

import pytest

from lms.people import rules
from lms.people.rules.naming import UnlikelyName
from lms.people.rules.roster import village_key


@pytest.mark.parametrize(
    "pin",
    ["123456", "654321", "111111", "121212", "123123", "112233", "135790", "246802",
     "150357", "195703", "031957", "571957", "686868", "123321", "001000"],
)  # fmt: skip
def test_a_pin_that_strangers_try_first_is_refused(pin):
    with pytest.raises(rules.WeakPin):
        rules.check_pin(pin, 1957)


@pytest.mark.parametrize("pin", ["482915", "730264", "948376"])
def test_other_pins_are_accepted(pin):
    rules.check_pin(pin, 1957)


def test_a_random_pin_passes_the_rule():
    for _ in range(200):
        rules.check_pin(rules.random_pin(1957), 1957)


@pytest.mark.parametrize("password", ["short", "passwordpassword", "aaaaaaaaaaaaaa", "matkhau 2026 2026"])
def test_a_weak_password_is_refused(password):
    with pytest.raises(rules.WeakPassword):
        rules.check_password(password)


def test_a_password_without_ones_own_name_is_accepted():
    rules.check_password("bốn con trâu đi bộ", "Bùi Thị Hoa")
    with pytest.raises(rules.WeakPassword):
        rules.check_password("bui thi hoa di hoc", "Bùi Thị Hoa")


def test_card_letters_hold_128_bits_and_forgive():
    letters = rules.card_letters(2**128 - 1)
    assert len(letters) == 26
    assert rules.read_letters(rules.in_groups(letters).lower()) == letters
    assert rules.read_letters("O" * 25 + "L") == "0" * 25 + "1"
    assert rules.read_letters("U" * 26) is None
    assert rules.read_letters("short") is None


def test_every_spelling_of_a_name_has_one_key():
    composed, decomposed = "Nguyễn Thị Hòa", "Nguye\u0302\u0303n Thi\u0323 Ho\u0300a"
    assert rules.name_key(composed) == rules.name_key(decomposed) == rules.name_key("hoà thi nguyen")


@pytest.mark.parametrize("name", ["Ðặng Thị Hoa", "Нoa", "123", ""])
def test_letters_that_only_look_vietnamese_are_refused(name):
    with pytest.raises(UnlikelyName):
        rules.check_name(name)


@pytest.mark.parametrize("name", ["Đặng Thị Hoa", "H' Linh Niê", "HʼLinh Niê", "Y Ƀlơ Êban", "O'Brien"])
def test_names_of_all_peoples_are_accepted(name):
    rules.check_name(name)


def test_a_village_is_one_with_and_without_its_kind():
    assert village_key("Thôn Lãnh Vân") == village_key("lanh van") == village_key("Buôn Lãnh Vân")
