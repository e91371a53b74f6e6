"""Drawing and marking, for any bank and any luck."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.catalogue.content import Marking
from lms.catalogue.documents import course_from
from lms.catalogue.questions import Choice, Choices, Question, QuestionKind
from lms.catalogue.texts import Text
from lms.core.errors import Missing
from lms.quizzes import rules
from tests.course_document import COURSE


def text(words):
    return Text({"vi": words})


def question(number, lesson="mot", kind=QuestionKind.SINGLE, choices=4, right=frozenset({0})):
    return Question(
        id=f"q{number}",
        kind=kind,
        lesson=lesson,
        difficulty=1,
        outcome=None,
        ask=text("?"),
        because=text("."),
        body=Choices(tuple(Choice(text(str(n)), None) for n in range(choices)), right),
    )


@pytest.fixture
def module():
    return course_from(COURSE, "edition").modules[0]


banks = st.lists(st.sampled_from(["mot", "hai", "ba"]), max_size=20).map(
    lambda lessons: [question(number, lesson) for number, lesson in enumerate(lessons)]
)
lucks = st.integers(0, 2**32).map(random.Random)


@given(banks, st.integers(0, 12), st.data(), lucks)
def test_a_draw_honours_count_lessons_and_the_unseen(bank, count, data, luck):
    ids = [each.id for each in bank]
    seen = data.draw(st.sets(st.sampled_from(ids))) if ids else set()
    drawn = {each.id for each in rules.draw(bank, count, seen, luck)}
    assert len(drawn) == min(count, len(bank))
    asked, left = Counter(), Counter()
    for each in bank:
        (asked if each.id in drawn else left)[each.lesson] += 1
    for short in left:
        assert all(asked[short] >= asked[other] - 1 for other in asked), "a lesson with questions left waits"
    for lesson in {each.lesson for each in bank}:
        passed_over = [e for e in bank if e.lesson == lesson and e.id not in drawn and e.id not in seen]
        repeated = [e for e in bank if e.lesson == lesson and e.id in drawn and e.id in seen]
        assert not (passed_over and repeated), "a seen question is asked while an unseen one waits"


@given(st.integers(1, 8), lucks)
def test_of_one_lesson_all_unseen_questions_come_before_any_seen(count, luck):
    bank = [question(number) for number in range(8)]
    drawn = {each.id for each in rules.draw(bank, count, {"q0", "q1", "q2"}, luck)}
    assert len(drawn - {"q0", "q1", "q2"}) == min(count, 5)


@given(banks, st.integers(1, 12), lucks)
def test_no_question_is_drawn_twice_and_every_choice_is_shown_once(bank, count, luck):
    drawn = rules.draw(bank, count, set(), luck)
    assert len({each.id for each in drawn}) == len(drawn)
    assert all(sorted(each.order) == [0, 1, 2, 3] for each in drawn)


@given(st.integers(0, 2**32), st.sets(st.integers(0, 3), min_size=1))
def test_neither_the_draw_nor_the_order_depends_on_the_key(seed, right):
    plain = [question(number) for number in range(6)]
    other = [question(number, right=frozenset(right)) for number in range(6)]
    assert rules.draw(plain, 4, set(), random.Random(seed)) == rules.draw(
        other, 4, set(), random.Random(seed)
    )


def test_every_order_of_choices_is_as_likely_as_any_other():
    luck, asked = random.Random(7), question(1, choices=3)
    orders = Counter(rules.choice_order(asked, luck) for _ in range(6000))
    assert len(orders) == 6
    assert all(850 < times < 1150 for times in orders.values())


@given(lucks)
def test_true_stands_before_false(luck):
    assert rules.choice_order(question(1, kind=QuestionKind.TRUE_FALSE, choices=2), luck) == (0, 1)


@given(st.sets(st.integers(0, 4), min_size=1), st.lists(st.integers(0, 4)), lucks)
def test_marking_is_exact_and_does_not_look_at_the_order(right, chosen, luck):
    asked = question(1, choices=5, right=frozenset(right))
    assert (rules.credit(asked, chosen, Marking.EXACT) == rules.FULL) == (set(chosen) == right)
    assert rules.credit(asked, chosen, Marking.PARTIAL) == rules.credit(
        asked, luck.sample(chosen, len(chosen)), Marking.PARTIAL
    )


def test_not_knowing_yet_is_never_right():
    assert rules.credit(question(1), [], Marking.PARTIAL) == 0


@given(st.integers(1, 60), st.integers(0, 100), st.data())
def test_a_score_is_bounded_grows_with_right_answers_and_agrees_with_the_pass_mark_in_words(
    total, pass_mark, data
):
    right = data.draw(st.integers(0, total))
    got = rules.score(right * rules.FULL, total)
    assert 0 <= got <= 100
    assert got <= rules.score(min(right + 1, total) * rules.FULL, total)
    assert rules.score(total * rules.FULL, total) == 100
    assert rules.passed(got, pass_mark) == (right >= rules.needed(total, pass_mark))


def test_six_of_eight_are_three_quarters_and_seven_of_eight_pass_at_eighty():
    assert rules.score(6000, 8) == 75
    assert rules.needed(8, 80) == 7
    assert rules.passed(rules.score(7000, 8), 80)
    assert not rules.passed(rules.score(6000, 8), 80)


def test_the_next_question_is_looked_for_onwards_and_then_from_the_front():
    assert rules.next_open(5, {2}, after=1) == 3
    assert rules.next_open(5, {4, 5}, after=5) == 1
    assert rules.next_open(3, {1, 2, 3}, after=3) is None
    assert rules.next_open(3, set()) == 1


def test_a_position_outside_the_attempt_is_missing(module):
    for position in (0, 2, 10**15):
        with pytest.raises(Missing):
            rules.asked_at(module, [{"id": module.questions[0].id, "order": [0]}], position)
    assert rules.asked_at(module, [{"id": module.questions[0].id, "order": [0]}], 1).total == 1


def test_the_lessons_to_read_again_are_those_of_the_missed_questions(module):
    assert rules.to_read_again(module, {module.questions[0].id}) == ["thanh-toan-mot"]
    assert rules.to_read_again(module, set()) == []
