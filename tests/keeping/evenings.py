"""Closed evenings of a class of four, for what is said of how attendance goes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from lms.classes.actions.attendance import mark
from lms.classes.models import Cohort, MarkSource, MeetingState, Presence
from lms.classes.rules.events import event_id
from tests.classes import make
from tests.world import World


def held(world: World, cohort: Cohort, came: Sequence[int], now: datetime) -> tuple[int, list[int]]:
    """So many of the four came to each; answers the last meeting and the four. The caller commits."""
    people = make.members(world, cohort, 4)
    for number, here in enumerate(came):
        lesson = make.meeting(
            cohort, number + 1, now - timedelta(days=30 - number), state=MeetingState.CONFIRMED
        )
        said = [
            (
                event_id(lesson.id, person, number),
                person,
                Presence.PRESENT if n < here else Presence.ABSENT,
                now,
            )
            for n, person in enumerate(people)
        ]
        mark(lesson.id, said, MarkSource.REGISTER, world.people["lan"], now)
    return int(lesson.id), people
