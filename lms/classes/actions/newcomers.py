"""People who come into the system through a class: a walk-in, or the lines of a roster.

Nobody is sent away from a full class: they stand in line, and whoever brought them is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lms.classes.actions.seats import add_seats, ask_for_seat
from lms.classes.models import Cohort
from lms.classes.queries.cohorts import lock
from lms.classes.queries.members import ids_of_members, seats_of
from lms.classes.rules.roster import NEW, Line
from lms.core import audit
from lms.core.audit import Deed
from lms.people import actions as people
from lms.people.models import ConsentMethod
from lms.people.rules import CONSENT_PURPOSE, CONSENT_VERSION
from lms.people.rules.roster import Entry


@dataclass(slots=True)
class TakenIn:
    """What became of a list: how many are new, how many were known, and how many of both wait in line."""

    new: int = 0
    known: int = 0
    waiting: int = 0


def take_in(cohort: Cohort, entry: Entry, method: ConsentMethod, by: int, now: datetime) -> tuple[int, int]:
    """A new person with a seat, or the last place in line; whoever adds them witnessed their consent.

    Answers the id and the place in line, 0 for a seat.

    Raises:
        ClassClosed: when the class takes nobody any more.
    """
    person = people.add_person(
        entry.name,
        entry.birth_year,
        entry.unit_id,
        now,
        phone=entry.phone,
        sex=entry.sex,
        created_by=by,
    )
    people.record_consent(person.id, CONSENT_PURPOSE, CONSENT_VERSION, method, now, witness_id=by)
    audit.record(by, Deed.CREATED, "person", person.id, now, cohort=cohort.id)
    return int(person.id), bring_in(cohort, person.id, by, now)


def bring_in(cohort: Cohort, person_id: int, by: int, now: datetime) -> int:
    """Somebody the system knows gets a seat, or the last place in line; answers the place, 0 for a seat.

    Raises:
        ClassClosed: when the class takes nobody any more.
    """
    place = ask_for_seat(cohort.id, person_id, now)
    came = {"line": cohort.id} if place else {"joined": cohort.id}
    audit.record(by, Deed.CHANGED, "person", person_id, now, **came)
    return place


def take_in_roster(
    cohort: Cohort,
    lines: Sequence[Line],
    choices: Mapping[int, str],
    by: int,
    now: datetime,
    *,
    with_seats: bool = False,
) -> TakenIn:
    """Everybody on the list who is not refused, in its order: whom no seat is left for waits in line.

    Args:
        choices: by line, the id of the person meant, or `NEW`.
        with_seats: put in as many seats as are missing, past the line.

    Raises:
        NotDecided: when a line with matches has no choice; then nobody is added.
        TooManySeats: when no class may be so large; alike.
    """
    coming = [line for line in lines if line.comes]
    decided = [(line.entry, line.decided(choices.get(line.entry.line, line.proposed))) for line in coming]
    lock(cohort.id)
    free, _closed = seats_of(cohort.id)
    if with_seats and len(decided) > free:
        add_seats(cohort.id, len(decided) - free, by, now)
    here, taken = ids_of_members(cohort.id), TakenIn()
    for entry, choice in decided:
        if choice == NEW:
            _person, place = take_in(cohort, entry, ConsentMethod.PAPER, by, now)
            taken.new += 1
        elif int(choice) in here:
            continue
        else:
            place = bring_in(cohort, int(choice), by, now)
            here.add(int(choice))
            taken.known += 1
        taken.waiting += place > 0
    return taken
