"""Publishing: a document becomes an edition that never changes, and the one learners are shown."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from lms.catalogue import bank_queries, queries
from lms.catalogue.bank import composed
from lms.catalogue.documents import edition_hash
from lms.catalogue.models import CurrentEdition, Edition, Picture
from lms.core import audit
from lms.core.db import db, insert


def publish(documents: Iterable[dict[str, Any]], now: datetime, by: int | None = None) -> dict[str, str]:
    """Make these the current editions; answers course to hash for those that were not already.

    Every edition holds the files' questions and the bank's, so that publishing loses none.
    An edition published before is taken up again, not stored twice.
    """
    current = queries.current_editions()
    files = list(documents)
    kept = bank_queries.kept_of([each["slug"] for each in files])
    published = {}
    for document in (composed(each, kept[each["slug"]]) for each in files):
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
        audit.record(by, audit.Deed.CHANGED, "course", course, now, edition=name)
        published[course] = name
    return published


def keep_pictures(pictures: Mapping[str, bytes]) -> None:
    """Store the drawn pictures of editions, by name; one that is there already stays as it is.

    To be done before the edition that shows them is published, in the same transaction.
    """
    for name, body in sorted(pictures.items()):
        row = {"name": name, "kind": "image/svg+xml", "body": body}
        db.session.execute(insert(Picture).values(**row).on_conflict_do_nothing())
