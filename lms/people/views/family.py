"""One phone, several learners: large names, then that person's PIN."""

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect

from lms.core.access import me, public, signed_in
from lms.people import queries
from lms.people.forms import PinForm
from lms.people.models import SignInKind
from lms.people.views import cookies, doors, going, signing
from lms.people.views.blueprint import pages


@pages.get("/switch")
@public
def switch() -> ResponseReturnValue:
    return render_template("people/switch.html", family=cookies.family(), next=going.wanted())


@pages.route("/switch/<int:person_id>", methods=["GET", "POST"])
@public
def switch_to(person_id: int) -> ResponseReturnValue:
    name = dict(cookies.family()).get(person_id)
    if name is None:
        abort(404)
    form = PinForm()
    tried = None
    if form.validate_on_submit():
        tried = doors.try_secret(
            doors.account("person", person_id), str(form.pin.data), lambda: queries.chosen(person_id)
        )
        if tried.people:
            doors.let_in(tried.people[0], SignInKind.PIN, tried.account)
            return going.onward(going.wanted())
        signing.refuse(form, "pin", tried, _("The PIN is not right."))
    return signing.page("people/switch_to.html", tried, form=form, name=name)


@pages.post("/switch/<int:person_id>/remove")
@public
def leave_family(person_id: int) -> ResponseReturnValue:
    """Forget a name on this phone; the person's account stays as it is."""
    cookies.leave_family(person_id)
    return redirect(url_for(".switch"), 303)


@pages.post("/account/family")
@signed_in
def join_family() -> ResponseReturnValue:
    cookies.join_family(me().person_id, me().name)
    return redirect(url_for(".switch"), 303)
