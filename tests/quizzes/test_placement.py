"""Where a person begins: simulated people of known ability, and answers of any kind."""

import dataclasses
import math
import random
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.catalogue.content import Course, Lesson, Module, Quizzing
from lms.catalogue.questions import Choice, Choices, Question, QuestionKind
from lms.catalogue.texts import Text
from lms.quizzes.rules import ability, placement
from lms.quizzes.rules.marking import FULL

# How many questions of difficulty 1, 2 and 3 the modules of the course we ship have (November 2026).
SHAPE = {
    "dich-vu": (6, 6, 1),
    "mua-ban": (7, 5, 0),
    "tien": (5, 7, 1),
    "an-toan": (7, 9, 0),
    "nha-nuoc": (6, 5, 1),
}
TEXT = Text({"vi": "?"})
UNKNOWN = None


def module_of(slug: str, sizes: tuple[int, ...], kind: QuestionKind = QuestionKind.SINGLE) -> Module:
    hard = [difficulty for difficulty, size in enumerate(sizes, start=1) for _ in range(size)]
    lessons = tuple(Lesson(f"{slug}-{n}", TEXT, TEXT, 6, ()) for n in range(3))
    questions = tuple(
        Question(
            id=f"{slug}-q{n}",
            kind=kind,
            lesson=lessons[n % 3].slug,
            difficulty=difficulty,
            outcome=None,
            ask=TEXT,
            because=None,
            body=Choices((Choice(TEXT, None), Choice(TEXT, None)), frozenset({0})),
        )
        for n, difficulty in enumerate(hard)
    )
    by_id = {each.id: each for each in questions}
    return Module(slug, TEXT, TEXT, TEXT, 1, lessons, (), questions, by_id)


def course_of(*modules: Module) -> Course:
    by_slug = MappingProxyType({module.slug: module for module in modules})
    return Course("thu", "edition", TEXT, TEXT, 80, Quizzing(5), 80, modules, by_slug)


COURSE = course_of(*(module_of(slug, sizes) for slug, sizes in SHAPE.items()))


def answered(kept: dict, right: bool | None) -> dict:
    """The kept question with an answer; None is "I don't know yet"."""
    if right is None:
        return {**kept, "response": [], "credit": 0}
    return {**kept, "response": [0 if right else 1], "credit": FULL if right else 0}


def place(course: Course, respond, luck: random.Random) -> list[dict]:
    """All questions of a placement with their answers; `respond(module, difficulty)` gives each."""
    asked: list[dict] = []
    while coming := placement.next_question(course, asked, luck, {}):
        module = course.module_by_slug[coming["module"]]
        hard = placement.difficulty(module, module.question_by_id[coming["id"]], {})
        asked.append(answered(coming, respond(module.slug, hard)))
    return asked


def simulate(people: int, abilities, seed: int, guess: float = 0.0, says_unknown: float = 0.0):
    """The share of modules judged right, and how many questions were asked, of people of known ability."""
    luck, right, total, lengths = random.Random(seed), 0, 0, []
    for _ in range(people):
        able = abilities(luck)

        def respond(module: str, hard: float, able=able) -> bool | None:
            if luck.random() < ability.right_with(able[module], hard):
                return True
            if luck.random() < says_unknown:
                return UNKNOWN
            return luck.random() < guess

        asked = place(COURSE, respond, luck)
        lengths.append(len(asked))
        for each in placement.judged(COURSE, asked, {})["modules"]:
            right += each["able"] == (able[each["module"]] >= ability.MASTERED_FROM)
            total += 1
    return right / total, lengths


def alike(level: float):
    return lambda _luck: dict.fromkeys(SHAPE, level)


def here_and_there(luck: random.Random) -> dict[str, float]:
    """Somebody who can do some modules well and others not at all."""
    return {slug: luck.choice((-1.0, 3.0)) for slug in SHAPE}


def as_people_come(luck: random.Random) -> dict[str, float]:
    """Abilities spread as the model assumes, many of them close to the border."""
    general = luck.gauss(ability.GENERAL_MEAN, ability.GENERAL_SPREAD)
    return {slug: luck.gauss(general, ability.OWN_SPREAD) for slug in SHAPE}


@pytest.mark.parametrize(
    ("abilities", "habits", "at_least"),
    [
        (alike(-1.0), {}, 0.95),
        (alike(-1.0), {"guess": 0.25}, 0.9),
        (alike(-1.0), {"says_unknown": 0.8}, 0.95),
        (alike(3.0), {}, 0.9),
        (here_and_there, {}, 0.8),
        (here_and_there, {"guess": 0.25}, 0.8),
        (here_and_there, {"says_unknown": 0.5}, 0.8),
        (as_people_come, {}, 0.8),
    ],
    ids=[
        "new",
        "new, guessing",
        "new, owning to it",
        "able",
        "mixed",
        "mixed, guessing",
        "mixed, owning",
        "all",
    ],
)
def test_people_of_known_ability_are_placed_right_within_twelve_questions(abilities, habits, at_least):
    share, lengths = simulate(120, abilities, seed=2026, **habits)
    assert share >= at_least
    assert max(lengths) <= placement.MOST


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=9),
    st.lists(st.sampled_from([True, False, None]), min_size=12, max_size=12),
    st.integers(0, 2**32),
)
def test_it_ends_within_twelve_questions_whatever_is_answered_and_never_asks_twice(sizes, replies, seed):
    course = course_of(*(module_of(f"m{n}", each) for n, each in enumerate(sizes)))
    asked: list[dict] = []
    replies = iter(replies)
    while coming := placement.next_question(course, asked, random.Random(seed), {}):
        assert len(asked) < placement.MOST
        asked.append(answered(coming, next(replies)))
    assert len({(each["module"], each["id"]) for each in asked}) == len(asked)
    result = placement.judged(course, asked, {})
    assert [each["module"] for each in result["modules"]] == [module.slug for module in course.modules]
    for module, each in zip(course.modules, result["modules"], strict=True):
        assert (each["begin"] is None) == each["able"]
        assert each["able"] or module.lesson(each["begin"])
        assert 0 <= each["mastery"] <= 1


