"""What was posted for a question, as choice numbers of the edition.

The page's values are places in the order shown there, so they carry no sign of
the author's order; "unknown" stands for "I don't know yet".
"""

from werkzeug.exceptions import BadRequest

from lms.catalogue.questions import QuestionKind
from lms.quizzes.rules import Asked, KnownAndUnknown, NothingChosen

UNKNOWN = "unknown"


def read_choices(posted: list[str], asked: Asked) -> list[int]:
    """The choice numbers; empty for "I don't know yet".

    Raises:
        NothingChosen, KnownAndUnknown: the page is shown again with the reason.
        BadRequest: values that the page does not offer.
    """
    places = [value for value in posted if value != UNKNOWN]
    offered = {str(place): number for place, number in enumerate(asked.order)}
    if not offered.keys() >= set(places):
        raise BadRequest
    if not posted:
        raise NothingChosen
    if asked.question.kind is not QuestionKind.MULTIPLE and len(posted) > 1:
        raise BadRequest
    if places and len(places) < len(posted):
        raise KnownAndUnknown
    return sorted({offered[place] for place in places})
