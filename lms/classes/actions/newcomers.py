"""People who come into the system through a class: a walk-in, or the lines of a roster."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from lms.classes.actions.members import join
from lms.classes.models import Cohort
from lms.classes.queries.members import seats_of
from lms.classes.rules.roster import NEW, Line, NotEnoughSeats
from lms.core import audit
from lms.core.audit import Deed
from lms.people import actions as people
from lms.people.models import ConsentMethod
from lms.people.rules import CONSENT_PURPOSE, CONSENT_VERSION
from lms.people.rules.roster import Entry


def take_in(cohort: Cohort, entry: Entry, method: ConsentMethod, by: int, now: datetime) -> int:
    """A new person who is a member at once; whoever adds them witnessed their consent. Answers the id.

    Raises:
        ClassFull, ClassClosed: as `join` does.
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
    join(cohort.id, cohort.course, person.id, now)
    audit.record(by, Deed.CREATED, "person", person.id, now, cohort=cohort.id)
    return int(person.id)


def bring_in(cohort: Cohort, person_id: int, by: int, now: datetime) -> bool:
    """Somebody the system knows joins the class; false when they are in it already."""
    joined = join(cohort.id, cohort.course, person_id, now)
    if joined:
        audit.record(by, Deed.CHANGED, "person", person_id, now, joined=cohort.id)
    return joined


def take_in_roster(
    cohort: Cohort, lines: Sequence[Line], choices: Mapping[int, str], by: int, now: datetime
) -> tuple[int, int]:
    """Everybody on the list who is not refused: answers how many are new and how many were known.

    Args:
        choices: by line, the id of the person meant, or `NEW`.

    Raises:
        NotEnoughSeats: when they do not all fit; then nobody is added.
        NotDecided: when a line with matches has no choice.
    """
    coming = [line for line in lines if line.comes]
    decided = [(line.entry, line.decided(choices.get(line.entry.line, line.proposed))) for line in coming]
    free, _closed = seats_of(cohort.id)
    if len(coming) > free:
        raise NotEnoughSeats(free, len(coming))
    created = matched = 0
    for entry, choice in decided:
        if choice == NEW:
            take_in(cohort, entry, ConsentMethod.PAPER, by, now)
            created += 1
        else:
            matched += bring_in(cohort, int(choice), by, now)
    return created, matched
