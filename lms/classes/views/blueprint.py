"""The blueprint that every page of the classes hangs on."""

from flask import Blueprint, request

from lms.core.access import Role

pages = Blueprint("classes", __name__, template_folder="../templates")
STAFF = (Role.TRAINER, Role.CADRE, Role.ADMIN)


def id_asked(name: str) -> int | None:
    """A row's id from the address or the form; None for anything that no database could hold."""
    text = request.values.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
