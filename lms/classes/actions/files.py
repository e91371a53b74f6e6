"""Marks from a file: what it says of members nobody looked at yet. The same file twice changes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lms.classes.actions.attendance import mark
from lms.classes.models import MarkSource, Presence, Visit
from lms.classes.queries import files as queries
from lms.classes.rules import attendance as rules
from lms.classes.rules.attendance import Stay
from lms.classes.rules.events import event_id
from lms.core import audit
from lms.core.audit import Deed
from lms.core.db import db


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says of one member."""

    person_id: int
    presence: Presence | None
    stays: Sequence[Stay] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """How many marks a file made, and how many stayed as a trainer had made them."""

    marked: int
    stayed: int


def gives_way(presence: Presence | None, source: MarkSource | None) -> bool:
    """Whether a file may change this mark: there is none, or no trainer made it for this one person."""
    return presence is None or source in rules.LIGHT or source is MarkSource.FILE


def take_in_file(meeting: Any, said: Iterable[Said], digest: str, made_by: int, now: datetime) -> Taken:
    """Mark the members as the file says; times become visits.

    Args:
        digest: of the file's content: its statements have the same ids however often it comes.
    """
    rules.check_open(meeting.state, meeting.starts_at, now)
    members = {member.id: member for member in queries.members_to_match(meeting)}
    said = [each for each in said if each.person_id in members]
    _keep_visits(meeting, said)
    statements, stayed = [], 0
    for each in said:
        stands = members[each.person_id]
        if each.presence is None or each.presence is stands.presence:
            continue
        if not gives_way(stands.presence, stands.source):
            stayed += 1
            continue
        own = event_id(meeting.id, each.person_id, "file", digest, each.presence)
        statements.append((own, each.person_id, each.presence, now))
    before = {person: member.presence for person, member in members.items()}
    mark(meeting.id, statements, MarkSource.FILE, made_by, now)
    after = {member.id: member.presence for member in queries.members_to_match(meeting)}
    marked = sum(after[person] is not presence for person, presence in before.items())
    if marked:
        audit.record(made_by, Deed.CHANGED, "register", meeting.id, now, marks=marked, file=digest)
    return Taken(marked, stayed)


def _keep_visits(meeting: Any, said: Sequence[Said]) -> None:
    kept = queries.visits_kept(meeting.id)
    for each in said:
        for stay in each.stays:
            if (each.person_id, stay.joined_at) not in kept:
                kept.add((each.person_id, stay.joined_at))
                db.session.add(
                    Visit(
                        meeting_id=meeting.id,
                        person_id=each.person_id,
                        joined_at=stay.joined_at,
                        seen_at=stay.until,
                        left_at=stay.until,
                    )
                )
    db.session.flush()
