"""Whoever knows nothing and follows the look of the choices does no better than chance."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

LANGUAGES = ("vi", "en", "fr")
BY_CHANCE_AND_A_THIRD = 4 / 3
"""The right choice is never the longest, so what is not the longest is right that much more often."""

Pick = Callable[[list[str]], list[int]]


def longest(choices: list[str]) -> list[int]:
    return [n for n, text in enumerate(choices) if len(text) == max(map(len, choices))]


def shortest(choices: list[str]) -> list[int]:
    return [n for n, text in enumerate(choices) if len(text) == min(map(len, choices))]


def first(choices: list[str]) -> list[int]:
    return [0]


def last(choices: list[str]) -> list[int]:
    return [len(choices) - 1]


def with_a_number(choices: list[str]) -> list[int]:
    found = [n for n, text in enumerate(choices) if re.search(r"\d", text)]
    return found if len(found) < len(choices) else []


def asked(document, *kinds: str, language: str) -> Iterator[tuple[str, list[str], set[int]]]:
    """Each question with choices: its id, their texts, which are right."""
    for module in document["modules"]:
        for question in module["questions"]:
            if question["kind"] in kinds:
                texts = [choice["text"][language] for choice in question["choices"]]
                yield question["id"], texts, set(question["right"])


def told(scenes) -> Iterator[tuple[list[dict], set[int]]]:
    """Each scene whose moves differ: the moves, and which of them come soonest to a good end."""
    far = len(scenes)
    to_go = [0 if scene["good"] else far for scene in scenes]
    for _ in scenes:
        for n, scene in enumerate(scenes):
            to_go[n] = min([to_go[n], *(1 + to_go[move["to"]] for move in scene["moves"])])
    for scene in scenes:
        ways = [to_go[move["to"]] for move in scene["moves"]]
        if len(set(ways)) > 1:
            yield scene["moves"], {n for n, way in enumerate(ways) if way == min(ways)}


def outcome(pick: Pick, questions) -> tuple[float, float]:
    """How often this way of picking is right, and how often drawing lots would be, where it picks at all."""
    hits = lots = 0.0
    for texts, right in questions:
        picked = pick(texts)
        if picked:
            hits += len(right.intersection(picked)) / len(picked)
            lots += len(right) / len(texts)
    return hits, lots


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_right_choice_is_the_longest(document, language):
    given_away = [
        name
        for name, texts, right in asked(document, "single", "multiple", language=language)
        if right.issuperset(longest(texts))
    ]
    assert given_away == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["single", "multiple"])
@pytest.mark.parametrize("pick", [longest, shortest, first, last, with_a_number])
def test_following_the_look_of_the_choices_is_no_better_than_drawing_lots(document, pick, kind, language):
    questions = [(texts, right) for _, texts, right in asked(document, kind, language=language)]
    hits, lots = outcome(pick, questions)
    # Few choices hold a number; with so few, one question more or less is luck.
    assert hits <= max(BY_CHANCE_AND_A_THIRD * lots, lots + 1.5), (hits, lots)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pick", [longest, shortest, first, last])
def test_a_story_is_not_won_by_the_look_of_its_moves(document, pick, language):
    questions = [
        ([move["text"][language] for move in moves], right)
        for module in document["modules"]
        for question in module["questions"]
        if question["kind"] == "scenario"
        for moves, right in told(question["scenes"])
    ]
    hits, lots = outcome(pick, questions)
    assert len(questions) > 50
    assert hits <= BY_CHANCE_AND_A_THIRD * lots, (hits, lots)


def test_the_place_of_the_right_choice_gives_nothing_away(document):
    singles = [(min(right), len(texts)) for _, texts, right in asked(document, "single", language="vi")]
    places = Counter(place for place, _ in singles)
    assert max(places.values()) <= 0.4 * len(singles), places
    for size in (3, 4):
        same = [place for place, choices in singles if choices == size]
        count, fair = Counter(same), len(same) / size
        # Chi-square with 2 degrees of freedom passes 13.82 once in a thousand courses (with 3: once in 300).
        assert not same or sum((count[n] - fair) ** 2 / fair for n in range(size)) < 13.82, (size, count)
