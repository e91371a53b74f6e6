"""`questions import` and `questions export`, and the bank that keeps what they take."""

import pytest
import sqlalchemy as sa

from lms.catalogue import shelf
from lms.catalogue.models import BankQuestion, Edition
from lms.core.audit import AuditEntry
from lms.core.db import db
from tests.catalogue.writing import FILES, write_course

pytestmark = pytest.mark.both

GIFT = """// questions that another system wrote
$CATEGORY: $course$/top/an-toan-hai

// [id:khoa-may] [tag:easy] [tag:outcome-khoa-man-hinh]
::Khoá máy::Khoá màn hình để làm gì?{
    =Người khác không mở được#Đúng rồi
    ~Máy chạy nhanh hơn#Khoá không làm máy nhanh hơn.
    ####Máy khoá thì người nhặt được không xem được gì.
}

Mật khẩu dài có khó đoán hơn không?{TRUE}

Kể lại một lần bác bị lừa.{}
"""
INTO = ["--format", "gift", "--into", "thu/an-toan"]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "cau-hoi.gift.txt"
    path.write_text(GIFT)
    return path


def run(app, *words):
    return app.test_cli_runner().invoke(args=["questions", *map(str, words)])


def ids(app, module="an-toan") -> list[str]:
    with app.app_context():
        shelf.forget()
        return [question.id for question in shelf.course("thu").module(module).questions]


def rows(app) -> list[BankQuestion]:
    with app.app_context():
        return list(db.session.scalars(sa.select(BankQuestion).order_by(BankQuestion.id)))


def test_a_file_is_taken_line_by_line_and_asked_at_once(app, world, file):
    taken = run(app, "import", file, *INTO)
    assert taken.exit_code == 0, taken.output
    lines = taken.output.splitlines()
    assert lines[0] == (
        "changed\tline 5\tkhoa-may\tsingle, lesson an-toan-hai\t"
        "what is said of the right answer is left out: the general explanation is shown"
    )
    assert lines[1].startswith("taken\tline 11\tmat-khau-dai-co-kho-doan-hon-khong-")
    assert lines[2] == (
        "refused\tline 13\tKể lại một lần bác bị lừa.\tan open answer (essay) cannot be marked here"
    )
    assert lines[3] == "3 questions: 1 taken, 1 changed, 1 refused, 0 already here"
    assert "khoa-may" in ids(app)
    with app.app_context():
        question = shelf.course("thu").module("an-toan").question("khoa-may")
        assert (question.lesson, question.difficulty, question.outcome) == ("an-toan-hai", 1, "khoa-man-hinh")
        assert question.because.in_("fr") == "Máy khoá thì người nhặt được không xem được gì."
        deeds = db.session.scalars(sa.select(AuditEntry.subject)).all()
        assert deeds.count("questions") == deeds.count("course") == 1


def test_the_same_file_again_takes_nothing_again(app, world, file):
    run(app, "import", file, *INTO)
    before = ids(app)
    again = run(app, "import", file, *INTO)
    assert again.exit_code == 0
    assert "3 questions: 0 taken, 0 changed, 1 refused, 2 already here" in again.output
    assert "thu: as it was" in again.output
    assert ids(app) == before


def test_the_same_id_with_other_words_replaces_the_question_in_a_new_edition(app, world, file):
    run(app, "import", file, *INTO)
    with app.app_context():
        shelf.forget()
        old = shelf.course("thu").edition
    file.write_text(GIFT.replace("Khoá màn hình để làm gì?", "Vì sao bác khoá màn hình?"))
    assert "it replaces the question of this id" in run(app, "import", file, *INTO).output
    with app.app_context():
        shelf.forget()
        new = shelf.course("thu")
        assert new.edition != old
        assert new.module("an-toan").question("khoa-may").ask.in_("vi") == "Vì sao bác khoá màn hình?"
        kept = shelf.edition(old).module("an-toan").question("khoa-may")
        assert kept.ask.in_("vi") == "Khoá màn hình để làm gì?", "who is in the middle keeps theirs"
    assert len(rows(app)) == 2


def test_a_second_language_is_added_to_the_question(app, world, file, tmp_path):
    run(app, "import", file, *INTO)
    english = tmp_path / "english.txt"
    english.write_text(
        "$CATEGORY: an-toan-hai\n\n// [id:khoa-may] [tag:easy] [tag:outcome-khoa-man-hinh]\n"
        "What is a screen lock for?{=Nobody else opens it ~The phone is faster#It is not. ####It is yours.}\n"
    )
    said = run(app, "import", english, *INTO, "--language", "en").output
    assert "it is known in another language and gets this one too" in said
    with app.app_context():
        shelf.forget()
        question = shelf.course("thu").module("an-toan").question("khoa-may")
        assert question.ask.in_("en") == "What is a screen lock for?"
        assert question.ask.in_("vi") == "Khoá màn hình để làm gì?"


