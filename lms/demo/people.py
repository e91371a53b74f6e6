"""The demo's people: staff and learners with sign-ins, and everybody else from a roster."""

import random
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

import pyotp

from lms.demo import names, story
from lms.people import actions, hashing
from lms.people.models import ConsentMethod, Sex
from lms.people.rules import CONSENT_PURPOSE, CONSENT_VERSION
from lms.places.models import Unit


@dataclass(frozen=True, slots=True)
class Account:
    """A sign-in to hand out: a phone number and a PIN, or for staff a password and a TOTP key."""

    role: str
    name: str
    sign_in: str
    secret: str
    totp: str | None
    unit: str

    def as_row(self) -> dict[str, str | None]:
        return asdict(self)


def add(
    name: str,
    born: int,
    unit_id: int,
    now: datetime,
    *,
    woman: bool | None = None,
    phone: str | None = None,
    by: int | None = None,
) -> int:
    sex = None if woman is None else Sex.FEMALE if woman else Sex.MALE
    person = actions.add_person(name, born, unit_id, now, phone=phone, sex=sex, created_by=by)
    actions.record_consent(
        person.id, CONSENT_PURPOSE, CONSENT_VERSION, ConsentMethod.PAPER, now, witness_id=by
    )
    return person.id


def add_staff(units: Mapping[str, Unit], now: datetime) -> tuple[dict[str, int], list[Account]]:
    """Everybody with a role, by name, and their sign-ins."""
    ids, accounts = {}, []
    for each in story.STAFF:
        unit = units[each.at]
        person_id = add(each.name, each.birth_year, unit.id, now, phone=each.phone)
        password, totp = f"hoc-{secrets.token_hex(5)}", pyotp.random_base32()
        actions.set_staff_secrets(person_id, hashing.hash_secret(password), totp)
        actions.give_role(person_id, each.role, unit.id, None, now)
        ids[each.name] = person_id
        accounts.append(Account(each.role.value, each.name, each.phone, password, totp, unit.name))
    return ids, accounts


def add_learners(units: Mapping[str, Unit], by: int, now: datetime) -> tuple[dict[str, int], list[Account]]:
    """The learners whose sign-ins are handed out."""
    ids, accounts = {}, []
    for each in story.LEARNERS:
        unit = units[each.village]
        person_id = add(each.name, each.birth_year, unit.id, now, phone=each.phone, by=by)
        pin = f"{secrets.randbelow(900_000) + 100_000}"
        actions.set_pin(person_id, hashing.hash_secret(pin))
        ids[each.name] = person_id
        accounts.append(Account("trainee", each.name, each.phone, pin, None, unit.name))
    return ids, accounts


def add_villagers(
    rng: random.Random, unit_id: int, how_many: int, by: int | None, now: datetime
) -> list[int]:
    """People from a roster: most over 55, none with an account."""
    ids = []
    for _ in range(how_many):
        name, woman = names.person(rng)
        ids.append(add(name, rng.randint(1946, 1976), unit_id, now, woman=woman, by=by))
    return ids
