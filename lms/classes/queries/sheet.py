"""What the register's page shows: one tuple a member, with the attendance so far."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from lms.classes.models import MarkSource, Mode, Presence
from lms.classes.queries import attendance, online
from lms.classes.queries.presences import presences_at
from lms.classes.queries.statements import Dispute, disputes_in
from lms.classes.rules.attendance import ATTENDED, Attendance, Planned, minutes_attended, proposed
from lms.classes.rules.attendance import attendance as attendance_over

_NO_DISPUTE = Dispute("", gave_way=False)
_NO_MARKS: Mapping[int, Presence] = {}
_NO_TIME = None, None


class Line(NamedTuple):
    """One member on the register; `minutes` and `proposal` are None where nobody could join online.

    `attendance` is that in the module, of those the meeting covers, that most needs a word. `said` tells where
    trainers said different things of them, and what stands; `may_agree` if the reader's own word does not.
    """

    id: int
    name: str
    birth_year: int
    unit_name: str
    presence: Presence | None
    source: MarkSource | None
    attendance: Attendance
    minutes: int | None
    proposal: Presence | None
    said: str
    may_agree: bool

    @property
    def together(self) -> bool:
        """Present as it was said of everybody at once."""
        return self.source is MarkSource.TOGETHER and self.presence is Presence.PRESENT


@dataclass(frozen=True, slots=True)
class Sheet:
    """`here` names those who said at the tablet that they are here and wait for the trainer to look."""

    lines: Sequence[Line]
    here: Sequence[str] = ()

    @property
    def together(self) -> int:
        """How many are present as it was said of everybody at once."""
        return sum([line.together for line in self.lines if line.presence])

    @property
    def marked(self) -> int:
        return sum([line.presence is not None for line in self.lines])

    def proposed(self) -> dict[int, Presence]:
        """What the minutes online suggest for those without a mark, once the meeting is over.

        In a hybrid meeting only for those who joined: the others may sit in the room.
        """
        return {line.id: line.proposal for line in self.lines if line.proposal is not None}

    def in_words(self, minimum: int) -> dict[Attendance, str]:
        """How its members stand, said once for all who stand alike."""
        return {each: str(each.words(minimum)) for each in {line.attendance for line in self.lines}}


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
    modules = meeting.modules or meeting.cohort_modules or [""]
    covering = _covering(meetings, modules)
    presences = presences_at({each.id for some in covering for each in some})
    sources = {learner.source for learner in learners}  # None stands for those of whom nobody spoke yet
    disputes = disputes_in(meeting.id, reader) if any(sources) else {}
    times = _times_online(meeting, learners, now) if meeting.mode is not Mode.IN_PERSON else {}
    counted: dict[Any, Attendance] = {}  # few of forty people have a past of their own
    rows = []
    for person, name, birth_year, unit_name, joined, presence, source in learners:
        marks = presences.get(person, _NO_MARKS)
        past = (joined, *marks.items())
        if past not in counted:
            since = attendance.when(joined)
            each_module = [attendance_over(each, marks, since) for each in covering]
            counted[past] = _most_worrying(each_module, meeting.minimum_attendance)
        rows.append(
            (
                person,
                name,
                birth_year,
                unit_name,
                presence,
                source,
                counted[past],
                *times.get(person, _NO_TIME),
                *disputes.get(person, _NO_DISPUTE),
            )
        )
    here = [learner.name for learner in learners if says_here(learner)] if MarkSource.KIOSK in sources else []
    return Sheet(list(map(Line._make, rows)), here)  # at once, for a third of what a call for each costs


def _times_online(
    meeting: Any, learners: Sequence[Any], now: datetime
) -> dict[int, tuple[int, Presence | None]]:
    """Who could have joined, with their minutes online and the mark that these suggest once the meeting is over."""
    stays, over = online.stays_in(meeting), now >= meeting.ends_at
    found: dict[int, tuple[int, Presence | None]] = {}
    for learner in learners:
        if learner.id in stays or meeting.mode is Mode.ONLINE:
            minutes = minutes_attended(stays.get(learner.id, ()), meeting.starts_at, meeting.ends_at)
            open_yet = over and learner.presence is None
            suggested = proposed(minutes, meeting.starts_at, meeting.ends_at) if open_yet else None
            found[learner.id] = minutes, suggested
    return found


def says_here(learner: Any) -> bool:
    """Whether they said so at the tablet without a PIN, and nobody has looked yet."""
    return learner.presence is None and learner.source is MarkSource.KIOSK


def _covering(meetings: Sequence[Planned], modules: Collection[str]) -> list[list[Planned]]:
    """For each module its meetings, in order; where several have the same, once."""
    each_of = ([each for each in meetings if each.covers(module)] for module in modules)
    return list({tuple([each.id for each in some]): some for some in each_of}.values())


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
