"""Finding certificates: one's own, those of the people in one's charge, and by serial for anybody."""

from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from lms.certificates.models import Certificate, CertificateFile
from lms.core.access import Asker, Role
from lms.core.db import db, moment
from lms.core.errors import Missing
from lms.core.prepared import Inside, Lookup
from lms.core.text import fold
from lms.people.models import Person
from lms.places.models import Unit, UnitKind
from lms.places.queries import within

IN_CHARGE = (Role.TRAINER, Role.CADRE, Role.ADMIN)
AT_ONCE = 50

_COLUMNS = (
    Certificate.id,
    Certificate.serial,
    Certificate.person_id,
    Certificate.snapshot,
    Certificate.signature,
    Certificate.state,
    Certificate.awarded_at,
    Certificate.revoked_at,
    Certificate.revoked_because,
)
_OF_PERSON = (
    sa.select(*_COLUMNS)
    .where(Certificate.person_id == sa.bindparam("person_id"))
    .order_by(Certificate.awarded_at.desc(), Certificate.id.desc())
)
# The snapshot as text: the page of a certificate is kept under it, and only parsed when it is drawn.
_BY_SERIAL = Lookup(
    sa.select(
        sa.cast(Certificate.snapshot, sa.Text),
        Certificate.signature,
        Certificate.state,
        Certificate.revoked_at,
    ).where(Certificate.serial == sa.bindparam("serial"))
)
_PDF = sa.select(CertificateFile.pdf).where(CertificateFile.certificate_id == sa.bindparam("id"))
_HOLDER = Inside(
    sa.select(Person.name, Person.language, Unit.path)
    .join(Unit, Unit.id == Person.unit_id)
    .where(Person.id == sa.bindparam("person_id"))
)
_UNIT = Inside(sa.select(Unit.kind, Unit.name).where(Unit.id == sa.bindparam("id")))


class Holder(NamedTuple):
    """What a certificate says of a person, as it is now; `commune` is empty for people of a wider unit."""

    person_id: int
    name: str
    language: str
    commune: str
    province: str


class Found(NamedTuple):
    """A certificate as the driver gives it: `revoked` is a moment in the driver's own form."""

    written: str
    signature: str
    state: str
    revoked: Any

    @property
    def revoked_at(self) -> datetime | None:
        return moment(self.revoked)


def holder(person_id: int) -> Holder:
    """The person as a certificate would print them.

    Raises:
        Missing: when there is no such person.
    """
    rows = _HOLDER.rows(person_id=person_id)
    if not rows:
        raise Missing
    [found] = rows
    units = [_UNIT.rows(id=int(part)) for part in found.path.split("/") if part]
    name_by_kind = {kind: name for [(kind, name)] in units}
    return Holder(
        person_id,
        found.name,
        found.language,
        name_by_kind.get(UnitKind.COMMUNE, ""),
        name_by_kind.get(UnitKind.PROVINCE, ""),
    )


def certificates_of(person_id: int) -> list[sa.Row[Any]]:
    """A person's certificates, revoked ones too, the newest first."""
    return list(db.session.execute(_OF_PERSON, {"person_id": person_id}))


def by_serial(serial: str) -> Found | None:
    """What anybody who has this serial may know; None when nobody was given it."""
    rows = _BY_SERIAL.rows(serial=serial)
    return Found(*rows[0]) if rows else None


def certificate_for(asker: Asker, serial: str) -> sa.Row[Any]:
    """The certificate, if it is the asker's own or its holder is in their charge."""
    mine = Certificate.person_id == asker.person_id
    return _one(asker, serial, sa.or_(mine, within(asker.paths(*IN_CHARGE))))


def certificate_in_charge(asker: Asker, serial: str) -> sa.Row[Any]:
    """The certificate, if its holder lives in a unit that the asker answers for."""
    return _one(asker, serial, within(asker.paths(*IN_CHARGE)))


def _one(asker: Asker, serial: str, allowed: sa.ColumnElement[bool]) -> sa.Row[Any]:
    in_charge = within(asker.paths(*IN_CHARGE)).label("in_charge")
    statement = (
        sa.select(*_COLUMNS, in_charge)
        .join(Person, Person.id == Certificate.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(Certificate.serial == serial, allowed)
    )
    found = db.session.execute(statement).one_or_none()
    if found is None:
        raise Missing
    return found


def issued(asker: Asker, text: str = "", serial: str = "", before: int = 0) -> list[sa.Row[Any]]:
    """Certificates of the people in the asker's charge, the newest first: one more than `AT_ONCE`
    where there are older ones. `text` is looked for in the holder's name, without accents."""
    statement = (
        sa.select(*_COLUMNS)
        .join(Person, Person.id == Certificate.person_id)
        .join(Unit, Unit.id == Person.unit_id)
        .where(within(asker.paths(*IN_CHARGE)))
        .order_by(Certificate.id.desc())
        .limit(AT_ONCE + 1)
    )
    if serial:
        statement = statement.where(Certificate.serial == serial)
    elif text:
        statement = statement.where(Person.search_key.contains(fold(text), autoescape=True))
    if before:
        statement = statement.where(Certificate.id < before)
    return list(db.session.execute(statement))


def kept_pdf(certificate_id: int) -> bytes | None:
    """The drawn paper; None until a worker has drawn it."""
    return db.session.execute(_PDF, {"id": certificate_id}).scalar_one_or_none()


def printed_on(certificate_id: int) -> dict[str, Any] | None:
    """The snapshot of a certificate not drawn yet; None when there is nothing to draw."""
    statement = (
        sa.select(Certificate.snapshot)
        .outerjoin(CertificateFile, CertificateFile.certificate_id == Certificate.id)
        .where(Certificate.id == certificate_id, CertificateFile.certificate_id.is_(None))
    )
    return db.session.execute(statement).scalar_one_or_none()
