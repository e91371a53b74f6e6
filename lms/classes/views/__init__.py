"""Pages of the classes, one module a topic."""

from flask_babel import lazy_gettext as _l

from lms.classes.views import cohorts, meetings, members, skills
from lms.classes.views.blueprint import pages
from lms.core.access import Role

SECTIONS = [("classes.index", _l("Classes"), (Role.TRAINER, Role.CADRE, Role.ADMIN))]

__all__ = ["SECTIONS", "cohorts", "meetings", "members", "pages", "skills"]
