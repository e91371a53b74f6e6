"""Recordings of what a voice says of a step."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "sound",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "recording",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("name", sa.String(32), sa.ForeignKey("sound.name", name="fk_recording_name_sound"), nullable=False),
        sa.Column("size", _KEY, nullable=False),
        sa.Column("milliseconds", _KEY, nullable=False),
        sa.Column("unit_id", _KEY, sa.ForeignKey("unit.id", name="fk_recording_unit_id_unit"), nullable=False),
        sa.Column("course", sa.String(60), nullable=False),
        sa.Column("module", sa.String(60), nullable=False),
        sa.Column("lesson", sa.String(60), nullable=False),
        sa.Column("step", _KEY, nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("made_by", _KEY, sa.ForeignKey("person.id", name="fk_recording_made_by_person"), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("out_at", _MOMENT),
    )
    played = sa.text("out_at IS NULL")
    op.create_index(
        "uq_recording_language_digest",
        "recording",
        ["language", "digest"],
        unique=True,
        sqlite_where=played,
        postgresql_where=played,
    )
    op.create_index("ix_recording_course", "recording", ["course", "module", "lesson"])
    op.create_index("ix_recording_name", "recording", ["name"])


def downgrade() -> None:
    op.drop_table("recording")
    op.drop_table("sound")
