"""Where to go next: only ever a page of ours."""

from flask import request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.utils import redirect


def local(target: str | None) -> str:
    """The path when it is one of ours, else ""."""
    target = target or ""
    ours = (
        target.startswith("/")
        and not target.startswith(("//", "/\\"))
        and len(target) <= 500
        and target.isprintable()
        and "\\" not in target
    )
    return target if ours else ""


def wanted() -> str:
    """The page somebody wanted before they were asked to sign in; "" for none."""
    return local(request.values.get("next"))


def onward(target: str = "") -> ResponseReturnValue:
    return redirect(local(target) or url_for("home.index"), 303)


def picked(allowed: list[int]) -> int | None:
    """The person whose button was pressed, if it was one of those shown."""
    raw = request.form.get("person_id", "")
    return next((each for each in allowed if str(each) == raw), None)
