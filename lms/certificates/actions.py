"""Awarding, drawing and revoking certificates."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from lms.catalogue.content import Course, Path
from lms.certificates import rules
from lms.certificates.models import Certificate, CertificateFile, CertificateState
from lms.certificates.queries import Holder, certificate_in_charge
from lms.certificates.serials import new_serial
from lms.certificates.signing import Keys
from lms.core import audit, clock
from lms.core.access import Asker
from lms.core.db import db, insert
from lms.core.prepared import Inside, given
from lms.learning.models import Track

_certificate: Any = Certificate.__table__


def _awarded() -> Any:
    columns = ("serial", "completion_id", "person_id", "snapshot", "signature", "state", "awarded_at")
    return (
        insert(_certificate)
        .values(given(_certificate, *columns))
        .on_conflict_do_nothing(index_elements=["completion_id"])
        .returning(_certificate.c.serial)
    )


_AWARD = Inside(_awarded)


def award(
    completion_id: int,
    holder: Holder,
    course: Course,
    module: str,
    track: Track,
    how: str,
    now: datetime,
    *,
    issuer: str,
    keys: Keys,
    path: Path | None = None,
    modules: Sequence[str] = (),
) -> str | None:
    """Award the certificate of a completion; None when it has one already.

    Everything printed is copied here: a person renamed, a course rewritten or a unit
    merged later changes no certificate.

    Args:
        module: the module's slug, or "" for the whole course; a path's id with `path`.
        how: what the track asked of the holder, in the holder's language.
        modules: slugs of the modules that the completion rests on; usually known by `module`.
    """
    language = rules.language_of(holder.language)
    if not modules:
        modules = [module] if module else [each.slug for each in course.required]
    shown = [course.module_by_slug[slug] for slug in modules]
    snapshot = {
        "format": 1,
        "serial": new_serial(),
        "name": holder.name,
        "commune": holder.commune,
        "province": holder.province,
        "language": language,
        "course": course.title.in_(language),
        "course_language": course.title.language_for(language),
        "module": shown[0].title.in_(language) if module and not path else "",
        **({"path": path.title.in_(language)} if path else {}),
        "modules": [{"title": each.title.in_(language), "competency": each.competency} for each in shown],
        "track": track.value,
        "how": how,
        "date": clock.local(now).date().isoformat(),
        "issuer": issuer,
        "edition": course.edition,
        "key": keys.key_id,
    }
    awarded = _AWARD.rows(
        serial=snapshot["serial"],
        completion_id=completion_id,
        person_id=holder.person_id,
        snapshot=snapshot,
        signature=keys.sign(snapshot),
        state=CertificateState.VALID,
        awarded_at=now,
    )
    return awarded[0].serial if awarded else None


def keep_pdf(certificate_id: int, pdf: bytes, now: datetime) -> None:
    """Keep the drawn paper; the first one drawn stays."""
    db.session.execute(
        insert(CertificateFile)
        .values(certificate_id=certificate_id, pdf=pdf, drawn_at=now)
        .on_conflict_do_nothing(index_elements=["certificate_id"])
    )


def revoke(asker: Asker, serial: str, because: str, now: datetime) -> None:
    """Withdraw a certificate for good.

    Raises:
        Missing: when its holder is not in the asker's charge.
        AlreadyRevoked: also for the slower of two people who revoke at once.
    """
    certificate = certificate_in_charge(asker, serial)
    rules.check_revocable(certificate.state)
    changed = db.session.execute(
        sa.update(Certificate)
        .where(Certificate.id == certificate.id, Certificate.state == CertificateState.VALID)
        .values(
            state=CertificateState.REVOKED,
            revoked_at=now,
            revoked_by=asker.person_id,
            revoked_because=because,
        )
        .returning(Certificate.id)
    ).scalar_one_or_none()
    if changed is None:
        raise rules.AlreadyRevoked
    audit.record(asker.person_id, audit.Deed.REVOKED, "certificate", certificate.id, now)
