"""Signing in and out, the account, languages and text size."""

from flask import Blueprint, Flask, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect

from lms.core.access import public, signed_in
from lms.people import sessions

pages = Blueprint("people", __name__, template_folder="templates")


def init(app: Flask) -> None:
    sessions.init(app)


@pages.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    return "x"


@pages.get("/account")
@signed_in
def account() -> ResponseReturnValue:
    return "x"


@pages.get("/settings")
@public
def settings() -> ResponseReturnValue:
    return "x"


@pages.post("/text-size")
@public
def text_size() -> ResponseReturnValue:
    return redirect(request.form.get("next") or url_for("home.index"), 303)
