"""Pages of the papers and calendars, one module a topic."""

from flask_babel import lazy_gettext as _l

from lms.papers.views import addresses, calendar, cards, drafts, feed, hub, sheets
from lms.papers.views.blueprint import SECTIONS, pages

# What other pages lead to: a class's and a meeting's papers, a person's calendar.
LINKS = {
    "class": [("papers.index", _l("Papers of the class"), "print")],
    "meeting": [("papers.of_meeting", _l("Papers for this meeting"), "print")],
    "me": [("papers.calendar", _l("Calendar"), "calendar")],
}

__all__ = ["LINKS", "SECTIONS", "addresses", "calendar", "cards", "drafts", "feed", "hub", "pages", "sheets"]
