"""One move in a story. The way so far travels with the page, as the places chosen in each scene."""

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from lms.catalogue.questions import Scenario, Scene
from lms.quizzes.forms.unknown import UNKNOWN, place_in
from lms.quizzes.rules import Asked, NothingChosen, Response
from lms.quizzes.rules.stories import MOST_MOVES, scenes_on


def read(posted: MultiDict[str, str], asked: Asked) -> Response:
    """The numbers of all moves made, ending at an end of the story."""
    if posted.getlist("choice") == [UNKNOWN]:
        return []
    moves, _ = _walked(posted, asked)
    if _scene(asked, moves).moves:
        raise BadRequest
    return moves


def walked_on(posted: MultiDict[str, str], asked: Asked) -> str | None:
    """The query of the next scene's page, unless the story is at an end there."""
    if posted.getlist("choice") == [UNKNOWN]:
        return None
    moves, places = _walked(posted, asked)
    return f"moves={'-'.join(map(str, places))}" if _scene(asked, moves).moves else None


def shown(kept: MultiDict[str, str], asked: Asked) -> tuple[list[int], list[int]]:
    """The move numbers and the places that lead to the scene shown; never to an end."""
    places = [int(each) for each in _numerals(kept.get("moves", ""))]
    moves: list[int] = []
    for place in places:
        moves.append(_move(asked, moves, str(place)))
    if not _scene(asked, moves).moves:
        raise BadRequest
    return moves, places


def _walked(posted: MultiDict[str, str], asked: Asked) -> tuple[list[int], list[int]]:
    moves, places = shown(posted, asked)
    chosen = posted.getlist("choice")
    if not chosen:
        raise NothingChosen
    if len(chosen) > 1:
        raise BadRequest
    return [*moves, _move(asked, moves, chosen[0])], [*places, int(chosen[0])]


def _numerals(path: str) -> list[str]:
    values = path.split("-") if path else []
    if len(values) >= MOST_MOVES:
        raise BadRequest
    return [str(place_in(value, 10)) for value in values]


def _move(asked: Asked, moves: list[int], place: str) -> int:
    """The number of the move at this place of the scene reached."""
    order = asked.order[scenes_on(_story(asked), moves)[-1]]
    number: int = order[place_in(place, len(order))]
    return number


def _scene(asked: Asked, moves: list[int]) -> Scene:
    return _story(asked).at(moves)


def _story(asked: Asked) -> Scenario:
    assert isinstance(asked.question.body, Scenario)  # noqa: S101  the kind says so
    return asked.question.body
