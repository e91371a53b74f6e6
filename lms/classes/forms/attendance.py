"""What comes in from a register, a board's digits and a head count."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import NumberRange, ValidationError

from lms.classes.models import Presence
from lms.ui.forms import Form, WholeNumberField, required

PRESENCES = {presence.value: presence for presence in Presence}
MOST_TAPS = 500
LONGEST_WAIT = timedelta(days=30)
_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class BadTaps(ValueError):
    """Not something our own page sends."""


class CloseForm(Form):
    """The head count that stands beside the marks."""

    head_count = WholeNumberField(
        _l("How many people did you count?"),
        [
            required(_l("Count the people and write the number.")),
            NumberRange(0, 5000, _l("Write a number from 0 to 5000.")),
        ],
        description=_l("Count everybody who came, also the late ones. Do not count yourself."),
        render_kw={"inputmode": "numeric", "class": "short", "autocomplete": "off"},
    )
    anyway = BooleanField(_l("The two numbers differ. Close it all the same."))


def bare_digits(text: str | None) -> str:
    """What was typed, without the gaps that people make between digits."""
    return re.sub(r"[\s.-]", "", text or "")


def are_digits(text: str) -> bool:
    return re.fullmatch("[0-9]{6}", text) is not None


class DigitsForm(Form):
    """The six digits from the board."""

    digits = StringField(
        _l("The six digits on the board"),
        [required(_l("Type the six digits that stand on the board."))],
        filters=[bare_digits],
        render_kw={"inputmode": "numeric", "autocomplete": "off", "class": "code", "maxlength": "9"},
    )

    def validate_digits(self, field: StringField) -> None:
        if not are_digits(field.data or ""):
            raise ValidationError(_l("The code has six digits. Look at the board and type all of them."))


def chosen_in(fields: Iterable[tuple[str, str]]) -> dict[int, Presence]:
    """Who was marked how, from a register sent as one form: fields "p" + person = presence."""
    chosen: dict[int, Presence] = {}
    for name, value in fields:
        if name[:1] == "p" and (number := name[1:]).isascii() and number.isdigit() and len(number) < 19:
            presence = PRESENCES.get(value)
            if presence is not None:
                chosen[int(number)] = presence
    return chosen


def agreed_in(ticked: Iterable[str]) -> set[int]:
    """On whom a trainer ticked that they agree with the word that stands."""
    return {int(number) for number in ticked if number.isascii() and number.isdigit() and len(number) < 19}


Tap = tuple[str, int, Presence | None, datetime]


def together_in(sent: Any) -> set[str]:
    """Ids of the statements that the script made for everybody without a mark. Ask `taps_in` first."""
    return {event["id"] for event in sent["events"] if event.get("together") is True}


def taps_in(sent: Any, now: datetime) -> tuple[list[Tap], timedelta]:
    """The statements a register's script sends, and how far the phone's clock is ahead of ours.

    Only how long ago a tap was is taken from the phone; a clock that is wrong
    by a year changes nothing.

    Raises:
        BadTaps: when it is not what the script sends.
    """
    try:
        there, events = _milliseconds(sent["now"]), sent["events"]
        if not isinstance(events, list) or not 1 <= len(events) <= MOST_TAPS:
            raise BadTaps
        taps = [_tap(each, there, now) for each in events]
        skew = timedelta(milliseconds=there) - timedelta(seconds=now.timestamp())
    except (KeyError, TypeError, OverflowError) as wrong:
        raise BadTaps from wrong
    return taps, skew


def _tap(event: Any, there: int, now: datetime) -> Tap:
    ago = timedelta(milliseconds=there - _milliseconds(event["at"]))
    made_at = now - min(max(ago, timedelta(0)), LONGEST_WAIT)
    event_id, person, presence = event["id"], event["person"], PRESENCES.get(event["presence"])
    taken_back = event["presence"] is None and event.get("together") is True
    if (
        not isinstance(event_id, str)
        or not _UUID.fullmatch(event_id)
        or (presence is None and not taken_back)
    ):
        raise BadTaps
    if type(person) is not int or not 0 < person < 10**18:
        raise BadTaps
    return event_id, person, presence, made_at


def _milliseconds(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 10**14:
        raise BadTaps
    return value
