"""Skills observed: a trainer ticks what a member shows on the phone."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.catalogue import shelf
from lms.classes.actions.skills import observe
from lms.classes.forms.skills import read_levels
from lms.classes.queries import members as find_members
from lms.classes.queries import overview
from lms.classes.queries.cohorts import cohort_run_by
from lms.classes.queries.skills import best_of
from lms.classes.views.blueprint import STAFF, id_asked, pages
from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.core.errors import Missing


@pages.route("/classes/<int:cohort_id>/skills", methods=["GET", "POST"])
@needs(*STAFF)
def skills(cohort_id: int) -> ResponseReturnValue:
    """A module's skills: one skill of everybody, everything of one member, or the whole grid."""
    cohort = cohort_run_by(me(), cohort_id)
    course = shelf.course(cohort.course)
    modules = overview.modules_of(cohort, course)
    asked = {name: request.args.get(name) for name in ("module", "skill", "view")}
    module = next((each for each in modules if asked["module"] in (None, each.slug)), None)
    if module is None:
        raise Missing
    one_member = id_asked("member")
    members = [
        row
        for row in find_members.members_of(cohort.id)
        if row.left_at is None and one_member in (None, row.id)
    ]
    shown = list(module.skills)
    if one_member is None and asked["view"] != "all":
        shown = [skill for skill in shown if skill.id == asked["skill"]] or shown[:1]
    if request.method == "POST":
        levels = read_levels(request.form, [row.id for row in members], [skill.id for skill in shown])
        written = observe(cohort, course, module, levels, me().person_id, clock.now())
        db.session.commit()
        flash(
            ngettext("%(num)d skill is noted.", "%(num)d skills are noted.", written)
            if written
            else _("Nothing new to note. The best level counts, so a level never goes down."),
            "good",
        )
        return redirect(
            url_for(
                ".skills",
                cohort_id=cohort_id,
                module=module.slug,
                skill=asked["skill"],
                member=one_member,
                view=asked["view"],
            ),
            code=303,
        )
    return render_template(
        "classes/skills.html",
        cohort=cohort,
        modules=modules,
        module=module,
        members=members,
        only=members[0] if one_member is not None and members else None,
        everything=asked["view"] == "all",
        shown=shown,
        best=best_of([row.id for row in members], course.slug, module.slug),
    )
