"""What a lesson's files gained: posters, loudspeaker, competences, pictures, speech, coaches, programmes."""

import re

import pytest

from lms.catalogue.authoring import read_course
from lms.catalogue.documents import course_from
from tests.catalogue.kinds import PICTURE
from tests.catalogue.test_format import COURSE, EN, FACTS, MODULE, VI, problems, spoilt
from tests.catalogue.writing import FILES, write_course

DRAWING = "an-toan/pictures/dien-thoai.svg"
LINE = "![Một chiếc điện thoại bị khóa.](dien-thoai.svg)\n\n"
PATHS = """paths:
  - id: "can-bo"
    title: {vi: "Cán bộ", en: "Officials"}
    summary: {vi: "Cho cán bộ.", en: "For officials."}
    modules: ["an-toan"]
"""
SHOWN = {
    DRAWING: PICTURE,
    VI: FILES[VI].replace("Chữ **", LINE + "Chữ **"),
    EN: FILES[EN].replace("Chữ **", LINE + "Chữ **"),
}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (VI, 'poster: ["Mật khẩu", ', "poster: [", "mat-khau.vi.md:6: poster: there are 2 entries here; at least 3 belong here"),
        (VI, '"113"]', '"' + "a" * 61 + '"]', "poster 3: this is longer than 60 letters"),
        (EN, "loudspeaker:", "loud_speaker:", 'no field has this name; is it "loudspeaker"?'),
        (VI, '"4.2"', '"4.9"', "frameworks.digcomp 1: DigComp has no “4.9”; there are 1.1, "),
        (VI, '"0.1"', '"0.3"', "DLGF has no “0.3”"),
        (VI, 'frameworks: {digcomp: ["4.2"], dlgf: ["0.1"]}\n', "", "the Vietnamese file lists its frameworks"),
        (EN, "minutes: 6", 'minutes: 6\nframeworks: {digcomp: ["4.2"], dlgf: []}', "frameworks stand only in the Vietnamese file"),
        (MODULE, "        wait: 20\n", "        wait: 61\n", "skills 1 coach 2 wait: this number must be at most 60"),
        (MODULE, '        look: {vi: "Bác tự gõ.", en: "They type by themselves."}\n', "", "skills 1 coach 2 look: this field is missing"),
        (MODULE, "competency: 4", "competency: 4\nextra: true\ninstead_of: \"khac\"", "module.yaml:5: extra: a module is either extra or instead_of another, not both"),
        (MODULE, "competency: 4", 'competency: 4\ninstead_of: "khac"', "instead_of: this course has no module “khac”"),
        (MODULE, "competency: 4", 'competency: 4\ninstead_of: "an-toan"', "a module cannot stand in for itself"),
        (COURSE, "modules:", PATHS.replace("can-bo", "an-toan") + "modules:", "course.yaml:8: paths 1 id: “an-toan” is a module"),
        (COURSE, "modules:", PATHS.replace('["an-toan"]', '["la"]') + "modules:", "paths 1 modules 1: this course has no module “la”"),
        (COURSE, "modules:", PATHS.replace('["an-toan"]', '["an-toan", "an-toan"]') + "modules:", "paths 1 modules 2: the module “an-toan” stands here twice"),
        (COURSE, "modules:", PATHS + PATHS.partition("\n")[2] + "modules:", "the path “can-bo” stands here twice"),
        (FACTS, '  source', "  spoken: {de: \"eins\"}\n  source", "spoken.de: no field has this name"),
        (VI, "Bác tắt máy.", "Bác " + "tắt máy " * 10 + "nhé.", "mat-khau.vi.md:29: this sentence has more than 20 syllables"),
        (EN, "Bác tắt máy.", "Turn " + "it off " * 11 + "now.", "this sentence has more than 22 words"),
        (EN, "Bác tắt máy.", "Sorry.", "“Sorry” is a word we never use"),
        (EN, "Bác tắt máy.", "Veuillez sortir.", "“Veuillez” is a word we never use"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_new_field_is_named(tmp_path, file, old, new, said):
    found = spoilt(tmp_path, file, old, new)
    assert any(said in problem for problem in found), found


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("![Ngắn](dien-thoai.svg)", "say what the picture shows in 10 to 160 letters; here are 4"),
        ("![Một chiếc điện thoại.](la.svg)", "no usable file “la.svg”"),
        ("![Một chiếc điện thoại.](https://a.vn/x.svg)", "a picture is a file of the folder pictures"),
        ('![Một chiếc điện thoại.](dien-thoai.svg "tên")', "write nothing behind the picture's file"),
        ("![Một chiếc **điện thoại**.](dien-thoai.svg)", "the words of a picture are plain text"),
        ("Đây là ![Một chiếc điện thoại.](dien-thoai.svg)", "a picture that does not stand alone"),
        ("- ![Một chiếc điện thoại.](dien-thoai.svg)", "a picture that does not stand alone"),
        (LINE + LINE, "a step shows one picture at most"),
        ("::: try\n![Một chiếc điện thoại.](dien-thoai.svg)\n:::", "a picture that does not stand alone"),
    ],
)
def test_a_picture_stands_alone_and_says_what_it_shows(tmp_path, new, said):
    changed = SHOWN | {VI: SHOWN[VI].replace(LINE, new + "\n\n")}
    found = problems(write_course(tmp_path, **changed))
    assert any(said in problem and "mat-khau.vi.md:15" in problem for problem in found) or any(
        said in problem for problem in found
    ), found


