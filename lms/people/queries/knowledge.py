"""What the system knows about one person, for that person and for staff in charge."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from lms.core.db import db
from lms.people.models import Card, Consent, Person, SignIn

# Never told, not even to the person: they open doors, or would help to.
_SECRET = ("hash", "totp", "key", "secret", "token")


def consents_of(person_id: int) -> Sequence[Consent]:
    return db.session.scalars(
        sa.select(Consent).where(Consent.person_id == person_id).order_by(Consent.given_at)
    ).all()


def card_in_force(person_id: int) -> Card | None:
    """The card that opens the door now; None when none was issued or the last was revoked."""
    return db.session.scalars(
        sa.select(Card)
        .where(Card.person_id == person_id, Card.revoked_at.is_(None))
        .order_by(Card.issued_at.desc())
        .limit(1)
    ).first()


def sign_ins_of(person_id: int, limit: int = 10) -> Sequence[SignIn]:
    return db.session.scalars(
        sa.select(SignIn).where(SignIn.person_id == person_id).order_by(SignIn.id.desc()).limit(limit)
    ).all()


def everything_about(person_id: int) -> dict[str, list[dict[str, Any]]]:
    """Every row about a person, table by table, read from the schema so that no feature is forgotten.

    Rows about a person carry `person_id`; rows that hang on such a row (answers
    on an attempt) come with it. A row that is somebody else's and names the person in
    another part (who is to call) comes with what its column says may be told (`info["told"]`).
    What somebody did as staff to others is not in here.
    """
    known = {"person": _rows(Person.__table__, Person.__table__.c.id == person_id)}
    for table in db.metadata.sorted_tables:
        if "person_id" in table.c:
            known[table.name] = _rows(table, table.c.person_id == person_id)
        else:
            for column, parent in _hangs_on(table):
                mine = sa.select(parent.c.id).where(parent.c.person_id == person_id)
                known[table.name] = _rows(table, column.in_(mine))
        for column in table.columns:
            if "told" in column.info:
                known[f"{table.name}.{column.name}"] = _rows(table, column == person_id, column.info["told"])
    return {name: rows for name, rows in known.items() if rows}


def _hangs_on(table: sa.Table) -> Iterator[tuple[sa.Column[Any], sa.Table]]:
    for column in table.columns:
        for foreign in column.foreign_keys:
            parent = foreign.column.table
            if "person_id" in parent.c and foreign.column.name == "id":
                yield column, parent


def _rows(
    table: Any, where: sa.ColumnElement[bool], only: Sequence[str] | None = None
) -> list[dict[str, Any]]:
    told = [
        column
        for column in table.columns
        if not any(word in column.name for word in _SECRET) and (only is None or column.name in only)
    ]
    return [dict(row) for row in db.session.execute(sa.select(*told).where(where)).mappings()]
