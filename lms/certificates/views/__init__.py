"""One's own certificates, those in one's charge, and the page where anybody checks one."""

from flask_babel import lazy_gettext as _l

from lms.certificates.queries import IN_CHARGE
from lms.certificates.views import mine, staff, verify
from lms.certificates.views.blueprint import pages

__all__ = ["SECTIONS", "mine", "pages", "staff", "verify"]

SECTIONS = [("certificates.issued", _l("Certificates"), IN_CHARGE)]
