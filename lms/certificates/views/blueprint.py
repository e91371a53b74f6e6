"""Where the views of this feature hang, and what they share."""

from typing import Any

from flask import Blueprint, current_app, request

from lms.certificates import rules
from lms.certificates.serials import grouped
from lms.core import audit, clock
from lms.core.access import Asker

pages = Blueprint("certificates", __name__, template_folder="../templates")
pages.add_app_template_filter(grouped, "serial")
pages.add_app_template_filter(rules.title_of, "certificate_title")


def origin() -> str:
    """The address others reach us at: the setting, else the one this reader used."""
    return str(current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/"))


def note_seen(asker: Asker, deed: audit.Deed, certificate: Any) -> None:
    """Staff who look at another person's certificate leave a trace; one's own leaves none."""
    if certificate.person_id != asker.person_id:
        note(asker, deed, "certificate", certificate.id)


def note(asker: Asker, deed: audit.Deed, subject: str, subject_id: object, **detail: Any) -> None:
    """Leave a trace, from a page that otherwise only reads."""
    audit.trace(asker.person_id, deed, subject, subject_id, clock.now(), **detail)
