"""Forms over files: what is read is what is written, and what nobody touched stays as it is."""

import json
import re
from pathlib import Path

import pytest

from lms.studio.rules import yaml_files
from lms.studio.rules.merging import merge, settled
from lms.studio.rules.parts import filled_in, state_of, value_of
from lms.studio.rules.presses import pressed
from lms.studio.rules.shapes import FACTS, KINDS, course_parts, lesson_parts, module_parts, question_parts
from lms.studio.sheets import FactsSheet, FieldsSheet, LessonSheet, QuestionSheet, parsed

COURSES = Path(__file__).parents[2] / "courses" / "binh-dan-hoc-vu-so"
LANGUAGES = ["vi", "en", "fr"]


def flat(state, prefix=""):
    """A state as a page sends it."""
    sent = {}
    for name, held in state.items():
        if name == "_rest":
            sent[prefix + name] = json.dumps(held)
        elif isinstance(held, list):
            for number, row in enumerate(held):
                sent[f"{prefix}{name}.{number}._row"] = "1"
                sent |= flat(row, f"{prefix}{name}.{number}.")
        elif isinstance(held, dict):
            sent |= flat(held, f"{prefix}{name}.")
        elif held is not False:
            sent[f"{prefix}{name}"] = str(held)
    return sent


def through_the_page(sheet, text):
    return sheet.filled(text, filled_in(sheet.parts, flat(sheet.state(text))))


def test_every_question_of_the_course_goes_through_its_form_unchanged():
    seen = set()
    for path in sorted(COURSES.glob("*/questions.yaml")):
        # One at a time: a file of sixty is slow to read sixty times.
        for text in re.split(r"^(?=- )", path.read_text(), flags=re.MULTILINE)[1:]:
            [value] = parsed(text)
            seen.add(value["type"])
            sheet = QuestionSheet(
                "x",
                LANGUAGES,
                question_parts(value["type"], (), ()),
                question=value["id"],
                kind=value["type"],
            )
            [found] = parsed(through_the_page(sheet, text))
            expected = {
                name: each
                for name, each in value.items()
                if each not in (False, []) or name in ("answer", "good")
            }
            assert _without_defaults(found) == _without_defaults(expected), value["id"]
    assert seen == set(KINDS)


