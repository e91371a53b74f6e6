"""The public page that says whether a certificate is real. One query, one kept page."""

import json
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from lms.certificates import queries, rules
from lms.certificates.models import CertificateState
from lms.certificates.serials import LENGTH, letters_typed, read_serial
from lms.certificates.signing import our_keys
from lms.certificates.views.blueprint import pages
from lms.core.access import public
from lms.ui.languages import language, text_size_now
from lms.ui.mould import Moulds, slot
from lms.ui.pages import csp_nonce

_moulds = Moulds(at_most=500)


@pages.get("/verify/")
@public
def ask() -> ResponseReturnValue:
    """Type or paste a serial, or the whole address from the QR code."""
    typed = request.args.get("serial", "")
    serial = read_serial(typed)
    if serial:
        return redirect(url_for(".check", serial=serial), code=303)
    letters = len(letters_typed(typed))
    return render_template(
        "certificates/ask.html", asked="serial" in request.args, letters=letters, whole=LENGTH
    )


@pages.get("/verify/<serial>")
@public
def check(serial: str) -> ResponseReturnValue:
    """Valid, revoked, not valid or unknown. Whatever is unknown gets the same answer in the same time.

    The page is kept under everything it depends on, the row's own text included, so a
    row changed in the database is looked at afresh.
    """
    wanted = read_serial(serial)
    found = queries.by_serial(wanted)
    kept_under = (found and (wanted, found), language(), text_size_now())
    page = _moulds.get(kept_under, lambda: _drawn(wanted, found))
    return Response(page.fill(nonce=csp_nonce()), status=200 if found else 404)


def _drawn(serial: str, found: queries.Found | None) -> str:
    """The page for everybody: no session, no name of the reader, no flashed message gets into it."""
    printed: Any = json.loads(found.written) if found else None
    verdict = _verdict(serial, printed, found)
    return render_template(
        "certificates/verify.html",
        verdict=verdict,
        printed=printed,
        date=rules.date_in_words(printed, language()) if verdict in {"valid", "revoked"} else "",
        revoked_at=found.revoked_at if found else None,
        csp_nonce=lambda: slot("nonce"),
        asker=lambda: None,
        get_flashed_messages=lambda **_kinds: [],
    )


def _verdict(serial: str, printed: Any, found: queries.Found | None) -> str:
    if found is None:
        return "unknown"
    if printed.get("serial") != serial or not our_keys().vouch_for(printed, found.signature):
        return "changed"
    return "valid" if found.state == CertificateState.VALID else "revoked"
