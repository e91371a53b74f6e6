"""What `courses check` advises: it names file, line and field like a fault, and keeps nobody from publishing."""

import pytest

from lms.catalogue.authoring.figures import figures, lost_figures
from tests.catalogue.writing import FILES, write_course

QUESTIONS, EN = "an-toan/questions.yaml", "an-toan/mat-khau.en.md"
FAIR = {QUESTIONS: FILES[QUESTIONS].replace('vi: "Số 1", en: "1"', 'vi: "Số 115", en: "115 (doctor)"')}
"""The small course as it is when nothing in it calls for advice."""


def advice(app, folder, **changed: str) -> list[str]:
    write_course(folder, **FAIR | changed)
    checked = app.test_cli_runner().invoke(args=["courses", "check", str(folder)])
    assert checked.exit_code == 0, checked.output
    *lines, last = checked.output.splitlines()
    assert last == "thu: 1 modules, 1 lessons, 3 questions, no errors"
    return lines


def test_a_right_choice_that_is_the_longest_is_pointed_out_in_each_language(app, tmp_path):
    assert advice(app, tmp_path / "fair") == []
    told = "the right choice is the longest, which gives it away: shorten it or lengthen a wrong one"
    bank = FILES[QUESTIONS].replace('en: "A"', 'en: "A, and more"')
    assert advice(app, tmp_path / "given-away", **{QUESTIONS: bank}) == [
        f"advice: thu/{QUESTIONS}:7: 1 choices 1 text.en: {told}",
        f"advice: thu/{QUESTIONS}:7: 1 choices 1 text.vi: {told}",
        f"advice: thu/{QUESTIONS}:20: 2 choices 1 text.en: {told}",
    ]


def test_a_number_that_a_translation_lost_or_changed_is_pointed_out(app, tmp_path):
    bank = FAIR[QUESTIONS].replace('vi: "Công an giúp bác."', 'vi: "Công an giúp bác trong 24 giờ."')
    lesson = FILES[EN].replace('goal: "You can set one."', 'goal: "You can set 2 of them."')
    lesson = lesson.replace("- một", "- một trong 12,000")
    assert advice(app, tmp_path, **{QUESTIONS: bank, EN: lesson}) == [
        f"advice: thu/{EN}:4: goal: this text has 2, the Vietnamese one has not",
        f"advice: thu/{EN}:12: this text has 12000, the Vietnamese one has not",
        f"advice: thu/{QUESTIONS}:13: 1 because.en: the Vietnamese text has 24, this one has not",
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ("Từ 1/7/2025, phí 20.000 đồng", "Since 1 July 2025 the fee is 20,000 đồng", "Dès le 1er juillet 2025 : 20 000 đồng"),
        ("trước 17 giờ", "before 5 p.m.", "avant 17 h 00"),
        ("20.000 đồng, 17 giờ", "20,000 đồng, 5 p.m.", "20\u00a0000\u00a0đồng, 17\u00a0h\u00a000"),
        ("lúc 8 giờ 05 tháng 5", "at 8:05 on a day of 5", "à 8 h 05, le 5"),
        ("ngày 3 tháng 5", "on 3 May", "le 3 mai"),
        ("thêm một số 0", "one more zero", "un zéro de plus"),
        ("Bác gọi 113", "May I call 113", "Appelez le <b>113</b>"),
        ('<img src="/1.svg" alt="Số 9" width="360">', "Number 9", "Le 9"),
    ],
)  # fmt: skip
def test_a_number_is_the_same_however_a_language_writes_it(texts):
    vietnamese, english, french = texts
    assert figures(vietnamese) == figures(english) == figures(french)
    assert not lost_figures(vietnamese, english)


def test_numbers_that_differ_are_named():
    assert lost_figures("5 phút, 30 giây", "5 minutes, 3 seconds") == (
        "the Vietnamese text has 30, this one has not; this text has 3, the Vietnamese one has not"
    )
