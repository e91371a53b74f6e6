"""What is printed and in which words; what may be revoked."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from babel import dates
from flask_babel import lazy_gettext as _l

from lms.certificates.models import CertificateState
from lms.core.errors import Refusal
from lms.core.text import fold
from lms.learning.models import Track
from lms.ui.languages import LANGUAGES

HOW = {
    Track.CLASS: _l("Attended the class, passed the quiz and showed the practical skills"),
    Track.SELF_STUDY: _l("Studied alone and passed the quiz"),
}
_DATE = {"vi": "'ngày' d 'tháng' M 'năm' y", "en": "d MMMM y", "fr": "d MMMM y"}
_LONG, _LONGEST = 26, 40  # letters that fit on one line of the paper in the large and the middle size


class AlreadyRevoked(Refusal):
    reason = _l("This certificate is revoked already.")


class NoPaper(Refusal):
    reason = _l("This certificate was revoked, so it cannot be printed any more.")


def check_revocable(state: CertificateState) -> None:
    if state is not CertificateState.VALID:
        raise AlreadyRevoked


def check_printable(state: CertificateState) -> None:
    """A revoked certificate is not handed out: on paper nobody sees that it no longer counts."""
    if state is not CertificateState.VALID:
        raise NoPaper


def language_of(wanted: str) -> str:
    """The language a certificate is written in for a holder who wants this one."""
    return wanted if wanted in LANGUAGES else "vi"


def title_of(printed: Mapping[str, Any]) -> str:
    """What was completed: the module, or the programme, or else the course."""
    return str(printed["module"] or printed.get("path") or printed["course"])


def date_in_words(printed: Mapping[str, Any], language: str) -> str:
    """The printed date as said in this language."""
    words = str(dates.format_date(date.fromisoformat(printed["date"]), _DATE[language], locale=language))
    return f"1er{words[1:]}" if language == "fr" and words.startswith("1 ") else words


def size_of(text: str) -> str:
    """How large a line is set so that it fits the paper: "", "long" or "longest"."""
    return "longest" if len(text) > _LONGEST else "long" if len(text) > _LONG else ""


def file_name(printed: Mapping[str, Any]) -> str:
    """A name any system can keep: plain letters, digits and hyphens only."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(printed["name"])).strip("-")[:60]
    return (
        "-".join(part for part in ("giay-xac-nhan", plain, printed["serial"][-6:].lower()) if part) + ".pdf"
    )
