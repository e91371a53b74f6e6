"""Who is signed in, and a fresh token: asked before anything is sent."""

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from lms.core.access import needs
from lms.field.views.blueprint import STAFF, claim, pages, whose_phone


@pages.get("/field/hello")
@needs(*STAFF)
def hello() -> ResponseReturnValue:
    return claim(jsonify(who=whose_phone(), token=generate_csrf()))
