"""Pages of keeping people, one module a topic."""

from flask_babel import lazy_gettext as _l

from lms.keeping.views import calls, phones, reminders, trend
from lms.keeping.views.blueprint import STAFF, pages

SECTIONS = [("keeping.index", _l("Calls"), STAFF)]
LINKS = {
    "cohort": [
        ("keeping.of_class", _l("Call list"), "call"),
        ("keeping.trend", _l("Attendance over time"), "chart"),
    ],
    "helper": [("keeping.index", _l("See whom to call"), "call")],
    "meeting": [("keeping.to_tell", _l("Whom to remind"), "sound")],
    "me": [("keeping.my_reminders", _l("Reminders"), "sound")],
}

__all__ = ["LINKS", "SECTIONS", "calls", "pages", "phones", "reminders", "trend"]
