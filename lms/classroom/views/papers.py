"""A quiz on paper: made, printed, looked at again."""

from secrets import SystemRandom

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.classes.queries.cohorts import cohort_run_by
from lms.classroom.actions import papers as act
from lms.classroom.forms import PaperForm
from lms.classroom.queries import papers as find
from lms.classroom.queries.heap import heap_of
from lms.classroom.rules.letters import NothingToAsk, asked_in, shown
from lms.classroom.views.blueprint import STAFF, in_edition, pages, taught
from lms.core import audit, clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.core.db import db
from lms.printing.handing import as_pdf
from lms.quizzes import rules as quiz
from lms.ui.languages import language


@pages.route("/classes/<int:cohort_id>/quizzes/paper", methods=["GET", "POST"])
@needs(*STAFF)
def new_paper(cohort_id: int) -> ResponseReturnValue:
    cohort = cohort_run_by(me(), cohort_id)
    course, modules = taught(cohort)
    form = PaperForm()
    form.offer_modules(modules, language())
    if form.validate_on_submit():
        try:
            made = act.make_paper(
                cohort,
                course,
                course.module_by_slug[form["module"].data],
                variants=int(form["variants"].data),
                several=form["several"].data,
                asker_id=me().person_id,
                rng=SystemRandom(),
                now=clock.now(),
            )
        except NothingToAsk as refusal:
            form.refuse("module", refusal.reason)
        else:
            db.session.commit()
            return redirect(url_for(".paper", paper_id=made), code=303)
    return render_template("classroom/paper_form.html", cohort=cohort, form=form)


@pages.get("/classes/quizzes/paper/<int:paper_id>")
@needs(*STAFF)
def paper(paper_id: int) -> ResponseReturnValue:
    """The paper's way from the printer to its results, and who passed."""
    made, cohort = find.paper_run_by(me(), paper_id)
    course, module = in_edition(made)
    heap = heap_of(made, module)
    audit.trace(me().person_id, Deed.SAW, "attempts", made.id, clock.now(), papers=len(heap.marked))
    questions = len(made.drawn[0])
    return render_template(
        "classroom/paper.html",
        made=made,
        cohort=cohort,
        course=course,
        module=module,
        heap=heap,
        questions=questions,
        needed=quiz.needed(questions, course.pass_mark),
        hard=heap.shares(),
        asked=asked_in(module, made.drawn[0]),
    )


@pages.get("/classes/quizzes/paper/<int:paper_id>/sheet.pdf")
@needs(*STAFF)
def sheet_pdf(paper_id: int) -> ResponseReturnValue:
    """The sheet to copy for the class; it names nobody and holds no answer."""
    made, cohort = find.paper_run_by(me(), paper_id)
    course, module = in_edition(made)
    page = render_template(
        "classroom/print_sheet.html",
        made=made,
        cohort=cohort,
        course=course,
        module=module,
        variants=[[(asked, shown(asked)) for asked in asked_in(module, kept)] for kept in made.drawn],
        language_now=language(),
    )
    return as_pdf(f"bai-kiem-tra-{made.code}", page, url_for(".paper", paper_id=paper_id))


@pages.get("/classes/quizzes/paper/<int:paper_id>/grid.pdf")
@needs(*STAFF)
def grid_pdf(paper_id: int) -> ResponseReturnValue:
    """The trainer's sheet: names and empty boxes, to note letters by pen where there is no computer."""
    made, cohort = find.paper_run_by(me(), paper_id)
    _course, module = in_edition(made)
    people = find.rows_of(made)
    page = render_template(
        "classroom/print_grid.html",
        made=made,
        cohort=cohort,
        module=module,
        people=people,
        questions=len(made.drawn[0]),
        language_now=language(),
    )
    audit.trace(me().person_id, Deed.EXPORTED, "attempts", made.id, clock.now(), people=len(people))
    return as_pdf(f"bang-ghi-{made.code}", page, url_for(".paper", paper_id=paper_id))
