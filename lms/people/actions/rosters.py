"""Adding everybody on a sheet at once."""

from collections.abc import Collection, Iterable
from datetime import datetime

import sqlalchemy as sa

from lms.core.db import db
from lms.core.text import fold, sort_key
from lms.people.models import Consent, ConsentMethod, Person
from lms.people.rules import CONSENT_PURPOSE, CONSENT_VERSION
from lms.people.rules.roster import Entry, State


def add_roster(
    entries: Iterable[Entry],
    also: Collection[int],
    method: ConsentMethod,
    witness_id: int | None,
    now: datetime,
) -> list[int]:
    """Add the new entries, and of the likely ones those whose line is in `also`; answers the ids."""
    people = [
        Person(
            name=entry.name,
            search_key=fold(entry.name),
            sort_key=sort_key(entry.name),
            name_key=entry.key,
            birth_year=entry.birth_year,
            sex=entry.sex,
            unit_id=entry.unit_id,
            phone=entry.phone,
            language="vi",
            created_at=now,
            created_by=witness_id,
        )
        for entry in entries
        if entry.state is State.NEW or (entry.state is State.LIKELY and entry.line in also)
    ]
    if not people:
        return []
    db.session.add_all(people)
    db.session.flush()
    agreed = [
        {
            "person_id": person.id,
            "purpose": CONSENT_PURPOSE,
            "version": CONSENT_VERSION,
            "method": method,
            "witness_id": witness_id,
            "given_at": now,
        }
        for person in people
    ]
    db.session.execute(sa.insert(Consent), agreed)
    return [person.id for person in people]
