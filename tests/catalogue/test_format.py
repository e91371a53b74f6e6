"""What an author may write, and what they are told when it cannot be."""

import unicodedata

import pytest

from lms.catalogue.authoring import read_course, read_courses
from lms.catalogue.problems import BadCourse
from tests.catalogue.writing import FILES, write_course

MODULE, QUESTIONS, FACTS, COURSE = (
    "an-toan/module.yaml",
    "an-toan/questions.yaml",
    "facts.yaml",
    "course.yaml",
)
VI, EN = "an-toan/mat-khau.vi.md", "an-toan/mat-khau.en.md"


def spoilt(tmp_path, file: str, old: str, new: str) -> list[str]:
    """The problems after one replacement in one file."""
    assert FILES[file].count(old) >= 1, f"{old!r} is not in {file}"
    return problems(write_course(tmp_path, **{file: FILES[file].replace(old, new, 1)}))


def problems(folder) -> list[str]:
    with pytest.raises(BadCourse) as refused:
        read_course(folder)
    return [str(problem) for problem in refused.value.problems]


def test_a_sound_course_becomes_a_document(tmp_path):
    document = read_course(write_course(tmp_path))
    module = document["modules"][0]
    steps = module["lessons"][0]["steps"]
    assert steps[0]["html"] == {
        "vi": "<p>Chữ <strong>đậm 113</strong> ở đây.</p>",
        "en": "<p>Chữ <strong>đậm 113 (police)</strong> ở đây.</p>",
    }
    assert steps[2]["html"]["vi"] == (
        '<div class="box message">\n<p class="box-title"><span>NGÂN HÀNG 113</span>'
        '<span class="stamp">BÀI TẬP</span></p>\n<p>Bấm gia-mao.top ngay.</p>\n</div>'
    )
    assert '<span class="stamp">PRACTICE</span>' in steps[2]["html"]["en"]
    assert "<span>Cẩn thận</span>" in steps[3]["html"]["vi"]
    assert "<span>Now I can</span>" in steps[4]["html"]["en"]
    single, multiple, true_false = module["questions"]
    assert (single["right"], single["choices"][0]["text"]) == ([0], {"vi": "Số 113", "en": "113 (police)"})
    assert (multiple["right"], multiple["choices"][0]["because"]) == ([0, 1], None)
    assert true_false["right"] == [0]
    assert [choice["text"]["fr"] for choice in true_false["choices"]] == ["Vrai", "Faux"]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        # references
        (MODULE, '    lesson: "mat-khau"', '    lesson: "khac"', "module.yaml:8: skills 1 lesson: this module has no lesson “khac”"),
        (QUESTIONS, '  lesson: "mat-khau"', '  lesson: "khac"', "questions.yaml:3: 1 lesson: this module has no lesson “khac”"),
        (QUESTIONS, "{fact:cong-an}", "{fact:cong-na}", "questions.yaml:7: 1 choices 1 text.vi: facts.yaml has no “cong-na”"),
        (VI, "{fact:cong-an}", "{fact:la}", "mat-khau.vi.md:13: facts.yaml has no “la”"),
        (FACTS, "cong-an:", "cong-am:", "no lesson uses this value"),
        (QUESTIONS, '- id: "hai"', '- id: "mot"', "questions.yaml:14: 2 id: the id “mot” is taken (line 1)"),
        (MODULE, '["mat-khau"]', '["mat-khau", "thieu"]', "thieu.vi.md: this file is missing"),
        (COURSE, '["an-toan"]', '["an-toan", "thieu"]', "course.yaml:7: modules 2: there is no folder “thieu”"),
        # languages and steps
        (MODULE, ', en: "Safety"}', "}", "module.yaml:1: title: the language “en” is missing"),
        (QUESTIONS, ', en: "C is wrong."}', "}", "the language “en” is missing"),
        (EN, "## Hai\n", "Hai\n", "mat-khau.en.md"),
        (VI, "\n## Năm\n", "\n", "a lesson has 5 to 8 steps; this one has 4"),
        (EN, "\n## Năm\n", "\n", "this file has 4 steps, the “vi” file has 5; they must match"),
        # questions
        (QUESTIONS, "      right: true\n", "      right: true\n      because: {vi: \"x\", en: \"x\"}\n", "a right choice needs no reason"),
        (QUESTIONS, '      because: {vi: "Số này không có.", en: "There is none."}\n', "", "questions.yaml:9: 1 choices 2 because: a wrong choice says why it is wrong"),
        (QUESTIONS, '      because: {vi: "Số này không có.", en: "There is none."}\n', "      right: true\n", "exactly one right choice; this one has 2"),
        (QUESTIONS, '"B", en: "B"}\n      right: true\n', '"B", en: "B"}\n      because: {vi: "x", en: "x"}\n', "two or more right choices"),
        (QUESTIONS, 'vi: "Số 1"', 'vi: "Số 2"', "this choice stands here twice"),
        (QUESTIONS, 'en: "1"', 'en: "I don\'t know yet"', "the system adds it"),
        (QUESTIONS, 'type: "single"', 'type: "essay"', "type is one of single, multiple, truefalse, ordering, matching, number, text, hotspot, scenario"),
        (QUESTIONS, "difficulty: 1", "difficulty: 4", "this number must be at most 3"),
        (COURSE, "questions_per_quiz: 3", "questions_per_quiz: 4", "a quiz draws 4 questions; there are only 3 here"),
        # YAML's surprises
        (MODULE, "required: true", "required: yes", 'skills 1 required: put this in quotation marks: "yes"'),
        (MODULE, 'id: "dat-mat-khau"', "id: 012", 'put this in quotation marks: "012"'),
        (QUESTIONS, "answer: true", "answer: no", 'put this in quotation marks: "no"'),
        (QUESTIONS, "answer: true", 'answer: "no"', "here belongs true or false"),
        (VI, "minutes: 6", "minutes: 010", 'mat-khau.vi.md:3: minutes: put this in quotation marks: "010"'),
        (VI, "minutes: 6", 'minutes: "6"', "minutes: here belongs a whole number without quotation marks"),
        (VI, 'title: "Mật khẩu"', "title: Mật khẩu # mới", "mat-khau.vi.md:2: title: put this in quotation marks"),
        (FACTS, '"2026-11-21"', "2026-11-21", "checked: put this in quotation marks"),
        (FACTS, '"2026-11-21"', '"21/11/2026"', 'write the day as "2026-11-21"'),
        (COURSE, "pass_mark: 80", "pass_mark:", "course.yaml:4: pass_mark: nothing is written here"),
        (COURSE, "pass_mark: 80", "pass_mark: 80\npass_mark: 90", "pass_mark: this field stands here twice"),
        (COURSE, "pass_mark: 80", "pass_makr: 80", 'no field has this name; is it "pass_mark"?'),
        (COURSE, "pass_mark: 80\n", "", "pass_mark: this field is missing"),
        (COURSE, "pass_mark: 80", "pass_mark: [80", "this cannot be read as YAML"),
        (COURSE, "pass_mark: 80", "pass_mark: &a 80\nx: *a", "write this out in full"),
        (COURSE, "pass_mark: 80", "pass_mark: !!python/object:os.system 80", "take the tag away"),
        (MODULE, 'id: "dat-mat-khau"', 'id: "Đặt mật khẩu"', "use only small letters a to z"),
        # wording
        (VI, "Bác tắt máy.", "Vui lòng tắt máy.", "“Vui lòng” is a word we never use"),
        (QUESTIONS, "Công an giúp bác.", "Xin lỗi bác.", "“Xin lỗi” is a word we never use"),
        (MODULE, "Bác giữ an toàn.", "Câu trả lời không hợp lệ.", "“không hợp lệ” is a word we never use"),
        (VI, "Bác tắt máy.", unicodedata.normalize("NFD", "Bác tắt máy."), "not NFC"),
        (VI, "Bác tắt máy.", "Bác tắt\u200b máy.", "hidden character"),
        (VI, "Bác tắt máy.", "Bác vào trang-la.vn.", "the address “trang-la.vn” is not in facts.yaml"),
        (VI, "Bác tắt máy.", "Bác vào https://a.b/c.", "the address “https://a.b/c” is not in facts.yaml"),
        (QUESTIONS, "Công an giúp bác.", "Bác vào www.la.vn", "the address “www.la.vn” is not in facts.yaml"),
        (VI, "Bác tắt máy.", "Bác {tắt} máy.", "a brace { begins only a fact"),
        # Markdown
        (VI, "Bác tắt máy.", "Bác <b>tắt</b> máy.", "mat-khau.vi.md:29: this is HTML"),
        (VI, "## Hai", "<script>alert(1)</script>\n\n## Hai", "this is HTML"),
        (VI, "Bác tắt máy.", "Bác [tắt](x) máy.", "this is a link"),
        (VI, "Bác tắt máy.", "![ảnh](x.png)", "this is a picture that does not stand alone"),
        (VI, "Bác tắt máy.", "Bác *tắt* máy.", "this is slanted text"),
        (VI, "Bác tắt máy.", "Bác\\\ntắt máy.", "a forced line break"),
        (VI, "Chữ **đậm", "### Chữ **đậm", "a heading inside a step"),
        (VI, "Chữ **đậm", "> Chữ **đậm", "a line that begins with >"),
        (VI, "- một", "```\n- một\n```", "a block of code"),
        (VI, "## Hai", "## **Hai**", "a heading is plain text"),
        (VI, "## Một", "Lời đầu.\n\n## Một", "a lesson begins with the heading of its first step"),
        (VI, "- một\n- hai\n", "", "mat-khau.vi.md:15: this step is empty"),
        # boxes
        (VI, "::: careful", "::: carefull", "no box is called “carefull”; there are message, screen, careful, try, can"),
        (VI, "Bác tắt máy.\n:::", "Bác tắt máy.", "the box of line 28 is not closed"),
        (VI, "Tôi làm được.\n:::", "Tôi làm được.", "is not closed: end it with a line :::"),
        (VI, "Bác tắt máy.", "::: try\nBác.\n:::", "a box cannot stand inside another"),
        (VI, "Chữ **đậm", ":::\n\nChữ **đậm", "but none is open"),
        (VI, "::: message NGÂN HÀNG {fact:cong-an}", "::: message", "needs a few words after it"),
        (VI, "::: careful", "::: careful Nhé", "has a fixed heading"),
        # lesson heads
        (VI, "sources: []\n", "", "the Vietnamese file lists its sources"),
        (EN, "minutes: 6", "minutes: 6\nreview: []", "review stand only in the Vietnamese file"),
        (VI, "---\ntitle", "title", "a lesson begins with a line ---"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(tmp_path, file, old, new, said):
    found = spoilt(tmp_path, file, old, new)
    assert any(said in problem for problem in found), found


def test_everything_wrong_is_named_at_once(tmp_path):
    changed = {
        COURSE: FILES[COURSE].replace("pass_mark: 80", "pass_mark: 101"),
        FACTS: FILES[FACTS].replace("2026-11-21", "hôm nay"),
        MODULE: FILES[MODULE].replace("competency: 4", "competency: 9"),
        QUESTIONS: FILES[QUESTIONS].replace('"Số 1"', '"Số 2"').replace("difficulty: 2", "difficulty: 0"),
        VI: FILES[VI].replace("Bác tắt máy.", "Vui lòng tắt máy."),
    }
    found = problems(write_course(tmp_path, **changed))
    assert {problem.split(":")[0] for problem in found} == {f"thu/{name}" for name in changed}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({EN: None}, "mat-khau.en.md: this file is missing"),
        ({QUESTIONS: None}, "questions.yaml: this file is missing"),
        ({QUESTIONS: "a: 1"}, "this file is a list"),
        ({QUESTIONS: ""}, "this file is empty"),
        ({VI: b'---\ntitle: "\xe1"\n---\n'}, "mat-khau.vi.md:2: this file is not saved as UTF-8"),
        ({"an-toan/mat-khaux.vi.md": "x"}, "the file “mat-khaux.vi.md” belongs to no lesson listed here"),
        ({"khac/module.yaml": "x"}, "the folder “khac” is not listed here"),
    ],
)
def test_a_file_too_few_or_too_many_is_named(tmp_path, changed, said):
    found = problems(write_course(tmp_path, **changed))
    assert any(said in problem for problem in found), found


def test_a_folder_without_a_course_is_said_to_be_one(tmp_path):
    with pytest.raises(BadCourse, match="there is no course here"):
        read_courses(tmp_path)


def test_windows_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path):
    plain = read_course(write_course(tmp_path / "a"))
    odd = {name: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode() for name, text in FILES.items()}
    assert read_course(write_course(tmp_path / "b", **odd)) == plain
