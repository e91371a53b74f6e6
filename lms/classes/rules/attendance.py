"""How much of a meeting and of a class somebody attended, what that can still become, and when a register is open."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _n

from lms.classes.models import MarkSource, MeetingState, Presence
from lms.core import clock
from lms.core.errors import Refusal

ATTENDED = frozenset({Presence.PRESENT, Presence.LATE})
# What a learner says of themselves, and what was said of everybody at once: no trainer looked at this one person.
LIGHT = (MarkSource.BOARD, MarkSource.KIOSK, MarkSource.TOGETHER)
LATE_AFTER = timedelta(minutes=15)
ENOUGH = 0.7  # of an online meeting: present
SOME = 0.4  # of an online meeting: late; less is absent


class NotYetHeld(Refusal):
    reason = _l("The register opens on the day of the meeting.")


class MeetingCancelled(Refusal):
    reason = _l("This meeting was cancelled, so it has no register.")


class RegisterClosed(Refusal):
    reason = _l("The register of this meeting is closed. Open it again to change a mark.")


def check_held(state: MeetingState, starts_at: datetime, now: datetime) -> None:
    """A register opens on the meeting's day, by the hall's calendar, and never for a cancelled one."""
    if state is MeetingState.CANCELLED:
        raise MeetingCancelled
    if clock.local(now).date() < clock.local(starts_at).date():
        raise NotYetHeld


def check_open(state: MeetingState, starts_at: datetime, now: datetime) -> None:
    """A mark may be made: the meeting was held and nobody closed its register."""
    check_held(state, starts_at, now)
    if state is MeetingState.CONFIRMED:
        raise RegisterClosed


class LongAgo(Refusal):
    reason = _l(
        "This meeting was long ago. Press “Correct the register” and write why, then change the mark."
    )


def is_long_ago(ends_at: datetime, days: int, at: datetime) -> bool:
    """Whether a mark that stands is changed only with a reason: so many days after the meeting."""
    return at > ends_at + timedelta(days=days)


def arrival(starts_at: datetime, came_at: datetime) -> Presence:
    """Present, or late from a quarter of an hour after the start on."""
    return Presence.LATE if came_at > starts_at + LATE_AFTER else Presence.PRESENT


@dataclass(frozen=True, slots=True)
class Stay:
    """One visit: from joining to leaving, or to the last sign of life when nobody said goodbye."""

    joined_at: datetime
    seen_at: datetime
    left_at: datetime | None

    @property
    def until(self) -> datetime:
        return self.left_at or self.seen_at


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


def proposed(minutes: int, starts_at: datetime, ends_at: datetime) -> Presence:
    """What so many minutes online suggest; a trainer decides."""
    share = minutes / max(1, int((ends_at - starts_at).total_seconds()) // 60)
    if share >= ENOUGH:
        return Presence.PRESENT
    return Presence.LATE if share >= SOME else Presence.ABSENT


def counts_as(presence: Presence | None, told_beforehand: bool, made_up: bool) -> Presence | None:
    """What a lesson is for one person when all is known: the mark, an excuse told before, a make-up meeting after.

    Who came, came. Who made up for it afterwards, came too. Who said before that
    they could not come is excused, whatever was tapped in the evening. Else the mark stands.
    """
    if presence in ATTENDED:
        return presence
    if made_up:
        return Presence.PRESENT
    return Presence.EXCUSED if told_beforehand else presence


def weight(source: MarkSource, made_at: datetime, event_id: str) -> tuple[bool, datetime, str]:
    """Of several statements about one person the heaviest is the mark.

    What a trainer says of one person outweighs what learners say of themselves, by
    phone or at the tablet, and what was said of everybody at once or taken back again;
    then the later one counts; two of the same moment are settled by their ids, so that
    every rebuild on every machine decides alike.
    """
    return source not in LIGHT, made_at, event_id


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting that was not cancelled; `settled` once its register is closed. No modules means all of them."""

    id: int
    starts_at: datetime
    ends_at: datetime
    modules: Collection[str]
    settled: bool

    def covers(self, module: str) -> bool:
        return not self.modules or module in self.modules


def while_away(meetings: Iterable[Planned], left_at: datetime, back_at: datetime) -> list[int]:
    """The meetings held while somebody had left the class: as with one who comes late, the past is not charged.

    They are excused, for leaving said it beforehand. One that had begun when they left was still theirs.
    """
    return [each.id for each in meetings if left_at <= each.starts_at and each.ends_at <= back_at]


