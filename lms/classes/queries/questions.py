"""Questions of presence: the open one, and who answered how many."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.models import PresenceAnswer, PresenceQuestion
from lms.classes.rules.online import ANSWER_WITHIN
from lms.core.access import Asker
from lms.core.db import db


def open_now(meeting_id: int, now: datetime) -> Any:
    """The question that can be answered now: id and asked_at; None when there is none."""
    return db.session.execute(
        sa.select(PresenceQuestion.id, PresenceQuestion.asked_at)
        .where(PresenceQuestion.meeting_id == meeting_id, PresenceQuestion.asked_at > now - ANSWER_WITHIN)
        .order_by(PresenceQuestion.id.desc())
        .limit(1)
    ).one_or_none()


def open_for(asker: Asker, meeting_id: int, now: datetime) -> Any:
    """The open question, unless the asker answered it."""
    asked = open_now(meeting_id, now)
    if asked is None:
        return None
    answered = db.session.scalar(
        sa.select(
            sa.exists().where(
                PresenceAnswer.question_id == asked.id, PresenceAnswer.person_id == asker.person_id
            )
        )
    )
    return None if answered else asked


def answers_in(meeting_id: int) -> tuple[Sequence[Any], dict[int, int]]:
    """Every question with how many answered it, and by person how many they answered."""
    asked = db.session.execute(
        sa.select(
            PresenceQuestion.id,
            PresenceQuestion.asked_at,
            sa.func.count(PresenceAnswer.person_id).label("answers"),
        )
        .outerjoin(PresenceAnswer, PresenceAnswer.question_id == PresenceQuestion.id)
        .where(PresenceQuestion.meeting_id == meeting_id)
        .group_by(PresenceQuestion.id, PresenceQuestion.asked_at)
        .order_by(PresenceQuestion.id)
    ).all()
    by_person = db.session.execute(
        sa.select(PresenceAnswer.person_id, sa.func.count().label("answers"))
        .join(PresenceQuestion, PresenceQuestion.id == PresenceAnswer.question_id)
        .where(PresenceQuestion.meeting_id == meeting_id)
        .group_by(PresenceAnswer.person_id)
    )
    return asked, {row.person_id: row.answers for row in by_person}
