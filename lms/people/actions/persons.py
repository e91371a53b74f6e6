"""Adding persons, and changing what is known about them."""

from datetime import datetime

import sqlalchemy as sa

from lms.core.db import db, insert
from lms.core.text import fold, nfc, sort_key
from lms.people.actions.sessions import end_sign_ins
from lms.people.models import Consent, ConsentMethod, Person, Sex
from lms.people.rules import name_key
from lms.people.signals import moved


def add_person(
    name: str,
    birth_year: int,
    unit_id: int,
    now: datetime,
    *,
    phone: str | None = None,
    sex: Sex | None = None,
    language: str = "vi",
    created_by: int | None = None,
) -> Person:
    """A new person, flushed so that the id is known. Nobody is ever merged by name."""
    person = Person(
        birth_year=birth_year,
        unit_id=unit_id,
        phone=phone or None,
        sex=sex,
        language=language,
        created_at=now,
        created_by=created_by,
    )
    _call(person, name)
    db.session.add(person)
    db.session.flush()
    return person


def record_consent(
    person_id: int,
    purpose: str,
    version: str,
    method: ConsentMethod,
    now: datetime,
    witness_id: int | None = None,
) -> None:
    """That this person agreed; agreeing twice to the same words is one consent."""
    given = {
        "person_id": person_id,
        "purpose": purpose,
        "version": version,
        "method": method,
        "witness_id": witness_id,
        "given_at": now,
    }
    db.session.execute(
        insert(Consent)
        .values(**given)
        .on_conflict_do_nothing(index_elements=["person_id", "purpose", "version"])
    )


def correct(person: Person, name: str, birth_year: int, phone: str | None, sex: Sex | None) -> list[str]:
    """Put right what was written wrongly; answers the names of the fields that changed."""
    before = (person.name, person.birth_year, person.phone, person.sex)
    _call(person, name)
    person.birth_year, person.phone, person.sex = birth_year, phone or None, sex
    after = (person.name, person.birth_year, person.phone, person.sex)
    names = ("name", "birth_year", "phone", "sex")
    return [field for field, old, new in zip(names, before, after, strict=True) if old != new]


def move(person: Person, unit_id: int, now: datetime) -> None:
    """The person lives in another unit now; the counts of both units follow.

    Where they live is read anew: two people may move one person at once.
    """
    db.session.refresh(person, ["unit_id"], with_for_update=True)
    left = person.unit_id
    if left == unit_id:
        return
    person.unit_id = unit_id
    db.session.flush()
    moved.send(person_id=person.id, from_unit_id=left, to_unit_id=unit_id, now=now)


def disable(person: Person, now: datetime) -> None:
    """Out at once, on every phone; nothing the person did is lost."""
    person.disabled_at = person.disabled_at or now
    end_sign_ins(person.id, now)


def enable(person: Person) -> None:
    person.disabled_at = None


def set_pin(person_id: int, pin_hash: str) -> None:
    db.session.execute(sa.update(Person).where(Person.id == person_id).values(pin_hash=pin_hash))


def set_staff_secrets(person_id: int, password_hash: str, totp_key: str, totp_last_step: int = 0) -> None:
    """What staff sign in with; the step of a code already used may not be used again."""
    db.session.execute(
        sa.update(Person)
        .where(Person.id == person_id)
        .values(password_hash=password_hash, totp_key=totp_key, totp_last_step=totp_last_step)
    )


def use_totp_step(person_id: int, step: int) -> bool:
    """Spend a code: true for the first who does, false for every later one."""
    spent = db.session.execute(
        sa.update(Person)
        .where(Person.id == person_id, Person.totp_last_step < step)
        .values(totp_last_step=step)
    )
    return bool(spent.rowcount)  # type: ignore[attr-defined]


def set_language(person_id: int, language: str) -> None:
    db.session.execute(sa.update(Person).where(Person.id == person_id).values(language=language))


def _call(person: Person, name: str) -> None:
    person.name = nfc(name)
    person.search_key = fold(name)
    person.sort_key = sort_key(person.name)
    person.name_key = name_key(name)
