"""How a whole class stands, from the one rule of `rules.attendance`: sums of its members and of its evenings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lms.classes.models import Presence
from lms.classes.rules.attendance import ATTENDED, Planned, attendance


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the class, or who was: what each meeting counts as for them."""

    joined_at: datetime
    left_at: datetime | None
    presences: Mapping[int, Presence]


@dataclass(frozen=True, slots=True)
class ClassStanding:
    """The present members together. `met` of `planned` lessons have a closed register.

    They came `attended` times of the `held` that were theirs so far; `below` cannot reach
    the minimum any more, `at_risk` may miss no other meeting.
    """

    members: int
    planned: int
    met: int
    attended: int
    held: int
    at_risk: int
    below: int


def class_standing(planned: Sequence[Planned], members: Iterable[Member], minimum: int) -> ClassStanding:
    present = attended = held = at_risk = below = 0
    for member in members:
        if member.left_at is not None:
            continue
        stands = attendance(planned, member.presences, member.joined_at)
        present += 1
        attended += stands.attended
        held += stands.held
        lost = stands.held > 0 and not stands.can_still_reach(minimum)
        below += lost
        at_risk += not lost and not stands.met(minimum) and stands.at_risk(minimum)
    met = sum(meeting.settled for meeting in planned)
    return ClassStanding(present, len(planned), met, attended, held, at_risk, below)


def evening(meeting: Planned, members: Iterable[Member]) -> tuple[int, int]:
    """How many came to a lesson, and how many could have; who left later is counted as long as they were there."""
    came = expected = 0
    for member in members:
        presence = member.presences.get(meeting.id)
        attended = presence in ATTENDED
        theirs = member.joined_at < meeting.ends_at and (
            member.left_at is None or member.left_at > meeting.starts_at
        )
        if theirs or attended:
            came += attended
            expected += presence is not Presence.EXCUSED
    return came, expected
