"""What the phone brings back."""

from typing import Any

from flask import abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.field.actions.answer import Answer, Asked, OtherCount
from lms.field.actions.sync import sync as take_in
from lms.field.forms import BadEvents, events_in
from lms.field.views.blueprint import STAFF, pages, whose_phone
from lms.field.views.news import conflicts_told


@pages.post("/field/sync")
@needs(*STAFF)
def sync() -> ResponseReturnValue:
    """Events in any order; the answer says of each what became of it. Sent again, it answers the same."""
    now = clock.now()
    try:
        sent = request.get_json()
        events, unreadable, skew = events_in(sent, now)
    except BadEvents:
        abort(400)
    if sent.get("who") != whose_phone():
        abort(409)  # another trainer's events: nothing is said in somebody else's name
    answer = take_in(me(), events, unreadable, now, skew)
    db.session.commit()
    return jsonify(_told(answer))


def _told(answer: Answer) -> dict[str, Any]:
    return {
        "kept": answer.kept,
        "already": answer.already,
        "refused": [
            {"id": each.id, "reason": str(each.reason), "again": each.again} for each in answer.refused
        ],
        "asked": [_question(each) for each in answer.asked],
        "people": answer.people,
        "news": conflicts_told(answer.conflicts, answer.names, me().person_id)
        + [{"id": each.id, "words": _other_count(each)} for each in answer.counts],
        "marks": answer.marks,
    }


def _question(asked: Asked) -> dict[str, Any]:
    people = [
        {"id": each.id, "name": each.name, "born": each.birth_year, "village": each.unit_name}
        for each in asked.people
    ]
    return {"id": asked.walk_in.id, "people": people}


def _other_count(count: OtherCount) -> str:
    words = {"mine": count.mine, "name": count.name, "theirs": count.theirs}
    if count.mine_stands:
        return _("%(name)s counted %(theirs)d people, you counted %(mine)d later. %(mine)d stands.", **words)
    return _("You counted %(mine)d people, %(name)s counted %(theirs)d later. %(theirs)d stands.", **words)
