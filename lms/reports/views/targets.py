"""Setting what a unit wants to reach."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.core import clock
from lms.core.access import Role, me, needs
from lms.core.audit import Deed, record
from lms.core.db import db
from lms.reports import actions, queries
from lms.reports.forms import TargetForm
from lms.reports.rules import TargetInThePast
from lms.reports.views.blueprint import chosen_course, course_in_links, pages

SETTERS = (Role.CADRE, Role.ADMIN)


@pages.route("/reports/<code>/target", methods=["GET", "POST"])
@needs(*SETTERS)
def target(code: str) -> ResponseReturnValue:
    course, now = chosen_course(), clock.now()
    head = queries.unit_in_scope(me(), code, course.slug, clock.today(), SETTERS)
    changes = head.due if head.due and head.due >= clock.today() else None
    form = TargetForm(per_cent=head.target, due=head.due, instead_of=changes)
    if form.validate_on_submit():
        try:
            actions.set_target(
                head.id,
                course.slug,
                **form.values(),
                set_by=me().person_id,
                now=now,
                instead_of=form.replaced(),
            )
        except TargetInThePast as refusal:
            form.refuse("due", refusal.reason)
        else:
            record(me().person_id, Deed.CHANGED, "target", head.code, now, **_kept(form))
            db.session.commit()
            flash(_("The target is set."), "good")
            return redirect(url_for(".unit", code=code, **course_in_links()), code=303)
    return render_template(
        "reports/target.html", unit=head, form=form, changes=changes, carried=course_in_links()
    )


def _kept(form: TargetForm) -> dict[str, object]:
    replaced = form.replaced()
    return {
        "per_cent": form.per_cent.data,
        "due": str(form.due.data),
        **({"instead_of": str(replaced)} if replaced else {}),
    }
