"""Moodle XML, kind by kind, as https://docs.moodle.org/en/Moodle_XML_format shows it; the words are our own."""

import pytest

from lms.interop.formats import Unreadable
from tests.interop.reading import choices, losses, only, read, refusal, words

pytestmark = pytest.mark.usefixtures("inside")


def quiz(*inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{"".join(inside)}</quiz>'


def question(kind: str, inside: str, more: str = "") -> str:
    return (
        f'<question type="{kind}"><name><text>Câu thử</text></name>'
        f'<questiontext format="html"><text><![CDATA[<p>Hỏi gì?</p>]]></text></questiontext>'
        f'<generalfeedback format="html"><text>Vì thế.</text></generalfeedback>{more}'
        f"<defaultgrade>1.0</defaultgrade><penalty>0.1</penalty><hidden>0</hidden>{inside}</question>\n"
    )


def answer(fraction: str, text: str, said: str = "", more: str = "") -> str:
    return (
        f'<answer fraction="{fraction}" format="plain_text"><text>{text}</text>'
        f"<feedback><text>{said}</text></feedback>{more}</answer>"
    )


def test_one_right_choice():
    inside = (
        "<single>true</single><shuffleanswers>1</shuffleanswers><answernumbering>abc</answernumbering>"
        + answer("100", "đúng") + answer("0", "sai", "Chưa đúng.")
    )  # fmt: skip
    got = only("moodle", quiz(question("multichoice", inside)))
    assert (got["id"], got["kind"], words(got["ask"])) == ("cau-thu", "single", "Hỏi gì?")
    assert words(got["because"]) == "Vì thế."
    assert choices(got) == [("đúng", True, None), ("sai", False, "Chưa đúng.")]


def test_several_right_choices():
    inside = "<single>false</single>" + answer("50", "a") + answer("50", "b") + answer("-50", "c")
    got = only("moodle", quiz(question("multichoice", inside)))
    assert (got["kind"], got["right"]) == ("multiple", [0, 1])
    uneven = "<single>false</single>" + answer("75", "a") + answer("25", "b") + answer("0", "c")
    assert losses("moodle", quiz(question("multichoice", uneven))) == [
        "the weights of single choices are left out: a choice is right or wrong"
    ]


def test_true_and_false():
    inside = answer("0", "true", "Không phải.") + answer("100", "false")
    got = only("moodle", quiz(question("truefalse", inside)))
    assert (got["kind"], got["right"]) == ("truefalse", [1])
    assert words(got["choices"][0]["because"]) == "Không phải."


def test_short_text_and_whether_capitals_count():
    inside = "<usecase>1</usecase>" + answer("100", "OTP") + answer("100", "mã OTP")
    got = only("moodle", quiz(question("shortanswer", inside)))
    assert got["accepted"] == {"vi": ["OTP", "mã OTP"]}
    assert got["case_counts"] is True
    partly = "<usecase>0</usecase>" + answer("100", "OTP") + answer("50", "PIN")
    assert losses("moodle", quiz(question("shortanswer", partly))) == [
        "answers that are only partly right are left out"
    ]


def test_a_number_with_tolerance_and_unit():
    inside = (
        answer("100", "313000", more="<tolerance>0.5</tolerance>")
        + "<units><unit><multiplier>1</multiplier><unit_name>đồng</unit_name></unit></units>"
    )
    got = only("moodle", quiz(question("numerical", inside)))
    assert (got["value"], got["tolerance"], words(got["unit"])) == ("313000", "0.5", "đồng")


def test_matching_and_ordering():
    pairs = "".join(
        f'<subquestion format="html"><text>{prompt}</text><answer><text>{match}</text></answer></subquestion>'
        for prompt, match in (("Công an", "113"), ("Cứu hoả", "114"), ("", "115"))
    )
    got = only("moodle", quiz(question("matching", "<shuffleanswers>true</shuffleanswers>" + pairs)))
    assert [words(each) for each in got["matches"]] == ["113", "114", "115"]
    order = "".join(
        f'<answer fraction="{number}.0"><text>{text}</text></answer>'
        for number, text in enumerate(["Dừng lại", "Kiểm tra", "Gọi 113"], start=1)
    )
    got = only("moodle", quiz(question("ordering", order)))
    assert [words(each) for each in got["items"]] == ["Dừng lại", "Kiểm tra", "Gọi 113"]


def test_category_tags_number_and_what_is_lost():
    category = '<question type="category"><category><text>$course$/top/Mật khẩu</text></category></question>'
    more = (
        "<idnumber>mk-7</idnumber><hint><text>Nghĩ kỹ.</text></hint>"
        "<tags><tag><text>dễ</text></tag><tag><text>outcome: dat-mat-khau</text></tag></tags>"
    )
    text = quiz(category, question("truefalse", answer("100", "true") + answer("0", "false"), more))
    [found] = read("moodle", text)
    assert (found.group, found.question["id"], found.question["difficulty"]) == ("Mật khẩu", "mk-7", 1)
    assert found.question["outcome"] == "dat-mat-khau"
    assert losses("moodle", text) == ["hints are left out"]


@pytest.mark.parametrize(
    "kind, reason",
    [
        ("essay", "an open answer (essay) cannot be marked here"),
        ("description", "it is a text without a question"),
        ("cloze", "a text with gaps (Cloze) is not held here"),
        ("calculated", "the kind “calculated” is not held here"),
        ("ddmarker", "the kind “ddmarker” is not held here"),
        ("multichoice", "it has 0 choices; 2 to 8 can be shown"),
        ("numerical", "it does not say which answer is right"),
        ("truefalse", "it does not say which choice is right"),
    ],
)
def test_other_kinds_and_empty_ones_are_refused(kind, reason):
    assert refusal("moodle", quiz(question(kind, ""))) == reason


def test_a_file_of_another_kind_is_not_read_at_all():
    for text in ("<quiz/>", "<html/>", "no xml", ""):
        with pytest.raises(Unreadable):
            read("moodle", text)
