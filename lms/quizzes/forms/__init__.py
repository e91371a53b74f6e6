"""What was posted for a question, as its response.

The page's values are places in the order shown there, so they carry no sign of
the author's order; `choice=unknown` stands for "I don't know yet".
"""

from collections.abc import Callable

from werkzeug.datastructures import MultiDict

from lms.catalogue.questions import QuestionKind
from lms.quizzes.forms import choices, matching, ordering, story, written
from lms.quizzes.forms.unknown import UNKNOWN
from lms.quizzes.rules import Asked, Response

__all__ = ["NOTHING", "UNKNOWN", "goes_on", "read_response", "underway"]

Posted = MultiDict[str, str]
NOTHING: Posted = MultiDict()


def read_response(posted: Posted, asked: Asked) -> Response:
    """The response; empty for "I don't know yet".

    Raises:
        Unclear: the page is shown again with the reason and what was chosen or typed.
        BadRequest: values that the page does not offer.
    """
    return _READERS[asked.question.kind](posted, asked)


def goes_on(asked: Asked) -> bool:
    """Whether this kind of question is answered in several steps, each with an address of its own."""
    return asked.question.kind in _UNDERWAY


def underway(posted: Posted, asked: Asked) -> str | None:
    """Where a question that goes on does so, as a query; None when this is its answer.

    An item was moved, or a scene was left for one that is no end. Nothing is kept of it but
    what the query says.

    Raises:
        Unclear, BadRequest: as `read_response`.
    """
    return _UNDERWAY[asked.question.kind](posted, asked)


_READERS: dict[QuestionKind, Callable[[Posted, Asked], Response]] = {
    QuestionKind.SINGLE: choices.read_one,
    QuestionKind.TRUE_FALSE: choices.read_one,
    QuestionKind.MULTIPLE: choices.read_several,
    QuestionKind.HOTSPOT: choices.read_several,
    QuestionKind.ORDERING: ordering.read,
    QuestionKind.MATCHING: matching.read,
    QuestionKind.NUMBER: written.read_number,
    QuestionKind.SHORT_TEXT: written.read_text,
    QuestionKind.SCENARIO: story.read,
}
_UNDERWAY: dict[QuestionKind, Callable[[Posted, Asked], str | None]] = {
    QuestionKind.ORDERING: ordering.moved,
    QuestionKind.SCENARIO: story.walked_on,
}
