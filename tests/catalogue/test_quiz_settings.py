"""How a course says its quizzes are run."""

import pytest

from lms.catalogue import shelf
from lms.catalogue.authoring import read_course
from lms.catalogue.content import Marking, Quizzing
from lms.catalogue.documents import course_from, edition_hash
from tests.catalogue.kinds import ALL_KINDS, QUESTIONS_FILE
from tests.catalogue.test_format import problems
from tests.catalogue.test_publishing import run
from tests.catalogue.writing import COURSE, FILES, write_course


def with_quiz(settings: str) -> dict[str, str]:
    return {"course.yaml": COURSE.replace("modules:", f"quiz: {settings}\nmodules:")}


def quizzing(folder, settings: str) -> Quizzing:
    document = read_course(write_course(folder, **with_quiz(settings)))
    return course_from(document, edition_hash(document)).quiz


def test_a_course_that_says_nothing_marks_exactly_and_sets_no_limits(tmp_path):
    document = read_course(write_course(tmp_path))
    assert "quiz" not in document, "its edition keeps the name it had before there were settings"
    assert course_from(document, "x").quiz == Quizzing(count=3)


def test_every_setting_reaches_the_quiz(tmp_path):
    said = '{marking: "partial", minutes: 20, grace_seconds: 0, attempts: 3, offline_days: 7}'
    assert quizzing(tmp_path, said) == Quizzing(
        count=3, marking=Marking.PARTIAL, minutes=20, grace_seconds=0, attempts=3, offline_days=7
    )


def test_each_setting_stands_alone(tmp_path):
    assert quizzing(tmp_path / "a", "{attempts: 2}") == Quizzing(count=3, attempts=2)
    assert quizzing(tmp_path / "b", "{offline_days: 0}") == Quizzing(count=3)
    assert quizzing(tmp_path / "c", "{minutes: 5}") == Quizzing(count=3, minutes=5)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('{marking: "kind"}', 'course.yaml:7: quiz.marking: write "exact" or "partial"'),
        ("{minutes: 0}", "quiz.minutes: this number must be at least 1"),
        ('{minutes: "20"}', "quiz.minutes: here belongs a whole number without quotation marks"),
        ("{minutes: 5, grace_seconds: 601}", "quiz.grace_seconds: this number must be at most 600"),
        ("{grace_seconds: 30}", "quiz.grace_seconds: there is no time limit (minutes) that this could be added to"),
        ("{attempts: 0}", "quiz.attempts: this number must be at least 1"),
        ("{offline_days: 61}", "quiz.offline_days: this number must be at most 60"),
        ("{attempt: 3}", 'quiz.attempt: no field has this name; is it "attempts"?'),
        ("5", "quiz: here belongs a group of fields, each with its name"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named_with_its_place(tmp_path, settings, said):
    found = problems(write_course(tmp_path, **with_quiz(settings)))
    assert any(said in problem for problem in found), found


@pytest.mark.both
def test_a_course_with_every_kind_of_question_and_its_settings_comes_off_the_shelf(
    app, tmp_path, monkeypatch
):
    monkeypatch.setitem(app.config, "COURSES_DIR", str(tmp_path))
    bank = {QUESTIONS_FILE: FILES[QUESTIONS_FILE] + ALL_KINDS[QUESTIONS_FILE]}
    write_course(tmp_path, **ALL_KINDS | bank | with_quiz('{marking: "partial", offline_days: 7}'))
    assert "published as" in run(app, "publish").output
    with app.app_context():
        course = shelf.course("thu")
        assert course.quiz.offline_days == 7
        assert {question.kind.value for question in course.modules[0].questions} == {
            "single", "multiple", "truefalse", "ordering", "matching", "number", "text", "hotspot", "scenario",
        }  # fmt: skip
