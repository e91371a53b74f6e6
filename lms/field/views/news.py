"""What a trainer is told of another one's words."""

from collections.abc import Iterable
from typing import Any

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.classes.rules.conflicts import Conflict
from lms.core import clock
from lms.core.access import me, needs
from lms.field.queries import packet as queries
from lms.field.queries import standing
from lms.field.views.blueprint import STAFF, classes_asked, pages, whose_phone


@pages.get("/field/news")
@needs(*STAFF)
def news() -> ResponseReturnValue:
    """The news of a packet alone, for a phone that has nothing to send; with the marks as they stand in those meetings."""
    asker = me()
    overruled = queries.outweighed_lately(asker, classes_asked(), clock.now())
    names = standing.names_in(overruled) if overruled else {}
    meetings = {each.stands.meeting_id for each in overruled}
    told = conflicts_told(overruled, names, asker.person_id)
    return jsonify(who=whose_phone(), news=told, marks=standing.marks_of(meetings) if meetings else {})


def conflicts_told(found: Iterable[Conflict], names: dict[int, str], reader: int) -> list[dict[str, Any]]:
    """Each under the id of the trainer's own word; `by` is the other one, so that what was read is told once."""
    told = []
    for each in found:
        own, other = each.seen_by(reader)
        words = _("%(person)s: %(words)s", person=names[own.person_id], words=each.words(names, reader))
        told.append({"id": own.id, "by": other.id, "words": words})
    return told
