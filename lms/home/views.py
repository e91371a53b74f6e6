"""The first page of each person."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from lms.core.access import public

pages = Blueprint("home", __name__, template_folder="templates")


@pages.get("/")
@public
def index() -> ResponseReturnValue:
    return render_template("ui/problem.html", heading="x", reason="")
