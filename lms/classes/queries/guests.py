"""Names seen online and not placed yet."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from lms.classes.models import OnlineGuest
from lms.classes.queries.files import members_to_match
from lms.core.db import db
from lms.core.errors import Missing
from lms.people.models import Person


def guests_of(meeting_id: int) -> Sequence[Any]:
    """Each name: id, name, and of whom it turned out to be, person_id and person (None before)."""
    return db.session.execute(
        sa.select(OnlineGuest.id, OnlineGuest.name, OnlineGuest.person_id, Person.name.label("person"))
        .outerjoin(Person, Person.id == OnlineGuest.person_id)
        .where(OnlineGuest.meeting_id == meeting_id)
        .order_by(OnlineGuest.name, OnlineGuest.id)
    ).all()


def guest_of(meeting_id: int, guest_id: int) -> Any:
    """One of this meeting's guests.

    Raises:
        Missing: when it is none of them.
    """
    found = next((guest for guest in guests_of(meeting_id) if guest.id == guest_id), None)
    if found is None:
        raise Missing
    return found


def member_to_place(meeting: Any, person_id: int) -> Any:
    """A member of the meeting with the mark that stands.

    Raises:
        Missing: when they are none.
    """
    found = next((member for member in members_to_match(meeting) if member.id == person_id), None)
    if found is None:
        raise Missing
    return found
