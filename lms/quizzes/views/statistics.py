"""What the answers say about the questions: for authors, never about people."""

from typing import Any

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.catalogue.questions import QuestionKind
from lms.core import clock
from lms.core.access import Role, me, needs
from lms.core.sheets import write_csv, write_xlsx
from lms.learning.editions import courses_in_charge
from lms.quizzes.queries import appeals, corrections
from lms.quizzes.queries import statistics as queries
from lms.quizzes.rules import corrections as corrected
from lms.quizzes.rules import figures, key, tables, wording
from lms.quizzes.rules.statistics import SHOWN_FROM
from lms.quizzes.views import pages, words
from lms.quizzes.views.look import Look
from lms.ui.languages import full_date, language

AUTHORS = (Role.AUTHOR, Role.ADMIN)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/quizzes/statistics/")
@needs(*AUTHORS)
def statistics() -> ResponseReturnValue:
    """Every quiz, how many people handed it in, and what waits for an author."""
    return render_template(
        "quizzes/staff_statistics.html",
        courses=courses_in_charge(me()),
        people=queries.taken(me()),
        waiting=appeals.count_open(me()),
        may_correct=corrections.may_correct(me()),
    )


@pages.get("/quizzes/statistics/<course>/<module>")
@needs(*AUTHORS)
def statistics_module(course: str, module: str) -> ResponseReturnValue:
    look = Look(course, module)
    rows = look.rows()
    return render_template(
        "quizzes/staff_module.html",
        look=look,
        rows=tables.ordered(rows, look.order),
        waiting=appeals.open_by_question(me(), course, module),
        corrected={each.question_id for each in corrections.in_force_now(course, module)},
        sentence=words.sentence,
        kinds=words.KINDS,
        orders=words.ORDERS,
    )


@pages.get("/quizzes/statistics/<course>/<module>/sheet.<any(csv, xlsx):kind>")
@needs(*AUTHORS)
def statistics_sheet(course: str, module: str, kind: str) -> ResponseReturnValue:
    """The same table to take along."""
    look = Look(course, module)
    header = [
        _("Number"),
        _("Id"),
        _("Question"),
        _("Kind"),
        _("Lesson"),
        _("Difficulty"),
        _("Answers"),
        _("Right, per cent"),
        _("Tells apart, per cent"),
        _("Best third less last third, per cent"),
        _("“I don't know yet”, per cent"),
        _("Median seconds"),
        _("Advice"),
    ]
    lines = [_line(row) for row in tables.ordered(look.rows(), look.order)]
    name = f"{course}-{module}"
    if kind == "csv":
        return _attached(write_csv(header, lines), "text/csv", f"{name}.csv")
    notes = [look.told(), _("As of %(day)s", day=full_date(clock.now()))]
    title = look.module.short.in_(language())
    return _attached(write_xlsx(title, header, lines, notes), _XLSX, f"{name}.xlsx")


@pages.get("/quizzes/statistics/<course>/<module>/<question_id>")
@needs(*AUTHORS)
def statistics_question(course: str, module: str, question_id: str) -> ResponseReturnValue:
    """One question: who chose what, as shares of all, of the best third and of the last."""
    look = Look(course, module)
    row = look.row(question_id)
    question = row.question
    in_force = [
        (each.id, words.CORRECTED[each.kind], corrected.from_kept(each.response))
        for each in corrections.in_force_now(course, module)
        if each.question_id == question_id and each.holds_in(look.course.edition)
    ]
    return render_template(
        "quizzes/staff_question.html",
        look=look,
        row=row,
        figures=row.figures,
        question=question,
        right=key.right_response(question),
        says=lambda response: wording.in_words(question, response, language()),
        counts_right=lambda line: figures.is_right(question, line, whole=not row.figures.chosen),
        one_choice=question.kind in {QuestionKind.SINGLE, QuestionKind.TRUE_FALSE},
        kept=corrected.as_kept,
        in_force=in_force,
        sentence=words.sentence,
        letter=words.letter,
        kinds=words.KINDS,
        least=SHOWN_FROM,
        may_correct=corrections.may_correct(me()),
    )


def _line(row: tables.Row) -> list[Any]:
    question, its = row.question, row.figures

    def per_cent(share: float | None) -> float | None:
        return None if share is None else round(100 * share, 1)

    return [
        row.number,
        question.id,
        question.ask.in_(language()),
        str(words.KINDS[question.kind]),
        question.lesson,
        question.difficulty,
        its.answers,
        per_cent(its.facility),
        per_cent(its.discrimination),
        per_cent(its.upper_less_lower),
        per_cent(its.unknown),
        its.seconds,
        " ".join(words.sentence(question, each) for each in row.advice),
    ]


def _attached(content: bytes, mimetype: str, name: str) -> Response:
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
