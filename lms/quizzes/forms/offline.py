"""Answers that a phone kept while it had no network, as its script sends them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from werkzeug.datastructures import MultiDict

MOST_ANSWERS, MOST_FIELDS, MOST_LETTERS = 100, 30, 1000


class BadAnswers(ValueError):
    """Not something our own page sends."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the form of one question held, and how long ago that was by the phone's own clock."""

    position: int
    fields: MultiDict[str, str]
    ago: timedelta


def answers_in(sent: Any) -> list[Kept]:
    """
    Raises:
        BadAnswers: when it is not what the script sends.
    """
    try:
        there, answers = _whole(sent["now"]), sent["answers"]
        if not isinstance(answers, list) or not 1 <= len(answers) <= MOST_ANSWERS:
            raise BadAnswers
        return [_kept(each, there) for each in answers]
    except (KeyError, TypeError) as wrong:
        raise BadAnswers from wrong


def _kept(answer: Any, there: int) -> Kept:
    fields = answer["fields"]
    if not isinstance(fields, list) or len(fields) > MOST_FIELDS:
        raise BadAnswers
    pairs = [_pair(each) for each in fields]
    ago = timedelta(milliseconds=there - _whole(answer["at"]))
    return Kept(_whole(answer["position"]), MultiDict(pairs), ago)


def _pair(field: Any) -> tuple[str, str]:
    if not isinstance(field, list) or len(field) != 2:
        raise BadAnswers
    name, value = field
    if not isinstance(name, str) or not isinstance(value, str) or len(name) + len(value) > MOST_LETTERS:
        raise BadAnswers
    return name, value


def _whole(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 10**14:
        raise BadAnswers
    return value
