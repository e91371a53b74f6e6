"""What comes next, as a list that needs no calendar; and the addresses for those who have one."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.core import clock
from lms.core.access import Asker, Role, me, signed_in
from lms.papers.models import Purpose
from lms.papers.queries.addresses import OVERSEERS, feeds_of
from lms.papers.queries.meetings import coming_for
from lms.papers.views.blueprint import pages
from lms.places.queries import units_covered

SHOWN = 20
MOST_UNITS = 3


@pages.get("/calendar")
@signed_in
def calendar() -> ResponseReturnValue:
    asker, now = me(), clock.now()
    units = units_covered(asker, *OVERSEERS) if asker.has(*OVERSEERS) else []
    wanted: list[tuple[Purpose, Any]] = [(purpose, None) for purpose in _purposes(asker)]
    wanted += [(Purpose.UNIT, unit) for unit in units[:MOST_UNITS]]
    lists = [
        (purpose, unit, coming_for(purpose, asker.person_id, unit.path if unit else "", now, SHOWN))
        for purpose, unit in wanted
    ]
    feeds = {(feed.purpose, feed.unit_id): feed for feed in feeds_of(asker)}
    return render_template("papers/calendar.html", lists=lists, feeds=feeds, shown=SHOWN)


def _purposes(asker: Asker) -> list[Purpose]:
    """A learner's is everybody's; who teaches sees that first."""
    return [Purpose.TEACHING, Purpose.LEARNING] if asker.has(Role.TRAINER) else [Purpose.LEARNING]
