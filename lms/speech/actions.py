"""Taking a recording in, taking it out, bringing it back, and forgetting it for good."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from lms.core import audit
from lms.core.db import db, insert
from lms.places.models import Unit
from lms.speech.models import Recording, Sound
from lms.speech.rules import KEPT, Taken

AT_ONCE = 200  # others wait for a transaction on SQLite


@dataclass(frozen=True, slots=True)
class Place:
    """The step that a text is read for, and the unit whose authors answer for the recording."""

    unit_id: int
    course: str
    module: str
    lesson: str
    step: int
    title: str


def record(taken: Taken, language: str, digest: str, place: Place, by: int, now: datetime) -> Recording:
    """From now on this text is played with this recording; the one before it is put away."""
    name = hashlib.sha256(taken.body).hexdigest()[:32]
    # Two colleagues who record the same text at the same moment come one after the other.
    db.session.execute(sa.select(Unit.id).where(Unit.id == place.unit_id).with_for_update())
    db.session.execute(insert(Sound).values(name=name, body=taken.body).on_conflict_do_nothing())
    _put_away(language, digest, now)
    made = Recording(
        language=language,
        digest=digest,
        name=name,
        size=len(taken.body),
        milliseconds=taken.milliseconds,
        unit_id=place.unit_id,
        course=place.course,
        module=place.module,
        lesson=place.lesson,
        step=place.step,
        title=place.title[:200],
        made_by=by,
        made_at=now,
    )
    db.session.add(made)
    db.session.flush()
    audit.record(by, audit.Deed.CREATED, "recording", made.id, now, language=language, digest=digest)
    return made


def take_out(recording: Recording, by: int, now: datetime) -> None:
    """The text is read by the phone's voice again. Done twice, it is done."""
    if recording.out_at is None:
        recording.out_at = now
        audit.record(by, audit.Deed.CHANGED, "recording", recording.id, now, out=True)


def bring_back(recording: Recording, by: int, now: datetime) -> None:
    """The text is played with this recording again, and the one in its place is put away."""
    if recording.out_at is not None:
        _put_away(recording.language, recording.digest, now)
        recording.out_at = None
        db.session.flush()
        audit.record(by, audit.Deed.CHANGED, "recording", recording.id, now, out=False)


def _put_away(language: str, digest: str, now: datetime) -> None:
    db.session.execute(
        sa.update(Recording)
        .where(Recording.language == language, Recording.digest == digest, Recording.out_at.is_(None))
        .values(out_at=now)
    )


def forget_put_away(now: datetime) -> int:
    """Delete recordings that were put away and that nobody brought back in time, at most `AT_ONCE` of them.

    Answers how many these were; 0 when none is left.
    """
    over = sa.select(Recording.id).where(Recording.out_at < now - KEPT).order_by(Recording.id).limit(AT_ONCE)
    return forget(db.session.scalars(over).all(), now)


def forget(recording_ids: Sequence[int], now: datetime) -> int:
    """Delete these recordings, and the sounds that no other recording plays; answers how many."""
    names = db.session.scalars(
        sa.delete(Recording).where(Recording.id.in_(recording_ids)).returning(Recording.name)
    ).all()
    if names:
        in_use = sa.exists().where(Recording.name == Sound.name)
        db.session.execute(sa.delete(Sound).where(Sound.name.in_(names), ~in_use))
        audit.record(None, audit.Deed.CHANGED, "recording", "", now, forgotten=len(names))
    return len(names)
