"""The doors of this feature: joining, signing in, the account, and the people in one's charge."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from lms.people import queries, sessions
from lms.people.views import account, family, joining, set_up, settings, signing, staff, words
from lms.people.views.blueprint import pages

SECTIONS = [("people.index", _l("People"), queries.STAFF)]

__all__ = [
    "SECTIONS",
    "account",
    "family",
    "init",
    "joining",
    "pages",
    "set_up",
    "settings",
    "signing",
    "staff",
    "words",
]


def init(app: Flask) -> None:
    sessions.init(app)
