"""The certificate as a PDF. Imported by the worker only: the press is large and slow to load."""

from collections.abc import Mapping
from typing import Any

from flask import current_app
from flask_babel import force_locale

from lms.certificates import rules
from lms.certificates.qr import qr_code
from lms.certificates.serials import grouped
from lms.printing.press import pdf_of


def drawn(printed: Mapping[str, Any], origin: str) -> bytes:
    """The PDF of a certificate in its holder's language."""
    language = printed["language"]
    with force_locale(language):
        html = current_app.jinja_env.get_template("certificates/paper.html").render(
            printed=printed,
            title=rules.title_of(printed),
            date=rules.date_in_words(printed, language),
            serial=grouped(printed["serial"]),
            place=", ".join(part for part in (printed["commune"], printed["province"]) if part),
            check_at=origin.partition("://")[2] + "/verify/",
            size_of=rules.size_of,
        )
    return pdf_of(html, {"asset:qr.png": qr_code(f"{origin}/verify/{printed['serial']}")})
