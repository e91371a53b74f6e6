"""Call lists: of a class, of a volunteer, and one call."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from lms.classes.queries.cohorts import cohort_run_by
from lms.classes.queries.presences import made_up_in, presences_in
from lms.core import audit, clock
from lms.core.access import me, needs, signed_in
from lms.core.audit import Deed
from lms.core.db import db
from lms.keeping.actions import calls as act
from lms.keeping.forms import OutcomeForm
from lms.keeping.models import NextStep, Outcome
from lms.keeping.queries import calls as find
from lms.keeping.queries.trend import falling_classes
from lms.keeping.rules.calls import (
    OUTCOMES,
    SCRIPT,
    STEPS,
    NobodyToCall,
    ending,
    may_see_phone,
    solved_by_calling,
)
from lms.keeping.rules.trend import words
from lms.keeping.views.blueprint import STAFF, pages
from lms.ui.languages import day, hour


@pages.get("/calls/")
@signed_in
def index() -> ResponseReturnValue:
    """What is mine to do; for staff also where something is open."""
    asker, now = me(), clock.now()
    mine = find.calls_of(asker.person_id, now)
    classes = find.open_by_class(asker, now) if asker.has(*STAFF) else []
    if mine:
        audit.trace(asker.person_id, Deed.SAW, "calls", asker.person_id, now, people=len(mine))
    falling = [(row, words(each)) for row, each in falling_classes(asker)] if asker.has(*STAFF) else []
    return render_template("keeping/index.html", mine=mine, classes=classes, falling=falling)


@pages.get("/classes/<int:cohort_id>/calls")
@needs(*STAFF)
def of_class(cohort_id: int) -> ResponseReturnValue:
    cohort, now = cohort_run_by(me(), cohort_id), clock.now()
    calls, ended = find.calls_of_class(cohort.id, now), find.ended_in(cohort.id)
    shown = {call.person_id for call in (*calls, *ended)}
    audit.trace(me().person_id, Deed.SAW, "calls", cohort.id, now, people=len(shown))
    return render_template(
        "keeping/of_class.html",
        cohort=cohort,
        calls=calls,
        ended=_with_endings(cohort.id, ended),
        volunteers=find.volunteers_for(cohort),
        outcomes=OUTCOMES,
        steps=STEPS,
    )


@pages.post("/classes/<int:cohort_id>/calls/give")
@needs(*STAFF)
def give(cohort_id: int) -> ResponseReturnValue:
    """The calls ticked go to the volunteer chosen; with none ticked, all of them."""
    cohort, now = cohort_run_by(me(), cohort_id), clock.now()
    known = {str(row.id): row for row in find.volunteers_for(cohort)}
    chosen = known.get(request.form.get("caller", ""))
    if chosen is None:
        raise NobodyToCall
    open_now = {str(row.id): row.id for row in find.calls_of_class(cohort.id, now)}
    ticked = [open_now[each] for each in request.form.getlist("call") if each in open_now]
    count = act.give(cohort.id, chosen.id, ticked or list(open_now.values()), me().person_id, now)
    name = chosen.name
    db.session.commit()
    flash(
        ngettext(
            "%(name)s has %(num)d call to make.", "%(name)s has %(num)d calls to make.", count, name=name
        )
    )
    return redirect(url_for(".of_class", cohort_id=cohort_id), code=303)


@pages.route("/calls/<int:call_id>", methods=["GET", "POST"])
@signed_in
def call(call_id: int) -> ResponseReturnValue:
    """Whom to call, what to say, and how it went; of a call that is over, how it ended."""
    asker, row = me(), find.call_for(me(), call_id, clock.now())
    form = OutcomeForm()
    if row.solved_at is not None:
        return _over(row)
    if form.validate_on_submit():
        outcome, step = Outcome(form.outcome.data), NextStep(form.step.data)
        solved = act.note(row, outcome, step, asker.person_id, clock.now())
        db.session.commit()
        flash(_("Noted. This call is done.") if solved else _("Noted. It stays on the list."), "good")
        return redirect(url_for(".index"), code=303)
    note = audit.trace if request.method == "GET" else audit.record
    note(asker.person_id, Deed.SAW, "person", row.person_id, clock.now(), call=row.id)
    db.session.commit()
    sees = may_see_phone(find.is_staff_for(asker.person_id, row.cohort_id), row.agreed)
    return render_template(
        "keeping/call.html",
        call=row,
        form=form,
        phone=row.phone if sees else None,
        hidden=bool(row.phone) and not sees,
        say=_script(row),
    )


def _over(row: Any) -> ResponseReturnValue:
    if request.method == "POST":
        return redirect(url_for(".call", call_id=row.id), code=303)
    [(_call, how)] = _with_endings(row.cohort_id, [row])
    audit.trace(me().person_id, Deed.SAW, "person", row.person_id, clock.now(), call=row.id)
    return render_template("keeping/call_over.html", call=row, how=how)


def _with_endings(cohort_id: int, calls: Sequence[Any]) -> list[tuple[Any, str]]:
    """Each call with how it ended, and before that how it went when somebody had called in vain."""
    if not calls:
        return []
    presences, made_up = presences_in(cohort_id), made_up_in(cohort_id)
    told = []
    for call in calls:
        at = made_up.get((call.person_id, call.meeting_id))
        presence = presences.get(call.person_id, {}).get(call.meeting_id)
        how = str(ending(call, presence, day(at) if at else None))
        if call.outcome and not solved_by_calling(call):
            how = f"{OUTCOMES[call.outcome]}, {STEPS[call.next_step]} · {how}"
        told.append((call, how))
    return told


def _script(row: Any) -> str:
    when = f"{day(row.starts_at)}, {hour(row.starts_at)}"
    return str(SCRIPT[row.why]) % {"name": row.cohort_name, "when": when, "place": row.place}
