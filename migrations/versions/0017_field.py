"""What a trainer's phone noted without a network, beside marks: newcomers, skills, head counts."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_PATH = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")
_MOMENT = sa.DateTime(timezone=True)


def _of(column: str, other: str, nullable: bool = False) -> sa.Column:
    name = f"fk_field_note_{column}_{other}"
    return sa.Column(column, _KEY, sa.ForeignKey(f"{other}.id", name=name), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "field_note",
        sa.Column("id", _PATH, primary_key=True),
        sa.Column("kind", sa.String(30), nullable=False),
        _of("meeting_id", "meeting"),
        _of("person_id", "person", nullable=True),
        sa.Column("number", _KEY),
        sa.Column("digest", sa.String(32), nullable=False),
        _of("made_by", "person"),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_field_note_meeting", "field_note", ["meeting_id", "kind"])


def downgrade() -> None:
    op.drop_table("field_note")
