"""Taking the questions of a plan into the bank."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from lms.catalogue import bank_actions
from lms.catalogue.actions import keep_pictures
from lms.core import audit
from lms.interop.rules import Line


def take(
    course: str,
    module: str,
    lines: Iterable[Line],
    pictures: Mapping[str, bytes],
    kind: str,
    filename: str,
    by: int | None,
    now: datetime,
) -> int:
    """Keep what the plan takes or changes, and publish it at once; answers how many questions that were."""
    documents = [line.question for line in lines if line.question is not None]
    if not documents:
        return 0
    shown = {document["picture"] for document in documents if document["kind"] == "hotspot"}
    keep_pictures({name: body for name, body in pictures.items() if name in shown})
    bank_actions.put(course, module, documents, kind, filename, by, now)
    audit.record(
        by,
        audit.Deed.CREATED,
        "questions",
        f"{course}/{module}"[:60],
        now,
        number=len(documents),
        format=kind,
    )
    return len(documents)
