"""Closed meetings that are worth a second look, for whoever answers for them."""

from datetime import timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.classes.queries.honesty import flagged
from lms.classes.views.blueprint import STAFF, pages
from lms.core import clock
from lms.core.access import me, needs

SHOWN_FOR = timedelta(days=60)


@pages.get("/classes/flags")
@needs(*STAFF)
def flags() -> ResponseReturnValue:
    """Counts and words, no names: who it was stands in the register."""
    return render_template("classes/flags.html", meetings=flagged(me(), clock.now() - SHOWN_FOR))
