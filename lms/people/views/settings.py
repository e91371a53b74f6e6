"""Language and text size, for everybody, remembered on the phone."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from lms.core.access import public
from lms.core.db import db
from lms.people import actions
from lms.people.views import cookies, going
from lms.people.views.blueprint import pages
from lms.ui.languages import LANGUAGE_NAMES, LANGUAGES, TEXT_SIZES, text_size_now


@pages.get("/settings")
@public
def settings() -> ResponseReturnValue:
    return render_template("people/settings.html", languages=LANGUAGE_NAMES, next=going.wanted())


@pages.post("/language")
@public
def language() -> ResponseReturnValue:
    chosen = request.form.get("language", "")
    if chosen in LANGUAGES:
        cookies.keep("language", chosen)
        if current_user.is_authenticated:
            actions.set_language(current_user.person_id, chosen)
            db.session.commit()
    return going.onward(going.wanted())


@pages.post("/text-size")
@public
def text_size() -> ResponseReturnValue:
    now_at = TEXT_SIZES.index(text_size_now())
    step = {"smaller": -1, "larger": 1}.get(request.form.get("size", ""), 0)
    cookies.keep("text", TEXT_SIZES[max(0, min(now_at + step, len(TEXT_SIZES) - 1))])
    return going.onward(going.wanted())
