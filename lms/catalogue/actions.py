"""Publishing: a document becomes an edition that never changes, and the one learners are shown."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from lms.catalogue import bank_queries, queries, replacing
from lms.catalogue.bank import composed
from lms.catalogue.documents import edition_hash
from lms.catalogue.models import CurrentEdition, Edition, EditionPackage, Origin, Picture
from lms.core import audit
from lms.core.db import db, insert

_KINDS = {"svg": "image/svg+xml", "webp": "image/webp"}


def publish(
    documents: Iterable[dict[str, Any]],
    now: datetime,
    by: int | None = None,
    *,
    packages: Mapping[str, bytes] | None = None,
    origin: Origin | None = None,
) -> dict[str, str]:
    """Make these the current editions; answers course to hash for those that were not already.

    Every edition holds the files' questions and the bank's, so that publishing loses none.
    An edition published before is taken up again, not stored twice.

    Args:
        packages: course to the zip of its files; None where the files are those of the edition before.
        origin: who decided; None leaves this as it was.
    """
    files = list(documents)
    # Held first: questions that somebody puts into the bank in this moment are in it when this goes on.
    current = queries.current_editions(hold=[each["slug"] for each in files])
    kept = bank_queries.kept_of([each["slug"] for each in files])
    published = {}
    for document in (composed(each, kept[each["slug"]]) for each in files):
        course, name = document["slug"], edition_hash(document)
        new = current.get(course) != name
        if new:
            edition = {"hash": name, "course": course, "document": document, "published_at": now}
            db.session.execute(insert(Edition).values(**edition).on_conflict_do_nothing())
            audit.record(by, audit.Deed.CHANGED, "course", course, now, edition=name)
            published[course] = name
            if course in current:
                replacing.note(course, current[course], name, document, now)
        if new or packages:
            before = queries.package(current.get(course, "")) if packages is None else None
            _keep_package(name, (packages or {}).get(course) or before)
        if new or origin:
            _make_current(course, name, origin)
    return published


def _make_current(course: str, name: str, origin: Origin | None) -> None:
    change = {"hash": name} | ({"origin": origin} if origin else {})
    db.session.execute(
        insert(CurrentEdition)
        .values(course=course, **{"origin": Origin.FILES} | change)
        .on_conflict_do_update(index_elements=["course"], set_=change)
    )


def _keep_package(name: str, package: bytes | None) -> None:
    if package is not None:
        row = {"edition": name, "body": package}
        db.session.execute(insert(EditionPackage).values(**row).on_conflict_do_nothing())


def keep_pictures(pictures: Mapping[str, bytes]) -> None:
    """Store the drawn pictures of editions, by name; one that is there already stays as it is.

    To be done before the edition that shows them is published, in the same transaction.
    """
    for name, body in sorted(pictures.items()):
        row = {"name": name, "kind": _KINDS[name.rpartition(".")[2]], "body": body}
        db.session.execute(insert(Picture).values(**row).on_conflict_do_nothing())