def test_a_dry_run_says_the_same_and_changes_nothing(app, world, file):
    dry = run(app, "import", file, *INTO, "--dry-run")
    assert dry.exit_code == 0
    assert "nothing was changed" in dry.output
    assert not rows(app)
    real = run(app, "import", file, *INTO)
    assert dry.output.splitlines()[:4] == real.output.splitlines()[:4]


def test_what_cannot_be_read_or_has_no_place_ends_in_one(app, world, file, tmp_path):
    other = tmp_path / "x.xml"
    other.write_text("<quiz>")
    for words in (
        ["import", tmp_path / "nothing.txt", *INTO],
        ["import", other, "--format", "moodle", "--into", "thu/an-toan"],
        ["import", file, "--format", "gift", "--into", "thu/nirgends"],
        ["import", file, "--format", "gift", "--into", "nirgends"],
        ["import", file, *INTO, "--lesson", "nirgends"],
        ["export", "thu/nirgends", "--format", "gift"],
    ):
        refused = run(app, *words)
        assert refused.exit_code == 1, refused.output
        assert refused.output.startswith("Error: "), refused.output
    assert not rows(app)


def test_a_file_in_which_everything_is_refused_was_still_read(app, world, tmp_path):
    essay = tmp_path / "essay.txt"
    essay.write_text("Kể chuyện.{}\n")
    refused = run(app, "import", essay, *INTO)
    assert (refused.exit_code, refused.output.splitlines()[-1]) == (0, "thu: as it was")


def test_an_exported_module_comes_back_as_already_here(app, world, tmp_path):
    for kind, name in (("gift", "out.txt"), ("qti", "out.zip")):
        path = tmp_path / name
        sent = run(app, "export", "thu/an-toan", "--format", kind, "--output", path)
        assert sent.exit_code == 0, sent.output
        assert "5 questions: 5 written, 0 changed, 0 left out" in sent.output
        back = run(app, "import", path, "--format", kind, "--into", "thu/an-toan")
        assert "5 questions: 0 taken, 0 changed, 0 refused, 5 already here" in back.output, back.output


def test_an_export_goes_to_standard_output_and_its_report_beside_it(app, world):
    sent = run(app, "export", "thu/an-toan", "--format", "gift", "--language", "en")
    assert sent.stdout.startswith("$CATEGORY: thu/an-toan/an-toan-mot\n")
    assert "Câu đúng sai an-toan 1. (en)" in sent.stdout
    assert "written\tan-toan-single-1" in sent.stderr
    assert "written" not in sent.stdout


def test_a_question_that_another_module_has_gets_an_id_of_its_own(app, world, tmp_path):
    path = tmp_path / "out.txt"
    run(app, "export", "thu/an-toan", "--format", "gift", "--output", path)
    moved = run(app, "import", path, "--format", "gift", "--into", "thu/thanh-toan")
    assert "its id is now “an-toan-single-1-thanh-toan”, for “an-toan-single-1” is in use" in moved.output
    assert "an-toan-single-1-thanh-toan" in ids(app, "thanh-toan")
    again = run(app, "import", path, "--format", "gift", "--into", "thu/thanh-toan")
    assert "0 taken, 0 changed, 0 refused, 5 already here" in again.output


def test_publishing_the_files_again_loses_no_question_of_the_bank(app, tmp_path, monkeypatch, file):
    monkeypatch.setitem(app.config, "COURSES_DIR", str(tmp_path / "courses"))
    (tmp_path / "courses").mkdir()
    write_course(tmp_path / "courses")
    courses = lambda *words: app.test_cli_runner().invoke(args=["courses", *words])  # noqa: E731
    courses("publish")
    assert run(app, "import", file, *INTO).exit_code == 0
    assert ids(app)[:3] == ["mot", "hai", "ba"]
    assert len(ids(app)) == 5
    assert "as it was" in courses("publish").output
    write_course(
        tmp_path / "courses",
        **{"course.yaml": FILES["course.yaml"].replace("pass_mark: 80", "pass_mark: 70")},
    )
    assert "published as" in courses("publish").output
    assert len(ids(app)) == 5
    with app.app_context():
        assert shelf.course("thu").pass_mark == 70
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Edition)) == 3