def test_a_translation_shows_the_same_picture_at_the_same_step(tmp_path):
    moved = FILES[EN].replace("- một", LINE + "- một")
    found = problems(write_course(tmp_path, **SHOWN | {EN: moved}))
    assert sum("they must match" in problem for problem in found) == 2
    assert "mat-khau.en.md:8: the “vi” file shows “dien-thoai.svg” at this step; they must match" in found[0]


def test_a_picture_is_drawn_with_its_size_and_words(tmp_path):
    [module] = read_course(write_course(tmp_path, **SHOWN))["modules"]
    html = module["lessons"][0]["steps"][0]["html"]["vi"]
    assert re.match(
        r'<figure class="drawing"><img src="/pictures/[0-9a-f]{32}\.svg" alt="Một chiếc điện thoại bị khóa\." '
        r'width="\d+" height="\d+" loading="lazy"></figure>\n<p>Chữ',
        html,
    ), html


def test_the_course_in_memory_knows_the_new_fields_and_does_without_them(tmp_path):
    changed = {
        COURSE: FILES[COURSE].replace("modules:", PATHS + "modules:"),
        MODULE: FILES[MODULE].replace("competency: 4", "competency: 4\nextra: true"),
    }
    document = read_course(write_course(tmp_path, **changed))
    course = course_from(document, "x")
    lesson = course.modules[0].lessons[0]
    assert course.path("can-bo").modules == ("an-toan",)
    assert (course.required, course.modules[0].extra, course.modules[0].instead_of) == ((), True, None)
    assert [prompt.wait for prompt in course.modules[0].skills[0].coach] == [10, 20]
    assert lesson.poster["vi"] == ("Mật khẩu", "Bác đặt được mật khẩu.", "113")
    assert lesson.frameworks == ("DigComp 4.2", "DLGF 0.1")
    assert (len(lesson.steps[0].digest["vi"]), lesson.sources) == (32, ())

    for name in ("paths",):
        del document[name]
    for module in document["modules"]:
        del module["extra"], module["skills"][0]["coach"]
        for each in module["lessons"]:
            for name in ("loudspeaker", "poster", "frameworks", "sources"):
                del each[name]
            for step in each["steps"]:
                del step["speech"], step["digest"]
    old = course_from(document, "y")
    assert (old.paths, old.required, old.modules[0].skills[0].coach) == ((), old.modules, ())
    assert (old.modules[0].lessons[0].loudspeaker, old.modules[0].lessons[0].steps[0].speech) == (None, None)


def test_a_voice_says_whole_sentences_and_what_a_box_is(tmp_path):
    facts = FILES[FACTS].replace("  source", '  spoken: {vi: "một một ba"}\n  source')
    [module] = read_course(write_course(tmp_path, **SHOWN | {FACTS: facts}))["modules"]
    said = [step["speech"] for step in module["lessons"][0]["steps"]]
    assert said[0]["vi"] == "Một. Chữ đậm một một ba ở đây."
    assert said[0]["en"] == "Một. Chữ đậm 113 (police) ở đây."
    assert said[1]["vi"] == "Hai. một. hai."
    assert (
        said[2]["vi"] == "Ba. Tin nhắn bài tập, từ NGÂN HÀNG một một ba. Bấm gia-mao.top ngay. Hết tin nhắn."
    )
    assert said[3]["vi"] == "Bốn. Cẩn thận. Bác tắt máy."
    assert said[4]["en"] == "Năm. First. Mở máy. Second. Tắt máy. Now I can. Tôi làm được."


@pytest.mark.parametrize("deep", ["[" * 100_000, "- " * 50_000, "? " * 50_000, "{a: " * 50_000])
def test_a_file_nested_without_end_is_refused_and_does_no_harm(tmp_path, deep):
    found = problems(write_course(tmp_path, **{FACTS: deep}))
    assert any(
        "facts.yaml:1: the parts of this file stand inside each other too deeply" in each for each in found
    )
