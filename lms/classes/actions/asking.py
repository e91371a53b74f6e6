"""Asking who is here in the middle of an online meeting, and answering."""

from datetime import datetime
from typing import Any

from lms.classes.models import PresenceAnswer, PresenceQuestion
from lms.classes.queries import questions
from lms.classes.rules import online as rules
from lms.core import audit
from lms.core.access import Asker
from lms.core.audit import Deed
from lms.core.db import db, insert


def ask(meeting: Any, asked_by: int, now: datetime) -> None:
    """Open a question for three minutes.

    Raises:
        AskedAlready: while another is open.
        NotGoingOn: before the start and after the end.
    """
    rules.check_askable(meeting.mode, meeting.state, meeting.starts_at, meeting.ends_at, now)
    if questions.open_now(meeting.id, now):
        raise rules.AskedAlready
    db.session.add(PresenceQuestion(meeting_id=meeting.id, asked_by=asked_by, asked_at=now))
    audit.record(asked_by, Deed.CREATED, "presence_question", meeting.id, now)


def answer(asker: Asker, meeting: Any, now: datetime) -> None:
    """Note that the asker tapped; a second tap changes nothing.

    Raises:
        TooLateToAnswer: when no question is open.
    """
    asked = questions.open_now(meeting.id, now)
    if asked is None:
        raise rules.TooLateToAnswer
    row = insert(PresenceAnswer).values(question_id=asked.id, person_id=asker.person_id, answered_at=now)
    db.session.execute(row.on_conflict_do_nothing())
