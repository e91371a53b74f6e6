"""One statement for any number of notes: they travel as one JSON text, as the events of `classes` do."""

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from lms.classes.actions.statements import unpacked
from lms.classes.models import Meeting, MeetingState
from lms.core.db import BigKey, Utc, insert, moment_as_text
from lms.core.prepared import Inside, at_most
from lms.field.models import FieldNote, NoteKind
from lms.field.rules.said import Counted, Shown, digest_of

_note, _meeting = FieldNote.__table__, Meeting.__table__
_COLUMNS = ["id", "kind", "meeting_id", "person_id", "number", "digest", "made_by", "made_at", "received_at"]


def packed(notes: Iterable[tuple[Shown | Counted, int | None]]) -> str:
    """Notes, each with the person it is about, as `ADD_NOTES` reads them."""
    return json.dumps(
        [
            (
                note.id,
                NoteKind.COUNT if isinstance(note, Counted) else NoteKind.SKILL,
                note.meeting_id,
                person,
                note.heads if isinstance(note, Counted) else note.level,
                digest_of(note),
                moment_as_text(note.made_at),
            )
            for note, person in notes
        ]
    )


def _adding() -> Any:
    each, cell = unpacked()
    rows = sa.select(
        cell(0, sa.String()),
        cell(1, sa.String()),
        cell(2, BigKey),
        cell(3, BigKey),
        cell(4, BigKey),
        cell(5, sa.String()),
        sa.bindparam("made_by", type_=BigKey),
        cell(6, Utc()),
        sa.bindparam("received_at", type_=Utc()),
    )
    adding = insert(_note).from_select(_COLUMNS, rows.select_from(each).where(sa.true()))
    return adding.on_conflict_do_nothing(index_elements=["id"])


# Adds the notes whose ids are new.
ADD_NOTES = Inside(_adding)

_LAST_COUNT = (
    sa.select(_note.c.number)
    .where(_note.c.meeting_id == _meeting.c.id, _note.c.kind == NoteKind.COUNT)
    .order_by(_note.c.made_at.desc(), _note.c.id.desc())
    .limit(at_most(1))
    .scalar_subquery()
)


def project_counts(meetings: Iterable[int]) -> Any:
    """The last count becomes the meeting's head count; one confirmed in a closed register stays."""
    return (
        sa.update(Meeting)
        .where(Meeting.id.in_(list(meetings)), Meeting.state == MeetingState.PLANNED)
        .values(head_count=_LAST_COUNT)
        .execution_options(synchronize_session=False)
    )
