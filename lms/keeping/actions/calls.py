"""Putting people on a call list, giving it to a volunteer, and noting how a call went."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.classes.actions.notices import tell
from lms.classes.models import News, Notice
from lms.classes.queries.presences import presences_in
from lms.core import audit
from lms.core.audit import Deed
from lms.core.db import db, insert
from lms.keeping.models import Call, NextStep, Outcome, Why
from lms.keeping.queries import calls as find
from lms.keeping.rules.calls import KEPT, Presences, settled, solves


def list_people(cohort_id: int, meeting_id: int, people: Collection[int], why: Why, now: datetime) -> None:
    """Each is called once about a meeting, however often its register is closed, and anew whenever it is moved again."""
    if not people:
        return
    caller = find.usual_caller(cohort_id)
    rows = [
        {
            "cohort_id": cohort_id,
            "meeting_id": meeting_id,
            "person_id": person,
            "why": why,
            "caller_id": caller,
            "made_at": now,
            "tries": 0,
        }
        for person in sorted(people)
    ]
    adding = insert(Call).values(rows)
    anew = {"solved_at": None, "made_at": now, "outcome": None, "next_step": None, "tries": 0}
    again = anew if why is not Why.ABSENT else {"made_at": Call.made_at}
    db.session.execute(
        adding.on_conflict_do_update(index_elements=["meeting_id", "person_id", "why"], set_=again)
    )
    if caller is not None:
        _tell_helper(caller, cohort_id, now)


def _tell_helper(caller_id: int, cohort_id: int, now: datetime) -> None:
    """A member who helps has no desk: their first page tells them, once until they have read it. Staff see it on theirs."""
    if find.is_staff_for(caller_id, cohort_id):
        return
    db.session.execute(
        sa.delete(Notice).where(
            Notice.person_id == caller_id,
            Notice.cohort_id == cohort_id,
            Notice.kind == News.CALLS,
            Notice.seen_at.is_(None),
        )
    )
    tell([caller_id], News.CALLS, cohort_id, now)


def give(cohort_id: int, caller_id: int | None, calls: Collection[int], by: int, now: datetime) -> int:
    """These calls of the class are this volunteer's; answers how many."""
    given = db.session.execute(
        sa.update(Call)
        .where(Call.cohort_id == cohort_id, Call.id.in_(calls), Call.solved_at.is_(None))
        .values(caller_id=caller_id)
        .execution_options(synchronize_session=False)
    )
    count = int(given.rowcount)  # type: ignore[attr-defined]
    if count and caller_id is not None:
        _tell_helper(caller_id, cohort_id, now)
    audit.record(by, Deed.CHANGED, "calls", cohort_id, now, given=count, to=caller_id)
    return count


def note(call: Any, outcome: Outcome, step: NextStep, by: int, now: datetime) -> bool:
    """How the call went; answers whether it is solved and drops off the list, and with it earlier absences."""
    solved = solves(outcome, step)
    if solved and call.why is Why.ABSENT:
        earlier = sa.update(Call).where(
            Call.cohort_id == call.cohort_id,
            Call.person_id == call.person_id,
            Call.why == Why.ABSENT,
            Call.solved_at.is_(None),
            Call.id < call.id,
        )
        db.session.execute(earlier.values(solved_at=now).execution_options(synchronize_session=False))
    db.session.execute(
        sa.update(Call)
        .where(Call.id == call.id)
        .values(
            outcome=outcome,
            next_step=step,
            called_by=by,
            called_at=now,
            tries=Call.tries + 1,
            solved_at=now if solved else None,
        )
        .execution_options(synchronize_session=False)
    )
    audit.record(by, Deed.CHANGED, "call", call.id, now, outcome=outcome, step=step)
    return solved


def settle(cohort_id: int, now: datetime, presences: Presences | None = None) -> int:
    """End the calls about meetings that count as missed no more, and open again those about meetings that do.

    Answers how many ended.

    Args:
        presences: of the class, where they are at hand.
    """
    calls = find.after_absences(cohort_id)
    if not calls:  # the presences of a whole class are much to read
        return 0
    ended, again = settled(calls, presences_in(cohort_id) if presences is None else presences)
    for ids, at in ((ended, now), (again, None)):
        if ids:
            ending = sa.update(Call).where(Call.id.in_(ids)).values(solved_at=at)
            db.session.execute(ending.execution_options(synchronize_session=False))
    if ended or again:
        audit.record(None, Deed.CHANGED, "calls", cohort_id, now, ended=len(ended), again=len(again))
    return len(ended)


def forget(now: datetime) -> int:
    """Delete what is older than 90 days; answers how many."""
    gone = db.session.execute(sa.delete(Call).where(Call.made_at < now - KEPT))
    return int(gone.rowcount)  # type: ignore[attr-defined]
