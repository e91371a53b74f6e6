"""Counts of hands are read as a class, letters on paper as responses."""

import random

import pytest

from lms.catalogue import shelf
from lms.classroom.rules import papers
from lms.classroom.rules.counting import counted, people_in, to_repeat
from lms.classroom.rules.letters import NothingToAsk, lettered, right_letters
from lms.quizzes import rules as quiz


@pytest.fixture
def module(inside, world):
    return shelf.course(world.course).modules[0]


def asked(module, question_id, order):
    return quiz.Asked(module.question(question_id), order, 1, 1)


def test_only_questions_that_fit_four_letters_are_asked(module):
    assert {question.id for question in lettered(module)} == {q.id for q in module.questions}
    assert "thanh-toan-multiple" not in {question.id for question in lettered(module, several=False)}


def test_a_module_without_such_questions_says_so(module):
    import dataclasses

    with pytest.raises(NothingToAsk):
        lettered(dataclasses.replace(module, questions=()))


def test_people_behind_hands_are_counted_once_where_several_letters_are_right():
    assert people_in([10, 5, 3, 2], several=False) == 20
    assert people_in([10, 9, 3, 2], several=True) == 12


def test_a_class_understood_as_well_as_its_worst_letter_says(module):
    single = asked(module, "thanh-toan-single-1", (1, 0, 2))  # A is right
    assert counted(single, [6, 3, 0, 1]).understood == 60
    assert not counted(single, [6, 3, 0, 1]).was_hard and counted(single, [5, 3, 1, 1]).was_hard
    multiple = asked(module, "thanh-toan-multiple", (2, 0, 1))  # B and C are right
    assert right_letters(multiple) == {"B", "C"}
    assert counted(multiple, [1, 10, 8, 0]).understood == 80
    assert counted(multiple, [7, 10, 9, 0]).understood == 30
    assert counted(single, [0, 0, 0, 0]).understood is None


def test_lessons_of_hard_questions_are_to_be_repeated(module):
    hard = counted(asked(module, "thanh-toan-single-1", (1, 0, 2)), [1, 9, 0, 0])
    easy = counted(asked(module, "thanh-toan-single-1", (1, 0, 2)), [9, 1, 0, 0])
    assert [lesson.slug for lesson in to_repeat(module, [hard])] == ["thanh-toan-mot"]
    assert to_repeat(module, [easy]) == []


@pytest.mark.parametrize("written", ["a", "A", " a ", "â", "Ấ"])
def test_a_letter_is_read_however_a_vietnamese_keyboard_writes_it(module, written):
    single = asked(module, "thanh-toan-single-1", (1, 0, 2))
    assert papers.response(papers.tidy(written), single) == [1]
    assert papers.tidy("đ") == papers.tidy("Đ") == "D"


def test_letters_stand_for_choices_in_the_order_printed(module):
    multiple = asked(module, "thanh-toan-multiple", (2, 0, 1))
    assert papers.response("CB", multiple) == [0, 1]
    for nothing in ("", "-", "?"):
        assert papers.response(nothing, multiple) == []


@pytest.mark.parametrize("written", ["D", "X", "AB", "AA", "1", "A?", "…"])
def test_what_is_no_letter_of_the_question_is_refused(module, written):
    with pytest.raises(papers.BadLetter):
        papers.response(papers.tidy(written), asked(module, "thanh-toan-single-1", (1, 0, 2)))


def test_every_version_holds_the_same_questions(module):
    first, second = papers.drawn_for(lettered(module), 5, (), 2, random.Random(8))
    assert {each.id for each in first} == {each.id for each in second} and len(first) == 5
    assert [each.id for each in first] != [each.id for each in second]
