"""The draw keeps its strata to the question, and luck treats every question of a stratum alike."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.catalogue.questions import Choice, Choices, Question, QuestionKind
from lms.catalogue.texts import Text
from lms.quizzes import rules
from lms.quizzes.rules import strata


def question(number: int, lesson: str, difficulty: int) -> Question:
    text = Text({"vi": "?"})
    return Question(
        id=f"q{number:02}",
        kind=QuestionKind.SINGLE,
        lesson=lesson,
        difficulty=difficulty,
        outcome=None,
        ask=text,
        because=text,
        body=Choices((Choice(text, None), Choice(text, None)), frozenset({0})),
    )


def bank_of(cells: dict[tuple[str, int], int]) -> list[Question]:
    made: list[Question] = []
    for (lesson, difficulty), size in cells.items():
        made += [question(len(made) + n, lesson, difficulty) for n in range(size)]
    return made


def by_id(bank: list[Question], drawn: list[rules.Drawn]) -> list[Question]:
    known = {each.id: each for each in bank}
    return [known[each.id] for each in drawn]


cells = st.dictionaries(
    st.tuples(st.sampled_from(["mot", "hai", "ba"]), st.integers(1, 3)), st.integers(1, 6), min_size=1
)
lucks = st.integers(0, 2**32).map(random.Random)


@given(cells, st.integers(1, 12), st.data(), lucks)
def test_lessons_then_the_unseen_then_difficulties_are_honoured(shape, count, data, luck):
    bank = bank_of(shape)
    seen = data.draw(st.sets(st.sampled_from([each.id for each in bank])))
    drawn = by_id(bank, rules.draw(bank, count, seen, luck))
    assert len({each.id for each in drawn}) == len(drawn) == min(count, len(bank))
    asked = Counter(each.lesson for each in drawn)
    for lesson, size in Counter(each.lesson for each in bank).items():
        if asked[lesson] < size:
            assert asked[lesson] >= max(asked.values()) - 1
        unseen = {each.id for each in bank if each.lesson == lesson} - seen
        assert len({each.id for each in drawn} & unseen) == min(asked[lesson], len(unseen))


@given(st.integers(1, 6), st.integers(1, 12), lucks)
def test_where_every_lesson_has_all_difficulties_aplenty_their_shares_are_exact(size, count, luck):
    bank = bank_of({(lesson, hard): 4 * size for lesson in ("mot", "hai", "ba") for hard in (1, 2, 3)})
    drawn = by_id(bank, rules.draw(bank, min(count, 4 * size), set(), luck))
    count = len(drawn)
    for hard in (1, 2, 3):
        assert count // 3 <= sum(each.difficulty == hard for each in drawn) <= -(-count // 3)
    for lesson in ("mot", "hai", "ba"):
        assert count // 3 <= sum(each.lesson == lesson for each in drawn) <= -(-count // 3)


@given(st.dictionaries(st.integers(1, 3), st.integers(1, 9), min_size=1), st.data(), lucks)
def test_a_difficulty_gets_its_proportion_rounded_up_or_down_and_the_hardest_never_all(sizes, data, luck):
    total = sum(sizes.values())
    count = data.draw(st.integers(1, total))
    shares = strata.by_difficulty(sizes, count, luck)
    assert shares.total() == count
    for hard, size in sizes.items():
        assert abs(shares[hard] - count * size / total) < 1 + 1e-9
        assert shares[hard] <= size
    if count > 1 and sizes.keys() != {3}:
        assert shares[3] < count


def test_a_lesson_without_the_wanted_difficulty_makes_another_lesson_give_it():
    """Lesson "mot" has only easy questions, so the hard ones come from "hai", whatever the luck."""
    bank = bank_of({("mot", 1): 6, ("hai", 1): 3, ("hai", 3): 3})
    for seed in range(200):
        drawn = by_id(bank, rules.draw(bank, 4, set(), random.Random(seed)))
        assert Counter(each.lesson for each in drawn) == {"mot": 2, "hai": 2}
        assert Counter(each.difficulty for each in drawn) == {1: 3, 3: 1}


@given(cells, st.integers(1, 12), st.integers(0, 2**32))
def test_the_same_seed_draws_the_same(shape, count, seed):
    bank = bank_of(shape)
    first, second = (rules.draw(bank, count, {"q00"}, random.Random(seed)) for _ in range(2))
    assert first == second


def test_what_had_to_be_given_of_a_difficulty_is_not_held_against_it_afterwards():
    """ "hai" and "ba" have only easy ones unseen, more than are wanted; "mot" yet prefers its easy to its hard one."""
    bank = bank_of({("mot", 1): 1, ("mot", 3): 1, ("mot", 2): 3, ("hai", 1): 2, ("ba", 1): 1, ("ba", 2): 4})
    seen, alone = {each.id for each in bank if each.difficulty == 2}, Counter()
    for seed in range(600):
        drawn = by_id(bank, rules.draw(bank, 4, seen, random.Random(seed)))
        of_mot = [each.difficulty for each in drawn if each.lesson == "mot"]
        if len(of_mot) == 1:
            alone.update(of_mot)
    # Of twelve questions one is hard, so every third draw of four wants it.
    assert abs(alone[3] / alone.total() - 1 / 3) < 0.1


# The upper 1 in 1,000 of chi-squared by degrees of freedom (any table of it).
CHI_SQUARED = {1: 10.83, 2: 13.82, 3: 16.27, 5: 20.52, 7: 24.32}


@pytest.mark.parametrize("seen", [set(), {"q00", "q01", "q06"}], ids=["nothing-seen", "three-seen"])
def test_every_question_of_a_stratum_is_as_likely_as_any_other(seen):
    shape = {("mot", 1): 4, ("mot", 2): 2, ("hai", 1): 2, ("hai", 2): 3, ("hai", 3): 3}
    bank, luck, times = bank_of(shape), random.Random(11), Counter()
    for _ in range(4000):
        times.update(each.id for each in rules.draw(bank, 5, seen, luck))
    grouped: dict[tuple[str, int, bool], list[int]] = {}
    for each in bank:
        grouped.setdefault((each.lesson, each.difficulty, each.id in seen), []).append(times[each.id])
    for drawn in grouped.values():
        mean = sum(drawn) / len(drawn)
        if mean and len(drawn) > 1:
            # Draws without replacement vary less than independent ones, so this bound is a safe one.
            assert sum((n - mean) ** 2 / mean for n in drawn) < CHI_SQUARED[len(drawn) - 1]


def test_over_many_draws_each_difficulty_is_met_in_its_exact_proportion():
    sizes, luck, met = {1: 7, 2: 5, 3: 1}, random.Random(3), Counter()
    for _ in range(5000):
        met.update(strata.by_difficulty(sizes, 8, luck))
    for hard, size in sizes.items():
        assert abs(met[hard] / 5000 - 8 * size / 13) < 0.03
