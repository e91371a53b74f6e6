"""Which edition of a module a person finishes on, lessons in a unit's own version, and courses of a unit."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_HASH = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "replacement",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("course", sa.String(60), nullable=False),
        sa.Column("before", _HASH, sa.ForeignKey("edition.hash"), nullable=False),
        sa.Column("after", _HASH, sa.ForeignKey("edition.hash"), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("changed", sa.JSON(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_index("ix_replacement_at", "replacement", ["at"])
    op.add_column("standing", sa.Column("edition", sa.String(32)))
    op.add_column("standing", sa.Column("edition_at", _MOMENT))
    op.add_column("lesson_progress", sa.Column("local", sa.String(32)))
    op.create_table(
        "local_lesson",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("course", sa.String(60), nullable=False),
        sa.Column("module", sa.String(60), nullable=False),
        sa.Column("lesson", sa.String(60), nullable=False),
        sa.Column("unit_id", _KEY, sa.ForeignKey("unit.id"), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("hash", sa.String(32), nullable=False),
        sa.Column("made_by", _KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("published_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
    )
    shown = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_local_lesson_shown",
        "local_lesson",
        ["course", "module", "lesson", "unit_id"],
        unique=True,
        sqlite_where=shown,
        postgresql_where=shown,
    )
    op.create_index("ix_local_lesson_hash", "local_lesson", ["hash"])
    op.create_index("ix_local_lesson_unit_id", "local_lesson", ["unit_id"])
    op.create_table(
        "offered_course",
        sa.Column("course", sa.String(60), primary_key=True),
        sa.Column("unit_id", _KEY, sa.ForeignKey("unit.id"), nullable=False),
        sa.Column("offered_by", _KEY, sa.ForeignKey("person.id")),
        sa.Column("offered_at", _MOMENT, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("offered_course")
    op.drop_table("local_lesson")
    op.drop_column("lesson_progress", "local")
    op.drop_column("standing", "edition_at")
    op.drop_column("standing", "edition")
    op.drop_table("replacement")