def _without_defaults(value):
    """Boxes that are not ticked may be left out."""
    if isinstance(value, dict):
        return {
            name: _without_defaults(each)
            for name, each in value.items()
            if not (each is False and name in ("scam", "accents", "case", "right"))
        }
    return [_without_defaults(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    "name", ["course.yaml", "facts.yaml", "an-toan/module.yaml", "dich-vu-cong/module.yaml"]
)
def test_files_of_fields_come_back_as_they_were(name):
    text = (COURSES / name).read_text()
    sheet = {
        "course.yaml": FieldsSheet("x", LANGUAGES, course_parts(())),
        "facts.yaml": FactsSheet("x", LANGUAGES, FACTS),
    }.get(name, FieldsSheet("x", LANGUAGES, module_parts((), ())))
    after = through_the_page(sheet, text)
    assert parsed(after) == parsed(text)


def test_every_lesson_says_the_same_after_its_form():
    for path in sorted(COURSES.glob("*/*.md")):
        language = path.name[-5:-3]
        sheet = LessonSheet("x", [language], lesson_parts(language))
        text = path.read_text()
        written = through_the_page(sheet, text)
        assert sheet.value(written) == sheet.value(text), path
        assert through_the_page(sheet, written) == written


def test_french_blanks_are_put_right_and_what_learners_type_is_left_alone():
    typed = {"vi": "Ai gọi ?", "fr": "Qui appelle ?"}
    parts = question_parts("text", (), ())
    state = state_of(parts, {"ask": typed, "accepted": {"fr": ["Qui ?", "50 000 đồng"]}}, LANGUAGES)
    assert value_of(parts, state)["ask"] == {"vi": "Ai gọi ?", "fr": "Qui appelle\u00a0?"}
    assert value_of(parts, state)["accepted"] == {"fr": ["Qui ?", "50 000 đồng"]}
    lesson = '---\ntitle: "Qui ?"\nposter: ["Un : deux"]\n---\n## Alors ?\n\n- « Oui ! »\n'
    assert LessonSheet("x", ["en"], lesson_parts("en")).as_we_write(lesson) == lesson
    written = LessonSheet("x", ["fr"], lesson_parts("fr")).as_we_write(lesson)
    assert written == lesson.replace(" ?", "\u00a0?").replace(" :", "\u00a0:", 3).replace(
        "« Oui ! »", "«\u00a0Oui\u00a0!\u00a0»"
    )


def test_blanks_put_right_on_the_way_stand_in_nobodys_way():
    text = 'title: {vi: "Ai ?", fr: "Qui ?"}\nsummary: {vi: "!", fr: "Non !"}\n'
    sheet = FieldsSheet("x/module.yaml", LANGUAGES, module_parts((), ()))

    def with_vietnamese(name):
        state = sheet.state(text)
        state[name]["vi"] = "Mới"
        return sheet.filled(text, state)

    theirs, mine = with_vietnamese("title"), with_vietnamese("summary")
    merged = merge(sheet.path, sheet.as_we_write(text), mine, sheet.as_we_write(theirs))
    assert settled(merged, ()) == (
        'title: {vi: "Mới", fr: "Qui\u00a0?"}\nsummary: {vi: "Mới", fr: "Non\u00a0!"}\n'
    )
    assert sheet.as_we_write("- [") == "- ["


def test_a_changed_question_leaves_the_others_and_their_notes_alone():
    text = '- id: "a"\n  ask: {vi: "A"}\n# a note on b\n- id: "b"\n  ask: {vi: "B"}   # beside\n'
    after = yaml_files.with_entry(text, [{"id": "a"}, {"id": "b"}], 0, {"id": "a", "ask": {"vi": "Mới"}})
    assert after == '- id: "a"\n  ask: {vi: "Mới"}\n# a note on b\n- id: "b"\n  ask: {vi: "B"}   # beside\n'
    assert yaml_files.with_entry(text, [{}, {}], 1, None) == '- id: "a"\n  ask: {vi: "A"}\n'


def test_a_changed_field_leaves_the_others_and_their_notes_alone():
    text = '# the limit\npass_mark: 80   # per cent\nmodules: ["a"]\n'
    after = yaml_files.rewritten(
        text, {"pass_mark": 80, "modules": ["a"]}, {"pass_mark": 80, "modules": ["a", "b"]}
    )
    assert after == '# the limit\npass_mark: 80   # per cent\nmodules: ["a", "b"]\n'


@pytest.mark.parametrize(
    "words", ['"', "\\", "a: b # c", "{x}", "yes", "012", "\u2028", "- a", "'", "ẫ ộ ễ", "\t"]
)
def test_any_words_are_written_so_that_they_are_read_again(words):
    assert parsed(yaml_files.written({"x": words, "y": [words], "z": {"vi": words}})) == {
        "x": words,
        "y": [words],
        "z": {"vi": words},
    }


def test_presses_change_only_what_they_name():
    parts = question_parts("scenario", (), ())
    state = state_of(parts, {}, ["vi"])
    assert pressed(parts, state, "add:scenes", ["vi"]) == "scenes.0"
    pressed(parts, state, "add:scenes", ["vi"])
    assert pressed(parts, state, "add:scenes.1.moves", ["vi"]) == "scenes.1.moves.0"
    state["scenes"][0]["id"] = "dau"
    pressed(parts, state, "down:scenes.0", ["vi"])
    assert [each["id"] for each in state["scenes"]] == ["", "dau"]
    pressed(parts, state, "gone:scenes.1", ["vi"])
    assert value_of(parts, state).get("scenes", []) == []
    pressed(parts, state, "back:scenes.1", ["vi"])
    assert value_of(parts, state)["scenes"] == [{"id": "dau"}]
    for nonsense in (
        "",
        "add:",
        "up:scenes.9",
        "gone:scenes.-1",
        "add:ask.vi",
        "x:scenes",
        "up:scenes.²",
        "add:scenes.99999999.moves",
    ):
        assert pressed(parts, state, nonsense, ["vi"]) == ""
