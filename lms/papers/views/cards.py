"""Learner cards: chosen, confirmed, made and printed."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classes.models import Cohort
from lms.classes.queries.cohorts import cohort_run_by
from lms.core import clock
from lms.core.access import me, needs
from lms.papers.actions.cards import NewCard, make_cards
from lms.papers.queries.people import chosen_holders, holders_in
from lms.papers.rules.cards import size_of
from lms.papers.views.blueprint import STAFF, base, pages, tongue
from lms.printing.handing import to_fetch
from lms.printing.qr import qr_drawing
from lms.ui.languages import written_in

A_SIDE = 8


@pages.get("/classes/<int:cohort_id>/papers/cards")
@needs(*STAFF)
def cards(cohort_id: int) -> ResponseReturnValue:
    """Whom to print a card for: at first those who have none, or the one named (`?person=`)."""
    return _choose(cohort_run_by(me(), cohort_id))


@pages.route("/classes/<int:cohort_id>/papers/cards/new", methods=["GET", "POST"])
@needs(*STAFF)
def new_cards(cohort_id: int) -> ResponseReturnValue:
    """Asks once more, for the cards before stop working; then makes them and prints them at once."""
    cohort = cohort_run_by(me(), cohort_id)
    chosen = _chosen()
    if not chosen:
        return _choose(cohort, nobody=True)
    holders = chosen_holders(me(), cohort.id, chosen)
    if request.method == "GET":
        return render_template("papers/cards_confirm.html", cohort=cohort, holders=holders, tongue=tongue())
    made = make_cards(holders, me().person_id, clock.now())
    return to_fetch("the-hoc-vien", _drawn(cohort, made), url_for(".index", cohort_id=cohort.id))


def _choose(cohort: Cohort, nobody: bool = False) -> ResponseReturnValue:
    return render_template(
        "papers/cards.html",
        cohort=cohort,
        holders=holders_in(me(), cohort.id),
        chosen=_chosen(),
        nobody=nobody,
        tongue=tongue(),
    )


def _drawn(cohort: Cohort, made: list[NewCard]) -> str:
    address = base() + url_for("people.card")
    with written_in(tongue()):
        return render_template(
            "papers/print_cards.html",
            sides=[made[n : n + A_SIDE] for n in range(0, len(made), A_SIDE)],
            qr=lambda card: qr_drawing(f"{address}#{card.letters}", _("Square code of the card")),
            size_of=size_of,
            cohort=cohort,
            tongue=tongue(),
        )


def _chosen() -> set[int]:
    asked = request.values.getlist("person")[:500]
    return {int(each) for each in asked if each.isascii() and each.isdigit() and len(each) <= 18}
