"""The events of a phone, read one by one: what cannot be read is told of by its id and spoils no other."""

import re
from datetime import datetime, timedelta
from typing import Any

from lms.classes.models import MarkSource, Presence
from lms.classes.rules.events import is_for
from lms.core.text import is_clean, nfc
from lms.field.rules.said import NEW, Counted, Marked, Said, Shown, WalkedIn, Who

MOST_EVENTS = 1000
LONGEST_WAIT = timedelta(days=30)
_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SLUG = re.compile("[a-z0-9-]{1,60}")
_PRESENCES: dict[Any, Presence | None] = {None: None, **{each.value: each for each in Presence}}


class BadEvents(ValueError):
    """Not something our own app sends."""


def events_in(sent: Any, now: datetime) -> tuple[list[Said], list[str], timedelta]:
    """The events, the ids of those that cannot be read, and how far the phone's clock is ahead of ours.

    Only how long ago something was is taken from the phone, as for the taps of a register.

    Raises:
        BadEvents: when it is nothing our app sends.
    """
    try:
        there, written = _milliseconds(sent["now"]), sent["events"]
        if not isinstance(written, list) or not 1 <= len(written) <= MOST_EVENTS:
            raise BadEvents
        events: dict[str, Said] = {}
        unreadable: list[str] = []
        for each in written:
            if not isinstance(each, dict) or not _is_id(each.get("id")):
                raise BadEvents
            try:
                ago = timedelta(milliseconds=there - _milliseconds(each["at"]))
                made_at = now - min(max(ago, timedelta(0)), LONGEST_WAIT)
                meeting = _row(each["meeting"])
                if not is_for(each["id"], meeting):
                    raise BadEvents
                events.setdefault(each["id"], _READ[each["kind"]](each, meeting, made_at))
            except (KeyError, ValueError, TypeError):
                unreadable.append(each["id"])
        skew = timedelta(milliseconds=there) - timedelta(seconds=now.timestamp())
    except (KeyError, TypeError, OverflowError) as wrong:
        raise BadEvents from wrong
    return list(events.values()), unreadable, skew


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def _milliseconds(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 10**14:
        raise BadEvents
    return value


def _row(value: Any) -> int:
    if type(value) is not int or not 0 < value < 10**12:
        raise BadEvents
    return value


def _who(value: Any) -> Who:
    return value if _is_id(value) else _row(value)


def _level(value: Any, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise BadEvents
    return value


def _marked(each: dict[str, Any], meeting: int, made_at: datetime) -> Marked:
    source = MarkSource.CARD if each.get("card") is True else MarkSource.REGISTER
    presence = _PRESENCES[each["presence"]]
    return Marked(each["id"], meeting, made_at, _who(each["person"]), presence, source)


def _shown(each: dict[str, Any], meeting: int, made_at: datetime) -> Shown:
    module, skill = each["module"], each["skill"]
    if not (_SLUG.fullmatch(module) and _SLUG.fullmatch(skill)):
        raise BadEvents
    who, level = _who(each["person"]), _level(each["level"], 1, 3)
    return Shown(each["id"], meeting, made_at, who, module, skill, level)


def _counted(each: dict[str, Any], meeting: int, made_at: datetime) -> Counted:
    return Counted(each["id"], meeting, made_at, _level(each["heads"], 0, 5000))


def _walked_in(each: dict[str, Any], meeting: int, made_at: datetime) -> WalkedIn:
    match = each.get("match")
    if match is not None and match != NEW:
        match = _row(match)
    if not isinstance(each["name"], str) or not is_clean(each["name"]) or each.get("consent") is not True:
        raise BadEvents
    name = nfc(each["name"])
    if not 1 <= len(name) <= 120:
        raise BadEvents
    return WalkedIn(each["id"], meeting, made_at, name, _level(each["born"], 0, 9999), match)


_READ: dict[str, Any] = {"mark": _marked, "skill": _shown, "count": _counted, "walk_in": _walked_in}
