"""Walking through a scenario: the scenes on the way, told by their numbers."""

from collections.abc import Sequence

from lms.catalogue.questions import Scenario

# A story may lead back to where one was; nobody walks in circles for ever.
MOST_MOVES = 40


def scenes_on(story: Scenario, moves: Sequence[int]) -> list[int]:
    """The numbers of all scenes these moves lead through, the first and the last included.

    Raises:
        IndexError: when a scene on the way has no such move.
    """
    numbers = [0]
    for move in moves:
        scene = story.scenes[numbers[-1]]
        if not 0 <= move < len(scene.moves):
            raise IndexError(move)
        numbers.append(scene.moves[move].to)
    return numbers
