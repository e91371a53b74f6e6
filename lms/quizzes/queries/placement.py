"""One person's placements."""

from typing import Any

import sqlalchemy as sa

from lms.core.access import Asker
from lms.core.db import db
from lms.core.errors import Missing
from lms.core.prepared import at_most
from lms.learning.models import Enrolment
from lms.quizzes.models.placement import Placement, PlacementState

_placement = Placement.__table__.c
_COLUMNS = (
    _placement.id,
    _placement.course,
    _placement.edition,
    _placement.state,
    _placement.asked,
    _placement.answered,
    _placement.result,
)
_OF_COURSE = (
    _placement.person_id == sa.bindparam("person_id"),
    _placement.course == sa.bindparam("course"),
)
_enrolment = Enrolment.__table__.c
_ONE = (
    sa.select(*_COLUMNS, _enrolment.path)
    .select_from(Placement.__table__)
    .outerjoin(
        Enrolment.__table__,
        sa.and_(_enrolment.person_id == _placement.person_id, _enrolment.course == _placement.course),
    )
    .where(_placement.id == sa.bindparam("id"), _placement.person_id == sa.bindparam("person_id"))
)
_OPEN = sa.select(*_COLUMNS).where(*_OF_COURSE, _placement.state == PlacementState.OPEN)
# The open one, if any, has the highest id: none is begun while another is open.
_LATEST = sa.select(*_COLUMNS).where(*_OF_COURSE).order_by(_placement.id.desc()).limit(at_most(1))


def placement_of(asker: Asker, placement_id: int) -> Any:
    """The asker's own placement: id, course, edition, state, asked, answered, result, and the path they follow."""
    found = db.session.connection().execute(_ONE, {"id": placement_id, "person_id": asker.person_id})
    row = found.one_or_none()
    if row is None:
        raise Missing
    return row


def open_placement(person_id: int, course: str) -> Any | None:
    """The placement this person has open in a course, if any."""
    of = {"person_id": person_id, "course": course}
    return db.session.connection().execute(_OPEN, of).one_or_none()


def latest_placement(asker: Asker, course: str) -> Any | None:
    """The asker's placement in a course that was begun last, open or ended; None before the first."""
    of = {"person_id": asker.person_id, "course": course}
    return db.session.connection().execute(_LATEST, of).one_or_none()
