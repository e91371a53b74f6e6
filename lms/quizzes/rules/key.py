"""The answer key of a question, said as a response. Never for a browser before the answer is given."""

from lms.catalogue.questions import (
    Choices,
    Hotspot,
    Matching,
    Number,
    Ordering,
    Question,
    Scenario,
    ShortText,
)
from lms.quizzes.rules.marking import Response


def right_response(question: Question) -> Response:
    """A response that earns full credit."""
    match question.body:
        case Choices(right=right) | Hotspot(right=right):
            return sorted(right)
        case Ordering(items=items):
            return list(range(len(items)))
        case Matching(prompts=prompts):
            return list(range(len(prompts)))
        case Number(value=value):
            return [str(value)]
        case ShortText(accepted=accepted):
            return [next(text for texts in accepted.values() for text in texts)]
        case Scenario() as story:
            return good_way(story)


def wrong_response(question: Question) -> Response:
    """A response that earns nothing, though something was answered."""
    match question.body:
        case Choices(choices=given, right=right) | Hotspot(spots=given, right=right):
            return [number for number in range(len(given)) if number not in right][:1]
        case Ordering(items=items):
            return list(range(len(items)))[::-1]
        case Matching(prompts=prompts):
            return [*range(1, len(prompts)), 0]
        case Number(value=value, tolerance=tolerance):
            return [str(value + tolerance + 1)]
        case ShortText():
            return ["?"]
        case Scenario() as story:
            return _way(story, good=False)


def good_way(story: Scenario) -> list[int]:
    """The fewest moves that lead to a good end."""
    return _way(story, good=True)


def _way(story: Scenario, *, good: bool) -> list[int]:
    ways: list[list[int]] = [[]]
    for way in ways:  # grows while it is walked: the nearest scenes come first
        scene = story.at(way)
        if not scene.moves and scene.good is good:
            return way
        if len(way) < len(story.scenes):
            ways.extend([*way, move] for move in range(len(scene.moves)))
    raise ValueError("a story without such an end")
