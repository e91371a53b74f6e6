"""When an online meeting can be joined, and when who is here can be asked."""

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l

from lms.classes.models import MeetingState, Mode
from lms.classes.rules.codes import AROUND
from lms.core.errors import Refusal

ANSWER_WITHIN = timedelta(minutes=3)


class NotOnline(Refusal):
    reason = _l("This meeting is not online. Come to the place of the class.")


class NotOpenYet(Refusal):
    reason = _l("You can join from half an hour before the start.")


class NotGoingOn(Refusal):
    reason = _l("Who is here can be asked from the start of the meeting to its end.")


class AskedAlready(Refusal):
    reason = _l("The last question is still open. Wait until its three minutes are over.")


class TooLateToAnswer(Refusal):
    reason = _l("This question is closed. It is enough to stay: the system notes how long you are there.")


class OnlineOver(Refusal):
    reason = _l("This meeting is over.")


def check_joinable(
    mode: Mode, state: MeetingState, starts_at: datetime, ends_at: datetime, now: datetime
) -> None:
    """An online or hybrid meeting can be joined from half an hour before it to half an hour after."""
    if mode is Mode.IN_PERSON:
        raise NotOnline
    if state is not MeetingState.PLANNED or now > ends_at + AROUND:
        raise OnlineOver
    if now < starts_at - AROUND:
        raise NotOpenYet


def check_askable(
    mode: Mode, state: MeetingState, starts_at: datetime, ends_at: datetime, now: datetime
) -> None:
    """Who is here is asked while an online or hybrid meeting goes on."""
    check_joinable(mode, state, starts_at, ends_at, now)
    if not starts_at <= now <= ends_at:
        raise NotGoingOn
