"""The courses we ship: complete, and as the checker wants them."""

from pathlib import Path

import pytest

from lms.catalogue.authoring import read_courses
from lms.catalogue.content import Marking
from lms.catalogue.documents import course_from, edition_hash
from lms.catalogue.questions import Choices, QuestionKind
from lms.quizzes import rules

COURSES = Path(__file__).parents[2] / "courses"


@pytest.fixture(scope="module")
def course():
    [document] = read_courses(COURSES)
    return course_from(document, edition_hash(document))


def test_five_competencies_with_two_lessons_and_eight_questions_each_in_three_languages(course):
    assert [module.competency for module in course.modules] == [1, 2, 3, 4, 5]
    for module in course.modules:
        assert len(module.lessons) >= 2
        assert len(module.questions) >= 8
        assert sum(skill.required for skill in module.skills) >= 2
        for lesson in module.lessons:
            assert 5 <= len(lesson.steps) <= 8
            for step in lesson.steps:
                assert set(step.html.by_language) == {"vi", "en", "fr"}
                assert all(step.html.by_language.values())


def test_every_kind_of_question_is_there_with_a_key_that_fits(course):
    questions = [question for module in course.modules for question in module.questions]
    for question in questions:
        assert rules.credit(question, rules.right_response(question), Marking.PARTIAL) == rules.FULL
        assert rules.credit(question, rules.wrong_response(question), Marking.PARTIAL) < rules.FULL
        if isinstance(question.body, Choices):
            assert question.body.right < set(range(len(question.body.choices)))
            assert len(question.body.right) == 1 or question.kind is QuestionKind.MULTIPLE


def test_the_place_of_the_right_choice_gives_nothing_away(course):
    singles = [q for module in course.modules for q in module.questions if q.kind is QuestionKind.SINGLE]
    places = [next(iter(question.body.right)) for question in singles]
    assert max(places.count(n) for n in range(4)) <= len(places) * 0.45
    longest = sum(
        max(range(len(q.body.choices)), key=lambda n, q=q: len(q.body.choices[n].text.in_("vi")))
        in q.body.right
        for q in singles
    )
    assert longest <= len(singles) * 0.45


def test_pages_hold_no_links_pictures_or_unfilled_facts(course):
    for _module, lesson in course.lessons():
        for step in lesson.steps:
            for html in step.html.by_language.values():
                assert not any(trap in html for trap in ("<a", "<img", "<script", "{fact", ":::", "style="))
