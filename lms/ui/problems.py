"""What a reader sees when something cannot be done: one plain page, nothing technical."""

from flask import Flask, current_app, g, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError, SQLAlchemyError, StatementError
from werkzeug.exceptions import HTTPException

from lms.core.db import db
from lms.core.errors import Missing, Refusal


def init(app: Flask) -> None:
    app.register_error_handler(Missing, lambda error: problem(404))
    app.register_error_handler(Refusal, lambda refusal: problem(409, str(refusal.reason)))
    app.register_error_handler(CSRFError, lambda error: problem(400, _stale()))
    app.register_error_handler(HTTPException, lambda error: problem(error.code or 500))
    app.register_error_handler(Exception, unexpected)


def _stale() -> str:
    return _(
        "This page was open for too long. Go back, copy what you typed, "
        "then load it again and send it once more."
    )


def problem(code: int, reason: str = "") -> ResponseReturnValue:
    """A plain page that says what happened and what to do; nothing technical."""
    db.session.rollback()
    heading, usual = {
        400: (
            _("This did not work"),
            _("Something in the address or the form cannot be read. Go back and try once more."),
        ),
        403: (_("This page is not open to you"), _("Ask the person who looks after your class.")),
        404: (_("This page is not here"), _("The address may be wrong, or the page is not open to you.")),
        405: (_("This did not work"), _("Go back and use the button on the page.")),
        409: (_("This cannot be done now"), ""),
        413: (_("This file is too large"), _("Choose a file of at most 5 MB.")),
        429: (_("Wait a little"), _("There were too many tries. Wait a few minutes, then try once more.")),
        503: (_("We are busy for a moment"), _("Wait a little, then try once more. Nothing is lost.")),
    }.get(
        code,
        (
            _("This did not work"),
            _("Something went wrong on our side. Nothing you did caused it. Try once more in a minute."),
        ),
    )
    return render_template("ui/problem.html", heading=heading, reason=reason or usual), code


def unexpected(error: Exception) -> ResponseReturnValue:
    """The last resort: values no database can hold are the asker's error, the rest is ours."""
    if isinstance(error, UnicodeError | OverflowError | RecursionError) or (
        isinstance(error, StatementError)
        and isinstance(error.orig, UnicodeError | OverflowError | ValueError)
    ):
        return problem(400)
    current_app.logger.exception("unexpected error", exc_info=error)
    if isinstance(error, SQLAlchemyError):
        # The page must not ask a database that does not answer who is reading.
        g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]
    answer = make_response(problem(503 if isinstance(error, OperationalError) else 500))
    if answer.status_code == 503:
        answer.headers["Retry-After"] = "10"
    return answer
