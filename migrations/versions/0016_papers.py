"""Private addresses of calendars, and how often a meeting was moved; drawings are sealed from now on."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_HASH = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("person_id", _KEY, sa.ForeignKey("person.id", name="fk_calendar_feed_person_id_person"), nullable=False),
        sa.Column("purpose", sa.String(30), nullable=False),
        sa.Column("unit_id", _KEY, sa.ForeignKey("unit.id", name="fk_calendar_feed_unit_id_unit")),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("token_hash", _HASH, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
        sa.UniqueConstraint("token_hash", name="uq_calendar_feed_token_hash"),
    )
    op.create_index("ix_calendar_feed_person_id", "calendar_feed", ["person_id"])
    op.create_table(
        "meeting_change",
        sa.Column(
            "meeting_id",
            _KEY,
            sa.ForeignKey("meeting.id", name="fk_meeting_change_meeting_id_meeting"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("sequence", _KEY, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
    )
    # What waited unsealed could not be read any more; whoever waits asks again.
    op.execute("DELETE FROM drawing")


def downgrade() -> None:
    op.execute("DELETE FROM drawing")
    op.drop_table("meeting_change")
    op.drop_table("calendar_feed")
