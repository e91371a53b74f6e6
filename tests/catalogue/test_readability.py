"""How easily a text reads, and what the commands say of it."""

import pytest
import time_machine

from lms.catalogue.authoring.guide import refreshed, tables
from lms.catalogue.authoring.readability import measured, sentences_of, syllables_of
from tests.catalogue.test_guide import GUIDE
from tests.catalogue.writing import FILES, write_course

VI = "an-toan/mat-khau.vi.md"


def test_sentences_end_where_a_reader_pauses_and_not_inside_numbers():
    assert sentences_of(["Giá 20.000 đồng. “Bác đi nhé.” Rồi thôi", "Một"]) == [
        "Giá 20.000 đồng.",
        "“Bác đi nhé.”",
        "Rồi thôi",
        "Một",
    ]


@pytest.mark.parametrize(
    ("language", "word", "count"),
    [
        ("en", "message", 2), ("en", "police", 2), ("en", "boxes", 2), ("en", "idea", 3), ("en", "called", 1),
        ("en", "information", 4), ("en", "113", 1), ("fr", "téléphone", 3), ("fr", "envoyée", 3),
        ("fr", "réseau", 2), ("fr", "quelqu’un", 2), ("fr", "signes", 1), ("fr", "créer", 2),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_said(language, word, count):
    assert syllables_of(word, language) == count


def test_plain_words_read_easily_and_learned_ones_do_not():
    plain = measured("x", "en", ["Stop. Hang up the phone. Ask the police in your commune."] * 12)
    learned = measured("x", "en", ["Authentication necessitates institutional verification procedures."] * 20)
    assert plain.ease > 80 > 0 > learned.ease
    assert measured("x", "en", ["Too short to tell."]).ease is None
    assert measured("x", "vi", ["Một hai ba. Bốn."]).mean == 2.0


def run(app, *words):
    return app.test_cli_runner().invoke(args=["courses", *words])


def test_the_review_lists_open_points_and_old_sources_with_their_lines(app, tmp_path):
    old = '  - fact: "Dài hơn"\n    source: "báo"\n    checked: "2020-01-31"\n'
    text = FILES[VI].replace("sources: []\nreview: []", f'sources:\n{old}review: ["Hỏi lại"]')
    write_course(tmp_path, **{VI: text})
    with time_machine.travel("2026-12-01"):
        checked = run(app, "check", "--review", str(tmp_path))
    assert checked.exit_code == 0
    assert checked.output.splitlines() == [
        "thu/an-toan/mat-khau.vi.md:11: Hỏi lại",
        "thu/an-toan/mat-khau.vi.md:10: last compared on 2020-01-31: Dài hơn (báo)",
        "1 points left open, 1 of 2 sources older than a year",
    ]


def test_the_words_are_told_by_lesson_and_language(app, tmp_path):
    write_course(tmp_path)
    lines = run(app, "check", "--words", str(tmp_path)).output.splitlines()
    assert lines[1].split(None, 1) == ["thu/an-toan/mat-khau.vi.md", "7 sentences, mean 2.4, longest 5"]
    assert [line.split()[0] for line in lines[2:]] == ["en", "vi"]


def test_the_guide_holds_the_fields_as_the_format_has_them(app):
    assert refreshed(GUIDE) == GUIDE, "run: flask courses schema --write docs/authoring.md"
    assert run(app, "schema").output == tables() + "\n"
    with pytest.raises(ValueError, match="the guide needs the lines"):
        refreshed("no markers")
