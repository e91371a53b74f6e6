"""Putting questions into the bank and retiring them: each publishes a new edition at once.

Editions stay as they are; a learner in the middle of a quiz keeps the one they began with.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from lms.catalogue import bank_queries
from lms.catalogue.actions import publish
from lms.catalogue.bank_models import BankQuestion
from lms.core.db import db


def put(
    course: str,
    module: str,
    documents: Iterable[dict[str, Any]],
    origin_format: str,
    origin_file: str,
    by: int | None,
    now: datetime,
) -> str | None:
    """Keep these questions in a module's bank, in place of those with the same ids.

    Answers the hash of the new edition; None when the course is as it was.

    Raises:
        Missing: when the course is not published.
    """
    files = bank_queries.current_document(course, hold=True)
    here = {row.question_id: row for row in bank_queries.bank_of(course) if row.module == module}
    for document in documents:
        row = here.get(document["id"])
        if row is None:
            row = BankQuestion(course=course, module=module, question_id=document["id"])
            db.session.add(row)
            here[document["id"]] = row
        row.document = document
        row.origin_format, row.origin_file = origin_format, origin_file[:200]
        row.added_by, row.added_at, row.retired_at = by, now, None
    db.session.flush()
    return publish([files], now, by).get(course)


def retire(row: BankQuestion, by: int | None, now: datetime) -> None:
    """Leave this question out from the next attempt on. Twice changes nothing."""
    _set_retired(row, row.retired_at or now, by, now)


def bring_back(row: BankQuestion, by: int | None, now: datetime) -> None:
    """Ask this question again."""
    _set_retired(row, None, by, now)


def _set_retired(row: BankQuestion, retired_at: datetime | None, by: int | None, now: datetime) -> None:
    files = bank_queries.current_document(row.course, hold=True)
    row.retired_at = retired_at
    db.session.flush()
    publish([files], now, by)
