"""Saving files of a draft, so that nobody's words are lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.core.db import db, insert
from lms.studio import queries
from lms.studio.models import Draft, DraftChange, DraftCopy, DraftFile, DraftState
from lms.studio.queries import Held
from lms.studio.rules.merging import Merged, clashes, merge, settled
from lms.studio.rules.refusals import NotEditable


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a saving. `met` is the file as somebody else saved it meanwhile, if anybody did.

    With clashes in `merged` nothing was saved: somebody has to choose.
    """

    version: int
    met: Held | None = None
    merged: Merged = field(default_factory=list)

    @property
    def clashes(self) -> bool:
        return bool(clashes(self.merged))


def put(draft: Draft, files: Mapping[str, bytes | None], by: int, now: datetime) -> None:
    """Save these files over whatever is there, None to take one out; the former versions stay in the history."""
    _check_editable(draft)
    for path, body in files.items():
        _write(draft, queries.held(draft, path), body, by, now)


def save(
    draft: Draft,
    path: str,
    base: int,
    mine: str,
    by: int,
    now: datetime,
    as_we_write: Callable[[str], str] = str,
) -> Outcome:
    """Save a text that was begun from version `base`. The draft must be held.

    When somebody saved it meanwhile, both changes are put together piece by piece.

    Args:
        as_we_write: how `mine` would have written what others saved, so that only changes differ.
    """
    _check_editable(draft)
    current = queries.held(draft, path)
    if current.version == base or current.text == mine:
        version = _write(draft, current, mine.encode(), by, now) if current.text != mine else current.version
        return Outcome(version)
    before = (queries.version_of(draft, path, base) or b"").decode(errors="replace")
    merged = merge(path, as_we_write(before), mine, as_we_write(current.text))
    if clashes(merged):
        return Outcome(current.version, current, merged)
    text = settled(merged, ())
    if text != current.text:
        return Outcome(_write(draft, current, text.encode(), by, now), current, merged)
    return Outcome(current.version, current, merged)


def _check_editable(draft: Draft) -> None:
    if draft.state is not DraftState.EDITING:
        raise NotEditable


def _write(draft: Draft, current: Held, body: bytes | None, by: int, now: datetime) -> int:
    version = current.version + 1
    change = {"version": version, "body": body, "changed_by": by, "changed_at": now}
    row = db.session.get(DraftFile, (draft.id, current.path))
    if row is None:
        db.session.add(DraftFile(draft_id=draft.id, path=current.path, **change))
    else:
        for name, value in change.items():
            setattr(row, name, value)
    db.session.add(DraftChange(draft_id=draft.id, path=current.path, **change))
    draft.changed_at = now
    db.session.flush()
    return version


def keep_copy(
    draft: Draft, place: str, person_id: int, base: int, filled: dict[str, Any], now: datetime
) -> None:
    """Keep what somebody typed and did not save; only they see it."""
    kept = {"base": base, "filled": filled, "kept_at": now}
    where = {"draft_id": draft.id, "place": place, "person_id": person_id}
    db.session.execute(
        insert(DraftCopy).values(**where, **kept).on_conflict_do_update(index_elements=[*where], set_=kept)
    )


def forget_copy(draft: Draft, place: str, person_id: int) -> None:
    db.session.execute(
        sa.delete(DraftCopy).where(
            DraftCopy.draft_id == draft.id, DraftCopy.place == place, DraftCopy.person_id == person_id
        )
    )


def take_newer_edition(draft: Draft, edition: str, by: int, now: datetime) -> list[str]:
    """Begin from a newer edition and keep what the draft changed. The draft must be held.

    Answers the files that both changed in the same place: there the draft's words stay, and somebody
    should look at what the edition says.
    """
    _check_editable(draft)
    before = queries.edition_files(draft.based_on) if draft.based_on else {}
    newer = queries.edition_files(edition)
    unclear = []
    for path in sorted(queries.saved_at(draft)):
        current = queries.held(draft, path)
        theirs = newer.get(path)
        if theirs is None or theirs == before.get(path) or current.body is None or not _is_text(path):
            continue
        merged = merge(path, before.get(path, b"").decode(), current.text, theirs.decode())
        if clashes(merged):
            unclear.append(path)
            # What the edition says is a version of its own, so that the history can show it.
            current = Held(path, _write(draft, current, theirs, by, now), theirs)
        text = settled(merged, ["mine"] * len(clashes(merged)))
        _write(draft, current, text.encode(), by, now)
    draft.based_on = edition
    db.session.flush()
    return unclear


def _is_text(path: str) -> bool:
    return path.endswith((".md", ".yaml"))
