"""The one blueprint of this feature."""

from flask import Blueprint

pages = Blueprint("people", __name__, template_folder="../templates")
