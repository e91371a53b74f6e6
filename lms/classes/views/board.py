"""The board: a QR code and six digits for the wall of the hall, new every 30 seconds."""

from typing import Any

import segno
from flask import current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from lms.classes.queries import attendance as queries
from lms.classes.rules import codes
from lms.classes.views.blueprint import pages
from lms.core import clock
from lms.core.access import Role, me, needs
from lms.core.errors import Refusal

STAFF = (Role.TRAINER, Role.CADRE, Role.ADMIN)


@pages.get("/meetings/<int:meeting_id>/board")
@needs(*STAFF)
def board(meeting_id: int) -> ResponseReturnValue:
    meeting = queries.meeting_taught_by(me(), meeting_id)
    address = f"{base_url().split('//', 1)[-1]}/check-in/"
    return render_template("classes/board.html", meeting=meeting, code=_shown(meeting), address=address)


@pages.get("/meetings/<int:meeting_id>/board/code")
@needs(*STAFF)
def board_code(meeting_id: int) -> ResponseReturnValue:
    """What board.js puts on the wall: the code of now and how many are marked."""
    return jsonify(_shown(queries.meeting_taught_by(me(), meeting_id)))


def base_url() -> str:
    """The address that learners' phones reach us at."""
    return str(current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/"))


def check_in_key() -> bytes:
    return codes.key_from(current_app.config["SECRET_KEY"])


def _shown(meeting: Any) -> dict[str, Any]:
    """The code of this moment; outside the meeting's time only the reason why there is none."""
    now = clock.now()
    try:
        codes.check_window(meeting.state, meeting.starts_at, meeting.ends_at, now)
    except Refusal as refusal:
        return {"open": False, "reason": str(refusal.reason)}
    key, step = check_in_key(), codes.step_at(now)
    state = queries.state_of(meeting)
    return {
        "open": True,
        "digits": codes.digits(key, meeting.id, step),
        "qr": _drawn(f"{base_url()}/check-in/{codes.token(key, meeting.id, step)}"),
        "left": codes.seconds_left(now),
        "marked": sum(presence is not None for presence, _event in state.values()),
        "members": len(state),
    }


def _drawn(address: str) -> Markup:
    """The QR code as SVG. Trying all masks for the prettiest takes eight times as long and reads no better."""
    code = segno.make(address, error="m", mask=4, micro=False, boost_error=False)
    return Markup(code.svg_inline(omitsize=True, border=2, svgclass="qr", lineclass=None))  # noqa: S704  ours
