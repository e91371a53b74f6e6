"""Answers in one field: a number or a short text."""

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from lms.catalogue.questions import Number
from lms.core.text import is_clean, nfc
from lms.quizzes.forms.unknown import is_unknown
from lms.quizzes.rules import (
    Asked,
    HiddenCharacter,
    NotANumber,
    NothingWritten,
    Response,
    TooLong,
    WrittenAndUnknown,
)
from lms.quizzes.rules.numbers import plain, understood

MOST_LETTERS = 200


def read_number(posted: MultiDict[str, str], asked: Asked) -> Response:
    written = _written(posted)
    if not written:
        return []
    assert isinstance(asked.question.body, Number)  # noqa: S101  the kind says so
    unit = asked.question.body.unit
    number = understood(written, unit.by_language.values() if unit else ())
    if number is None:
        raise NotANumber
    return [plain(number)]


def read_text(posted: MultiDict[str, str], _asked: Asked) -> Response:
    written = _written(posted)
    return [written] if written else []


def shown(kept: MultiDict[str, str]) -> str:
    """What was typed, without what cannot be seen, to be corrected."""
    return "".join(letter for letter in kept.get("written", "")[: 5 * MOST_LETTERS] if is_clean(letter))


def _written(posted: MultiDict[str, str]) -> str:
    """The text, composed and trimmed; empty when "I don't know yet" is ticked."""
    typed = posted.getlist("written")
    if len(typed) > 1:
        raise BadRequest
    written = nfc(typed[0]) if typed else ""
    if is_unknown(posted):
        if written:
            raise WrittenAndUnknown
        return ""
    if not written:
        raise NothingWritten
    if len(written) > MOST_LETTERS:
        raise TooLong
    if not is_clean(written):
        raise HiddenCharacter
    return written
