"""Where the pages hang, and what they share."""

from flask import Blueprint, current_app, request
from flask_babel import lazy_gettext as _l

from lms.core.access import Role
from lms.ui.languages import LANGUAGES

pages = Blueprint("papers", __name__, template_folder="../templates")
STAFF = (Role.TRAINER, Role.CADRE, Role.ADMIN)
SECTIONS = [("papers.calendar", _l("Calendar"), STAFF)]


def tongue() -> str:
    """The language of the papers: the one chosen (`?in=fr`), else Vietnamese, whoever asks for them."""
    chosen = request.values.get("in", "")
    return chosen if chosen in LANGUAGES else "vi"


def base() -> str:
    """How addresses on paper begin."""
    return str(current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/"))
