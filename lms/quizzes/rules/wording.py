"""An answer in words, for people who do not see the page it was given on."""

from collections.abc import Sequence
from typing import Any

from lms.catalogue.questions import (
    Choices,
    Hotspot,
    Matching,
    Number,
    Ordering,
    Question,
    Scenario,
)
from lms.quizzes.rules.marking import Response


def in_words(question: Question, response: Response, language: str) -> list[str]:
    """One string for each part of the answer, in its order; empty for "I don't know yet"."""
    match question.body:
        case Choices(choices=parts) | Hotspot(spots=parts):
            return [parts[number].text.in_(language) for number in response if number < len(parts)]
        case Ordering(items=items):
            return [
                f"{place}. {items[number].in_(language)}"
                for place, number in enumerate(response, start=1)
                if number < len(items)
            ]
        case Matching(prompts=prompts, matches=matches):
            pairs = zip(prompts, response, strict=False)
            return [
                f"{prompt.in_(language)}: {matches[number].in_(language) if number is not None else '–'}"
                for prompt, number in pairs
            ]
        case Number(unit=unit):
            return [f"{value} {unit.in_(language)}" if unit else str(value) for value in response]
        case Scenario() as story:
            return _moves(story, response, language)
    return [str(part) for part in response]


def _moves(story: Scenario, response: Sequence[Any], language: str) -> list[str]:
    said, scene = [], story.scenes[0]
    for number in response:
        if not 0 <= number < len(scene.moves):
            break
        said.append(scene.moves[number].text.in_(language))
        scene = story.scenes[scene.moves[number].to]
    return said
