"""Saying that an answer is right, and settling what was said."""

from datetime import datetime

import sqlalchemy as sa

from lms.core import audit
from lms.core.access import Asker
from lms.core.db import db, insert
from lms.quizzes.actions.corrections import rule_of
from lms.quizzes.models.corrections import Appeal, AppealState, Correction, CorrectionKind
from lms.quizzes.queries import appeals as queries
from lms.quizzes.queries.begun import Sheet
from lms.quizzes.queries.regrading import editions_touched
from lms.quizzes.rules.appeals import AlreadySettled


def appeal(sheet: Sheet, position: int, question_id: str, words: str, now: datetime) -> None:
    """Keep what a trainee says of an answer; the first word stays.

    Args:
        sheet: fetched for the person whose attempt it is.
    """
    db.session.execute(
        insert(Appeal)
        .values(
            attempt_id=sheet.id,
            position=position,
            course=sheet.course,
            module=sheet.module,
            question_id=question_id,
            words=words,
            made_at=now,
            state=AppealState.OPEN,
            reply="",
        )
        .on_conflict_do_nothing()
    )


def decline(asker: Asker, appeal_id: int, reply: str, now: datetime) -> None:
    """Answer "not this time", with a reply, to an appeal that was fetched in the asker's scope.

    Raises:
        AlreadySettled: somebody else was faster.
    """
    if not _settle(appeal_id, AppealState.DECLINED, reply, asker.person_id, now):
        raise AlreadySettled


def agree(correction: Correction, actor_id: int, asked_for: int | None, now: datetime) -> None:
    """Settle the appeals that a correction answers, once its answers are marked anew.

    These are the one it was made for, and all at this question that are right now or do not count.
    """
    editions = editions_touched(rule_of(correction))
    answered = queries.open_at(
        correction.course,
        correction.module,
        correction.question_id,
        editions,
        only_right=correction.kind is not CorrectionKind.LEFT_OUT,
    )
    for appeal_id in sorted(answered | ({asked_for} if asked_for else set())):
        _settle(appeal_id, AppealState.AGREED, correction.reason, actor_id, now, correction.id)


def _settle(
    appeal_id: int,
    state: AppealState,
    reply: str,
    actor_id: int,
    now: datetime,
    correction_id: int | None = None,
) -> bool:
    """Settle an appeal that is open; whether it was."""
    settled = db.session.connection().execute(
        sa.update(Appeal)
        .where(Appeal.id == appeal_id, Appeal.state == AppealState.OPEN)
        .values(state=state, reply=reply, settled_by=actor_id, settled_at=now, correction_id=correction_id)
    )
    if settled.rowcount:
        audit.record(actor_id, audit.Deed.CHANGED, "appeal", appeal_id, now, state=state.value)
    return bool(settled.rowcount)
