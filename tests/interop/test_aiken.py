"""Aiken, as https://docs.moodle.org/en/Aiken_format shows it; the words are our own."""

import pytest

from tests.interop.reading import choices, only, read, refusal

pytestmark = pytest.mark.usefixtures("inside")


def test_letters_with_dots_or_brackets_and_the_answer_below():
    found = read(
        "aiken",
        "Số nào là của công an?\nA. 113\nB. 114\nANSWER: A\n\n"
        "Số nào là của cứu hoả?\nA) 113\nB) 114\nC) 115\nANSWER: B\n",
    )
    assert [each.question["right"] for each in found] == [[0], [1]]
    assert choices(found[1].question) == [("113", False, None), ("114", True, None), ("115", False, None)]
    assert found[0].question["id"].startswith("so-nao-la-cua-cong-an-")


def test_the_blank_line_between_questions_may_be_missing():
    assert len(read("aiken", "Một?\nA. a\nB. b\nANSWER: B\nHai?\nA. a\nB. b\nANSWER: A")) == 2


def test_the_same_words_make_the_same_id_whatever_the_answer():
    first, second = (only("aiken", f"Nào?\nA. a\nB. b\nANSWER: {answer}") for answer in "AB")
    assert first["id"] == second["id"]
    assert first["right"] != second["right"]


@pytest.mark.parametrize(
    "text, reason",
    [
        ("Nào?\nA. a\nB. b\n", "a line such as “ANSWER: B” is missing after the choices"),
        ("Nào?\nA. a\nB. b\nANSWER: A, B", "a line such as “ANSWER: B” is missing after the choices"),
        ("Nào?\nA. a\nB. b\nANSWER: D", "the answer is D, but there is no such choice"),
        ("Nào?\nA. a\nA. b\nANSWER: A", "the letter A stands there twice"),
        ("A. a\nB. b\nANSWER: A", "it has no words that ask something"),
        ("Chỉ có chữ.", "a line such as “ANSWER: B” is missing after the choices"),
    ],
)
def test_what_is_wrong_is_said(text, reason):
    assert refusal("aiken", text) == reason
