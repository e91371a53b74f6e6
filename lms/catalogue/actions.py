"""Publishing: a document becomes an edition that never changes, and the one learners are shown."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from lms.catalogue import queries
from lms.catalogue.documents import edition_hash
from lms.catalogue.models import CurrentEdition, Edition
from lms.core import audit
from lms.core.db import db, insert


def publish(documents: Iterable[dict[str, Any]], now: datetime) -> dict[str, str]:
    """Make these the current editions; answers course to hash for those that were not already.

    An edition published before is taken up again, not stored twice.
    """
    current = queries.current_editions()
    published = {}
    for document in documents:
        course, name = document["slug"], edition_hash(document)
        if current.get(course) == name:
            continue
        edition = {"hash": name, "course": course, "document": document, "published_at": now}
        db.session.execute(insert(Edition).values(**edition).on_conflict_do_nothing())
        db.session.execute(
            insert(CurrentEdition)
            .values(course=course, hash=name)
            .on_conflict_do_update(index_elements=["course"], set_={"hash": name})
        )
        audit.record(None, audit.Deed.CHANGED, "course", course, now, edition=name)
        published[course] = name
    return published
