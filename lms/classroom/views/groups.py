"""A quiz on the wall from its making to its summary."""

from secrets import SystemRandom

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.classes.queries.cohorts import cohort_run_by
from lms.classroom.actions import groups as act
from lms.classroom.forms import GroupForm
from lms.classroom.models import GroupWay
from lms.classroom.queries import groups as find
from lms.classroom.rules.counting import counted, to_repeat
from lms.classroom.rules.letters import NothingToAsk, asked_in
from lms.classroom.views.blueprint import STAFF, in_edition, pages, taught
from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.ui.languages import language


@pages.route("/classes/<int:cohort_id>/quizzes/group", methods=["GET", "POST"])
@needs(*STAFF)
def new_group(cohort_id: int) -> ResponseReturnValue:
    cohort = cohort_run_by(me(), cohort_id)
    course, modules = taught(cohort)
    form = GroupForm()
    form.offer_modules(modules, language())
    if form.validate_on_submit():
        module = course.module_by_slug[form["module"].data]
        count, way = int(form["count"].data), GroupWay(form["way"].data)
        rng, now = SystemRandom(), clock.now()
        try:
            made = act.ask_class(cohort, course, module, count, way, me().person_id, rng, now)
        except NothingToAsk as refusal:
            form.refuse("module", refusal.reason)
        else:
            db.session.commit()
            return redirect(url_for(".group", group_id=made), code=303)
    return render_template("classroom/group_form.html", cohort=cohort, form=form)


@pages.get("/classes/quizzes/group/<int:group_id>")
@needs(*STAFF)
def group(group_id: int) -> ResponseReturnValue:
    """To where the class stands now: the question on the wall, or the summary."""
    made, _cohort = find.group_run_by(me(), group_id)
    if made.finished_at:
        return redirect(url_for(".summary", group_id=made.id))
    return redirect(url_for(".group_question", group_id=made.id, position=made.position))


@pages.post("/classes/quizzes/group/<int:group_id>/finish")
@needs(*STAFF)
def finish(group_id: int) -> ResponseReturnValue:
    """End the quiz before its last question."""
    made, _cohort = find.group_run_by(me(), group_id)
    act.finish(made.id, clock.now())
    db.session.commit()
    return redirect(url_for(".summary", group_id=group_id), code=303)


@pages.get("/classes/quizzes/group/<int:group_id>/summary")
@needs(*STAFF)
def summary(group_id: int) -> ResponseReturnValue:
    """What was counted so far; of questions not yet counted it says nothing."""
    made, cohort = find.group_run_by(me(), group_id)
    course, module = in_edition(made)
    counts = find.counts_of(made.id)
    results = [
        counted(asked, counts[asked.position])
        for asked in asked_in(module, made.questions)
        if asked.position in counts
    ]
    return render_template(
        "classroom/group_summary.html",
        made=made,
        cohort=cohort,
        course=course,
        module=module,
        results=results,
        again=to_repeat(module, results),
    )
