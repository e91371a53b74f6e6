"""Who is, or was, in an online meeting: when they came and went, how long they stayed, what they answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lms.classes.models import Presence
from lms.classes.queries import attendance, online, questions
from lms.classes.rules.attendance import late_and_early, minutes_attended

STILL_HERE = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Watched:
    """One member: `here` while signs of life come; `late` and `early` are minutes, None before they joined."""

    id: int
    name: str
    birth_year: int
    here: bool
    minutes: int
    late: int | None
    early: int | None
    answers: int
    presence: Presence | None


def watched(meeting: Any, now: datetime) -> tuple[list[Watched], Sequence[Any]]:
    """Every member of the meeting, and the questions asked in it."""
    stays = online.stays_in(meeting)
    asked, answers = questions.answers_in(meeting.id)
    rows = []
    for learner in attendance.learners_of(meeting):
        theirs = stays.get(learner.id, [])
        late, early = late_and_early(theirs, meeting.starts_at, meeting.ends_at)
        rows.append(
            Watched(
                learner.id,
                learner.name,
                learner.birth_year,
                any(stay.left_at is None and stay.seen_at > now - STILL_HERE for stay in theirs),
                minutes_attended(theirs, meeting.starts_at, meeting.ends_at),
                late if theirs else None,
                early if theirs and now >= meeting.ends_at else None,
                answers.get(learner.id, 0),
                learner.presence,
            )
        )
    return rows, asked
