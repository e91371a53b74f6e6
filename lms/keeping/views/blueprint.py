"""The blueprint that every page of keeping people hangs on."""

from flask import Blueprint

from lms.core.access import Role

pages = Blueprint("keeping", __name__, template_folder="../templates")
STAFF = (Role.TRAINER, Role.CADRE, Role.ADMIN)
