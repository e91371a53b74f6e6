"""Who is signed in, and a fresh token: asked before anything is sent."""

from flask import jsonify
from flask.typing import ResponseReturnValue

from lms.core.access import me, signed_in
from lms.field.views.blueprint import STAFF, claim, pages, whose_phone
from lms.ui.tokens import csrf_token


@pages.get("/field/hello")
@signed_in
def hello() -> ResponseReturnValue:
    """`who` is null for a person who takes no class along: the page is open to all, and says so in words."""
    if not me().has(*STAFF):
        return jsonify(who=None)
    return claim(jsonify(who=whose_phone(), token=csrf_token()))
