"""How a draft begins: empty, from a zip, from an edition, or as one lesson of a unit's own."""

from collections.abc import Mapping
from datetime import datetime

from lms.core import audit
from lms.core.db import db
from lms.studio import queries
from lms.studio.actions.files import put
from lms.studio.models import Draft, DraftKind, DraftState
from lms.studio.rules.names import slug_for


def begin(
    title: str, files: Mapping[str, bytes], unit_id: int, by: int, now: datetime, wish: str = ""
) -> Draft:
    """A course of a unit's own, made of these files; `wish` is the short name it should have if it is free."""
    slug = slug_for(wish or title, queries.course_slugs())
    draft = _made(DraftKind.COURSE, slug, title, unit_id, None, by, now)
    put(draft, files, by, now)
    return draft


def begin_from_edition(course: str, edition: str, title: str, unit_id: int, by: int, now: datetime) -> Draft:
    """The next edition of a published course.

    Raises:
        NoFiles: the edition's files are not kept.
    """
    queries.edition_files(edition)
    return _made(DraftKind.COURSE, course, title, unit_id, edition, by, now)


def begin_lesson(
    course: str, edition: str, module: str, lesson: str, title: str, unit_id: int, by: int, now: datetime
) -> Draft:
    """One lesson as a unit wants it.

    Raises:
        NoFiles: the edition's files are not kept.
    """
    queries.edition_files(edition)
    draft = _made(DraftKind.LOCAL_LESSON, course, title, unit_id, edition, by, now)
    draft.module, draft.lesson = module, lesson
    db.session.flush()
    return draft


def _made(
    kind: DraftKind, course: str, title: str, unit_id: int, based_on: str | None, by: int, now: datetime
) -> Draft:
    draft = Draft(
        kind=kind,
        course=course,
        title=title[:200],
        unit_id=unit_id,
        state=DraftState.EDITING,
        based_on=based_on,
        made_by=by,
        made_at=now,
        changed_at=now,
        note="",
        reason="",
        module="",
        lesson="",
    )
    db.session.add(draft)
    db.session.flush()
    audit.record(by, audit.Deed.CREATED, "draft", draft.id, now, course=course)
    return draft
