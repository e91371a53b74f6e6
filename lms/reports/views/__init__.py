"""Completion rates from the country down to the person, targets, and sheets to send on."""

from flask_babel import lazy_gettext as _l

from lms.reports.queries import STAFF
from lms.reports.views import attendance, classes, exports, people, rates, targets
from lms.reports.views.blueprint import pages

__all__ = ["SECTIONS", "attendance", "classes", "exports", "pages", "people", "rates", "targets"]

SECTIONS = [("reports.index", _l("Completion rates"), STAFF)]
