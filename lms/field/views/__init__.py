"""Pages and answers of the trainer's app."""

from flask_babel import lazy_gettext as _l

from lms.core.access import Role
from lms.field.views import app, hello, packet, sync
from lms.field.views.blueprint import pages

SECTIONS = [("field.index", _l("Teach without a network"), (Role.TRAINER,))]
LINKS = {"meetings": [("field.take_along", _l("Take along for no network"), "offline")]}

__all__ = ["LINKS", "SECTIONS", "app", "hello", "packet", "pages", "sync"]
