"""Moments and enums go into the database and come back the same, through SQLAlchemy and past it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import StatementError

from lms.classes.models import Presence
from lms.core.db import Utc, db
from lms.core.prepared import Glance, Inside
from lms.people.models import SignIn

pytestmark = pytest.mark.both
HANOI = timezone(timedelta(hours=7))
MOMENTS = [
    datetime(2026, 11, 22, 1, 30, tzinfo=UTC),
    datetime(2026, 11, 22, 1, 30, 0, 1, tzinfo=HANOI),
    datetime(1999, 12, 31, 23, 59, 59, 999_999, tzinfo=timezone(timedelta(hours=-11))),
]
THERE = sa.select(
    SignIn.expires_at, SignIn.ended_at, SignIn.kind, SignIn.created_at, SignIn.person_id
).order_by(SignIn.id)


@pytest.mark.parametrize("at", MOMENTS)
def test_a_moment_is_the_same_wherever_it_was_said(app, world, read_as, at):
    read_as(world.people["hoa"])
    read_as(world.people["lan"], staff=True)
    with app.app_context():
        db.session.execute(sa.update(SignIn).values(expires_at=at))
        db.session.execute(sa.update(SignIn).values(ended_at=None))
        slowly, quickly = db.session.execute(THERE).all(), Inside(THERE).rows()
        assert slowly == quickly
        assert slowly
        for row in (*slowly, *quickly):
            assert row.expires_at == at
            assert row.expires_at.utcoffset() == timedelta(0)
            assert row.ended_at is None
        before = sa.select(sa.func.count().label("n")).where(
            SignIn.expires_at < sa.bindparam("at", type_=Utc())
        )
        assert Inside(before).rows(at=at + timedelta(microseconds=1))[0][0] == len(slowly)
        assert db.session.scalar(before, {"at": at}) == 0


@pytest.mark.parametrize("ask", ["slowly", "quickly"])
def test_a_moment_without_a_zone_is_refused(app, ask):
    statement = sa.select(sa.bindparam("at", type_=Utc()))
    naive = datetime(2026, 11, 22, 1, 30)  # noqa: DTZ001
    with app.app_context(), pytest.raises((ValueError, StatementError), match="time zone"):
        if ask == "slowly":
            db.session.execute(statement, {"at": naive})
        else:
            Glance(statement).rows(at=naive)


def test_an_enum_is_its_member_and_nothing_is_none(app):
    kind = sa.Enum(Presence, native_enum=False, values_callable=lambda kinds: [each.value for each in kinds])
    said = sa.select(
        sa.literal("late", type_=kind).label("how"),
        sa.cast(sa.null(), kind).label("unsaid"),
        sa.literal(7).label("days"),
    )
    with app.app_context():
        assert list(Glance(said).rows()[0]) == [Presence.LATE, None, 7]
        assert list(db.session.execute(said).one()) == [Presence.LATE, None, 7]
