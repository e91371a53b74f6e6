"""Chosen boxes: single, multiple, true or false, and the spots of a picture."""

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from lms.quizzes.forms.unknown import UNKNOWN
from lms.quizzes.rules import Asked, KnownAndUnknown, NothingChosen, Response


def read_one(posted: MultiDict[str, str], asked: Asked) -> Response:
    if len(posted.getlist("choice")) > 1:
        raise BadRequest
    return read_several(posted, asked)


def read_several(posted: MultiDict[str, str], asked: Asked) -> Response:
    """The numbers of the chosen parts, ascending."""
    values = posted.getlist("choice")
    places = [value for value in values if value != UNKNOWN]
    offered = {str(place): number for place, number in enumerate(asked.order)}
    if not offered.keys() >= set(places):
        raise BadRequest
    if not values:
        raise NothingChosen
    if places and len(places) < len(values):
        raise KnownAndUnknown
    return sorted({offered[place] for place in places})