class Attendance(NamedTuple):
    """One member's meetings: all that are theirs, those excused, those attended, those not yet decided."""

    planned: int
    excused: int
    attended: int
    remaining: int

    @property
    def counted(self) -> int:
        """The denominator: what could have been attended."""
        return self.planned - self.excused

    @property
    def held(self) -> int:
        return self.counted - self.remaining

    @property
    def rate(self) -> float | None:
        """The share of all planned meetings attended so far; None when there is nothing to attend."""
        return self.attended / self.counted if self.counted else None

    @property
    def rate_so_far(self) -> float | None:
        """The share of the meetings held that were attended; None before the first."""
        return self.attended / self.held if self.held else None

    def met(self, minimum: int) -> bool:
        """Whether the minimum is reached even if every meeting to come is missed."""
        return self.counted > 0 and self.attended * 100 >= minimum * self.counted

    def can_still_reach(self, minimum: int) -> bool:
        """Whether coming to everything that is left would be enough."""
        return self.counted > 0 and (self.attended + self.remaining) * 100 >= minimum * self.counted

    def needed(self, minimum: int) -> int:
        """To how many more meetings somebody must come; more than are left when it cannot be done."""
        return max(0, -(-(minimum * self.counted - 100 * self.attended) // 100))

    def way(self, minimum: int) -> Any:
        """What is needed to reach the minimum, said to the learner; empty when nothing is."""
        needed = self.needed(minimum)
        if not self.counted or not needed:
            return ""
        if needed > self.remaining:
            return _l("A make-up meeting helps.")
        if needed == self.remaining:
            return _n("Come to the one that is left.", "Come to all %(num)d that are left.", needed)
        return _l("Come to %(needed)d of the %(left)d that are left.", needed=needed, left=self.remaining)

    def may_miss_one(self, minimum: int) -> bool:
        return (self.attended + self.remaining - 1) * 100 >= minimum * self.counted

    def at_risk(self, minimum: int) -> bool:
        """Whether somebody who stayed away before may miss no other meeting.

        Where few are planned nobody may miss one: said of everybody, it would warn nobody.
        """
        return self.attended < self.held and not self.may_miss_one(minimum)

    def words(self, minimum: int) -> Any:
        """How it stands, short enough to stand beside a name; empty before the first meeting."""
        if not self.held:
            return ""
        if self.met(minimum):
            return _l("has reached %(minimum)d\N{NO-BREAK SPACE}%%", minimum=minimum)
        if not self.can_still_reach(minimum):
            return _l("cannot reach %(minimum)d\N{NO-BREAK SPACE}%% any more", minimum=minimum)
        if self.at_risk(minimum):
            return _l("may fall short of %(minimum)d\N{NO-BREAK SPACE}%%", minimum=minimum)
        return _l("%(attended)d of %(held)d so far", attended=self.attended, held=self.held)


def attendance(
    meetings: Iterable[Planned], presence_by_meeting: Mapping[int, Presence], joined_at: datetime
) -> Attendance:
    """How one member stands over these meetings.

    Meetings that ended before somebody joined are not charged, unless they
    came all the same. Late counts as attended: staying away for fear of being
    late is the habit we least want to teach. A meeting without a mark is
    undecided until its register is closed, then missed.
    """
    planned = excused = attended = remaining = 0
    for meeting in meetings:
        presence = presence_by_meeting.get(meeting.id)
        if presence in ATTENDED:
            attended += 1
        elif meeting.ends_at <= joined_at:
            continue
        elif presence is Presence.EXCUSED:
            excused += 1
        elif presence is None and not meeting.settled:
            remaining += 1
        planned += 1
    return Attendance(planned, excused, attended, remaining)


def together(members: Iterable[Attendance]) -> Attendance:
    """How several members stand, taken as one."""
    all_of = list(members)
    return Attendance(
        planned=sum(each.planned for each in all_of),
        excused=sum(each.excused for each in all_of),
        attended=sum(each.attended for each in all_of),
        remaining=sum(each.remaining for each in all_of),
    )


def by_module(
    modules: Iterable[str],
    meetings: Collection[Planned],
    presence_by_meeting: Mapping[int, Presence],
    joined_at: datetime,
) -> dict[str, Attendance]:
    """How one member stands in each module."""
    return {
        module: attendance(
            [meeting for meeting in meetings if meeting.covers(module)], presence_by_meeting, joined_at
        )
        for module in modules
    }
