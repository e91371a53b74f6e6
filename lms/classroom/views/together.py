"""A trainer's finger on the glass: the learner says the answers, the trainer touches."""

from secrets import SystemRandom

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classes.queries.cohorts import cohort_run_by
from lms.classes.queries.members import member_of
from lms.classroom.forms import TogetherForm
from lms.classroom.views.blueprint import STAFF, pages, taught
from lms.core import audit, clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.core.db import db
from lms.core.errors import Missing
from lms.core.text import given_name
from lms.quizzes import actions as quizzes
from lms.quizzes import queries as quiz_queries
from lms.quizzes import rules as quiz
from lms.quizzes.models import AttemptWay
from lms.ui.languages import language


@pages.route("/classes/<int:cohort_id>/members/<int:person_id>/quiz", methods=["GET", "POST"])
@needs(*STAFF)
def together(cohort_id: int, person_id: int) -> ResponseReturnValue:
    """Ask the learner, then begin or go on with their quiz; it is recorded who touched."""
    cohort = cohort_run_by(me(), cohort_id)
    member = member_of(cohort.id, person_id)
    if member.left_at is not None:
        raise Missing
    course, modules = taught(cohort)
    form = TogetherForm()
    form.offer_modules([module for module in modules if module.questions], language())
    if form.validate_on_submit():
        now, helper = clock.now(), me().person_id
        module = course.module_by_slug[form["module"].data]
        try:
            attempt = quizzes.start(
                member.id, course, module, SystemRandom(), now, way=AttemptWay.ASSISTED, helped_by=helper
            )
        except quiz.NoAttemptsLeft:
            db.session.rollback()
            flash(
                _("%(name)s has used all tries at this quiz. You can give one more.", name=member.name),
                "stop",
            )
            return redirect(url_for("quizzes.allowances", person_id=person_id, cohort_id=cohort_id), code=303)
        audit.record(helper, Deed.CHANGED, "attempts", attempt.id, now, way=AttemptWay.ASSISTED.value)
        db.session.commit()
        total, answered = len(attempt.questions), quiz_queries.answers_to(attempt.id)
        position = quiz.next_open(total, answered) or total
        return redirect(url_for("quizzes.question", attempt_id=attempt.id, position=position), code=303)
    return render_template(
        "classroom/together.html", cohort=cohort, member=member, given=given_name(member.name), form=form
    )
