"""Minutes attended online, from visits that overlap, break off and come back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l

from lms.classes.models import MeetingState, Mode, Presence
from lms.classes.rules.codes import AROUND
from lms.core.errors import Refusal

ENOUGH = 0.7  # of the meeting: present
ANSWER_WITHIN = timedelta(minutes=3)
SOME = 0.4  # of the meeting: late; less is absent


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


@dataclass(frozen=True, slots=True)
class Stay:
    """One visit: from joining to leaving, or to the last sign of life when nobody said goodbye."""

    joined_at: datetime
    seen_at: datetime
    left_at: datetime | None

    @property
    def until(self) -> datetime:
        return self.left_at or self.seen_at


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


def minutes_attended(stays: Iterable[Stay], starts_at: datetime, ends_at: datetime) -> int:
    """Whole minutes of the meeting covered by at least one visit.

    A reconnect or a second phone adds nothing twice; time before the start and
    after the end adds nothing at all.
    """
    covered, reached = timedelta(0), starts_at
    for stay in sorted(stays, key=lambda stay: stay.joined_at):
        begin, end = max(stay.joined_at, reached), min(stay.until, ends_at)
        if end > begin:
            covered += end - begin
            reached = end
    return int(covered.total_seconds()) // 60


def late_and_early(stays: Iterable[Stay], starts_at: datetime, ends_at: datetime) -> tuple[int, int]:
    """Whole minutes after the start of the first coming, and before the end of the last going; (0, 0) without a stay."""
    stays = [stay for stay in stays if stay.until > starts_at and stay.joined_at < ends_at]
    if not stays:
        return 0, 0
    late = min(stay.joined_at for stay in stays) - starts_at
    early = ends_at - max(stay.until for stay in stays)
    return max(0, int(late.total_seconds()) // 60), max(0, int(early.total_seconds()) // 60)


def check_askable(
    mode: Mode, state: MeetingState, starts_at: datetime, ends_at: datetime, now: datetime
) -> None:
    """Who is here is asked while an online or hybrid meeting goes on."""
    check_joinable(mode, state, starts_at, ends_at, now)
    if not starts_at <= now <= ends_at:
        raise NotGoingOn


def proposed(minutes: int, starts_at: datetime, ends_at: datetime) -> Presence:
    """What so many minutes suggest; a trainer decides."""
    share = minutes / max(1, int((ends_at - starts_at).total_seconds()) // 60)
    if share >= ENOUGH:
        return Presence.PRESENT
    return Presence.LATE if share >= SOME else Presence.ABSENT
