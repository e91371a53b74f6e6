"""The blueprint that every page of the classes hangs on."""

from flask import Blueprint

pages = Blueprint("classes", __name__, template_folder="../templates")
