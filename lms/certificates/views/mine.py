"""My certificates: the list, one of them, and its paper."""

import base64

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.certificates import queries, rules, waiting
from lms.certificates.qr import qr_code
from lms.certificates.serials import read_serial
from lms.certificates.views.blueprint import note_seen, origin, pages
from lms.core.access import me, signed_in
from lms.core.audit import Deed
from lms.ui.languages import language


@pages.get("/certificates/")
@signed_in
def index() -> ResponseReturnValue:
    return render_template("certificates/index.html", certificates=queries.certificates_of(me().person_id))


@pages.get("/certificates/<serial>")
@signed_in
def show(serial: str) -> ResponseReturnValue:
    """One certificate on the screen, for its holder and the staff in charge."""
    certificate = queries.certificate_for(me(), read_serial(serial))
    note_seen(me(), Deed.SAW, certificate)
    address = origin() + url_for("certificates.check", serial=certificate.serial)
    return render_template(
        "certificates/show.html",
        certificate=certificate,
        date=rules.date_in_words(certificate.snapshot, language()),
        address=address,
        qr="data:image/png;base64," + base64.b64encode(qr_code(address)).decode(),
    )


@pages.get("/certificates/<serial>.pdf")
@signed_in
def pdf(serial: str) -> ResponseReturnValue:
    """The paper to print. The worker draws it when first asked for; until then, 202 and a kind page."""
    certificate = queries.certificate_for(me(), read_serial(serial))
    rules.check_printable(certificate.state)
    note_seen(me(), Deed.EXPORTED, certificate)
    paper = queries.kept_pdf(certificate.id) or waiting.for_pdf(certificate.id, origin())
    if paper is None:
        page = render_template("certificates/being_drawn.html", serial=certificate.serial)
        return page, 202, {"Retry-After": "5"}
    answer = Response(paper, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{rules.file_name(certificate.snapshot)}"'
    return answer
