"""What the register's page shows: one tuple a member, with the attendance so far in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from lms.classes.models import MarkSource, Mode, Presence
from lms.classes.queries import attendance, online
from lms.classes.queries.presences import presences_in
from lms.classes.queries.statements import Dispute, disputes_in
from lms.classes.rules.attendance import ATTENDED, Attendance, minutes_attended, proposed
from lms.classes.rules.attendance import attendance as attendance_over

# A mark that a trainer tapped needs no word.
HOW = {
    MarkSource.BOARD: _l("by phone"),
    MarkSource.KIOSK: _l("on the tablet"),
    MarkSource.FILE: _l("from a file"),
    MarkSource.PAPER: _l("from the sheet"),
    MarkSource.CARD: _l("by card"),
}

_NO_DISPUTE = Dispute("", gave_way=False)


class Line(NamedTuple):
    """One member on the register; `how` says where the mark comes from; `minutes` and `proposal` are None where nobody could join online.

    `said` tells where trainers said different things of them, and what stands; `may_agree` if the reader's
    own word does not.
    """

    id: int
    name: str
    birth_year: int
    unit_name: str
    so_far: str
    presence: Presence | None
    how: str
    together: bool
    minutes: int | None
    proposal: Presence | None
    said: str
    may_agree: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """`here` names those who said at the tablet that they are here and wait for the trainer to look."""

    lines: Sequence[Line]
    here: Sequence[str] = ()

    @property
    def together(self) -> int:
        """How many are present as it was said of everybody at once."""
        return sum(line.together for line in self.lines)

    @property
    def marked(self) -> int:
        return sum(line.presence is not None for line in self.lines)

    def proposed(self) -> dict[int, Presence]:
        """What the minutes online suggest for those without a mark, once the meeting is over.

        In a hybrid meeting only for those who joined: the others may sit in the room.
        """
        return {line.id: line.proposal for line in self.lines if line.proposal is not None}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are marked how, and who is not here."""

    here: int
    late: int
    excused: int
    absent: Sequence[Any]
    unmarked: Sequence[Any]


def sheet_of(meeting: Any, reader: int, now: datetime) -> Sheet:
    """The register of a meeting as told to `reader`, in the same number of statements for any number of members."""
    learners = attendance.learners_of(meeting)
    meetings = attendance.planned_meetings(meeting.cohort_id)
    presences = presences_in(meeting.cohort_id)
    modules = meeting.modules or meeting.cohort_modules or [""]
    covering = [[each for each in meetings if each.covers(module)] for module in modules]
    can_join = meeting.mode is not Mode.IN_PERSON
    disputes = disputes_in(meeting.id, reader)
    stays = online.stays_in(meeting) if can_join else {}
    over = can_join and now >= meeting.ends_at
    lines = []
    how: dict[MarkSource, str] = {}
    said: dict[Attendance, str] = {}  # few of forty people stand differently; each is put into words once
    for learner in learners:
        if learner.source not in how:
            how[learner.source] = str(HOW.get(learner.source, ""))
        marks = presences.get(learner.id, {})
        stands = _most_worrying(
            [attendance_over(each, marks, learner.joined_at) for each in covering], meeting.minimum_attendance
        )
        if stands not in said:
            said[stands] = str(stands.words(meeting.minimum_attendance))
        minutes = proposal = None
        if can_join and (learner.id in stays or meeting.mode is Mode.ONLINE):
            minutes = minutes_attended(stays.get(learner.id, ()), meeting.starts_at, meeting.ends_at)
            if over and learner.presence is None:
                proposal = proposed(minutes, meeting.starts_at, meeting.ends_at)
        told = disputes.get(learner.id, _NO_DISPUTE)
        lines.append(
            Line(
                learner.id,
                learner.name,
                learner.birth_year,
                learner.unit_name,
                said[stands],
                learner.presence,
                how[learner.source] if learner.presence else "",
                learner.source is MarkSource.TOGETHER and learner.presence is Presence.PRESENT,
                minutes,
                proposal,
                told.words,
                told.gave_way,
            )
        )
    return Sheet(lines, [learner.name for learner in learners if says_here(learner)])


def says_here(learner: Any) -> bool:
    """Whether they said so at the tablet without a PIN, and nobody has looked yet."""
    return learner.presence is None and learner.source is MarkSource.KIOSK


def _most_worrying(each: Sequence[Attendance], minimum: int) -> Attendance:
    """Of the modules this meeting covers, the one that most needs a word."""
    if len(each) == 1:
        return each[0]
    return min(each, key=lambda a: (a.can_still_reach(minimum), not a.at_risk(minimum), a.attended))


def counts_of(learners: Sequence[Any]) -> Counts:
    """A register in numbers, and the people to ask after."""
    by: dict[Presence | None, list[Any]] = {}
    for learner in learners:
        by.setdefault(learner.presence, []).append(learner)
    return Counts(
        here=sum(len(by.get(presence, ())) for presence in ATTENDED),
        late=len(by.get(Presence.LATE, ())),
        excused=len(by.get(Presence.EXCUSED, ())),
        absent=by.get(Presence.ABSENT, []),
        unmarked=by.get(None, []),
    )
