"""Pages of the handouts, and the papers."""

from flask_babel import lazy_gettext as _l

from lms.handouts.views import about, lists, papers
from lms.handouts.views.blueprint import SECTIONS, pages

# A class's page leads to the papers of what it is taught.
LINKS = {"taught": [("handouts.module", _l("Handouts for this class"), "print")]}

__all__ = ["LINKS", "SECTIONS", "about", "lists", "pages", "papers"]