def test_every_module_is_asked_about_before_any_is_asked_again():
    asked = place(COURSE, lambda _module, _hard: True, random.Random(1))
    assert {each["module"] for each in asked[:5]} == set(SHAPE)


def test_four_times_i_do_not_know_yet_in_a_row_is_enough():
    assert len(place(COURSE, lambda _module, _hard: None, random.Random(1))) == 4
    result = placement.judged(COURSE, place(COURSE, lambda *_: None, random.Random(1)), {})
    assert not any(each["able"] for each in result["modules"])


def test_a_module_begins_with_the_first_lesson_of_which_something_was_missed():
    module = COURSE.modules[0]
    by_lesson = {question.lesson: question.id for question in module.questions}
    kept = {"module": module.slug, "order": [0, 1]}
    asked = [
        answered({**kept, "id": by_lesson[f"{module.slug}-{n}"]}, right)
        for n, right in enumerate((True, False, False))
    ]
    first, second, *_ = placement.judged(COURSE, asked, {})["modules"]
    assert first["begin"] == f"{module.slug}-1"
    assert second["begin"] == f"{second['module']}-0", "nothing was asked there"


def test_missing_a_late_lesson_alone_does_not_skip_those_before_it():
    module = COURSE.modules[0]
    late = next(each for each in module.questions if each.lesson == module.lessons[-1].slug)
    asked = [answered({"module": module.slug, "id": late.id, "order": [0, 1]}, None)]
    first, *_ = placement.judged(COURSE, asked, {})["modules"]
    assert first["begin"] == module.lessons[0].slug


def test_only_quick_kinds_are_asked_and_a_course_without_any_asks_nothing():
    slow = course_of(module_of("a", (3, 3, 3), QuestionKind.SCENARIO))
    assert placement.next_question(slow, [], random.Random(1), {}) is None
    mixed = dataclasses.replace(COURSE.modules[0], slug="b")
    both = course_of(slow.modules[0], mixed)
    assert {each["module"] for each in place(both, lambda *_: True, random.Random(1))} == {"b"}


def test_a_question_left_out_as_faulty_is_not_asked():
    faulty = {(module.slug, each.id) for module in COURSE.modules for each in module.questions[1:]}
    asked: list[dict] = []
    while coming := placement.next_question(COURSE, asked, random.Random(1), {}, faulty):
        asked.append(answered(coming, True))
    assert [each["id"] for each in asked] == [module.questions[0].id for module in COURSE.modules]


def test_the_same_seed_asks_the_same():
    replies = [place(COURSE, lambda _module, hard: hard < 0, random.Random(5)) for _ in range(2)]
    assert replies[0] == replies[1]


def test_the_first_question_of_a_module_is_the_one_that_tells_most():
    first = placement.next_question(COURSE, [], random.Random(1), {})
    assert COURSE.modules[0].question_by_id[first["id"]].difficulty == 3, "nearest to what is expected"


def test_measured_questions_are_as_hard_as_people_found_them():
    module = COURSE.modules[0]
    easy, middling = module.questions[0], module.questions[6]
    assert placement.difficulty(module, easy, {}) == -1
    even = {(module.slug, easy.id): 0.5}
    assert placement.difficulty(module, easy, even) == ability.GENERAL_MEAN
    hard = placement.difficulty(module, middling, {(module.slug, middling.id): 0.2})
    assert hard == pytest.approx(ability.GENERAL_MEAN + math.log(4))
    assert placement.difficulty(module, easy, {(module.slug, easy.id): 0.0}) < 4


def test_the_model_is_raschs():
    assert ability.right_with(1.0, 1.0) == 0.5
    assert ability.right_with(ability.MASTERED_FROM, 0) == pytest.approx(ability.MASTERY)
    assert ability.information(0.0, 0.0) == 0.25
    assert ability.information(0.0, 2.0) == pytest.approx(ability.information(2.0, 0.0))
    assert ability.information(0.0, 2.0) < 0.25


def test_an_estimate_agrees_with_one_computed_by_fine_integration():
    """One module alone: its prior is normal with both variances added; checked on a grid ten times as fine."""
    given_answers = [(-1.0, True), (0.0, True), (0.0, False), (1.0, True)]
    found = ability.estimates({"a": given_answers})["a"]
    spread = math.hypot(ability.GENERAL_SPREAD, ability.OWN_SPREAD)
    fine = [n / 40 for n in range(-320, 361)]
    heights = []
    for at in fine:
        height = math.exp(-(((at - ability.GENERAL_MEAN) / spread) ** 2) / 2)
        for hard, right in given_answers:
            chance = 1 / (1 + math.exp(hard - at))
            height *= chance if right else 1 - chance
        heights.append(height)
    mean = sum(a * b for a, b in zip(fine, heights, strict=True)) / sum(heights)
    assert found.ability == pytest.approx(mean, abs=0.05)
    mastered = sum(b for a, b in zip(fine, heights, strict=True) if a >= ability.MASTERED_FROM) / sum(heights)
    assert found.mastery == pytest.approx(mastered, abs=0.05)


def test_what_is_shown_in_one_module_says_less_about_another():
    before = ability.estimates({"a": [], "b": []})
    after = ability.estimates({"a": [(0.0, True), (1.0, True)], "b": []})
    assert before["b"].ability < after["b"].ability < after["a"].ability
    assert after["a"].spread < after["b"].spread
