"""What requests do not do themselves: marking many attempts anew, and closing those whose time is over."""

from lms.core import clock
from lms.core.db import db
from lms.core.jobs import every, job
from lms.quizzes.actions import appeals, corrections
from lms.quizzes.actions.attempts import hand_in_late
from lms.quizzes.models import Correction
from lms.quizzes.queries import limits
from lms.quizzes.queries.corrections import lately

BATCHES = 2  # a transaction: others wait for it on SQLite


@job
def mark_anew(correction_id: int, actor_id: int, appeal_id: int | None = None) -> None:
    """Mark anew what a correction touches; begun again, it goes on where it was left."""
    while True:
        # Held, so that whoever takes it back meanwhile does so between two batches.
        correction = db.session.get(Correction, correction_id, with_for_update=True)
        if correction is None or correction.settled_at is not None:
            return
        corrections.regrade(correction, clock.now(), BATCHES)
        if correction.settled_at is not None and correction.withdrawn_at is None:
            appeals.agree(correction, actor_id, appeal_id, clock.now())
        db.session.commit()


@every(minutes=5)
def mark_anew_again() -> None:
    """Go on with what a lost queue forgot, and mark anew what was handed in just before a correction reached its machine."""
    now = clock.now()
    for correction_id, actor_id, is_settled in lately(now):
        if is_settled:
            corrections.catch_up(db.session.get_one(Correction, correction_id), now)
            db.session.commit()
        else:
            mark_anew.run(correction_id, actor_id)


@every(minutes=5)
def hand_in_overdue() -> None:
    """Hand in attempts whose time is over and whose page nobody opens any more, each for itself."""
    last = 0
    while late := limits.overdue(clock.now(), last):
        for attempt_id in late:
            hand_in_late(attempt_id, clock.now())
            db.session.commit()
        last = late[-1]
