"""Pages of the classes, one module a topic."""

from flask_babel import lazy_gettext as _l

from lms.classes.views import (
    board,
    check_in,
    closing,
    cohorts,
    files,
    honesty,
    kiosk,
    line,
    meetings,
    members,
    newcomers,
    online,
    open_class,
    planning,
    register,
    seats,
    sheets,
    skills,
    watching,
)
from lms.classes.views.blueprint import pages
from lms.core.access import Role

SECTIONS = [("classes.index", _l("Classes"), (Role.TRAINER, Role.CADRE, Role.ADMIN))]

__all__ = [
    "SECTIONS",
    "board",
    "check_in",
    "closing",
    "cohorts",
    "files",
    "honesty",
    "kiosk",
    "line",
    "meetings",
    "members",
    "newcomers",
    "online",
    "open_class",
    "pages",
    "planning",
    "register",
    "seats",
    "sheets",
    "skills",
    "watching",
]
