"""Corrections of faulty questions, and appeals."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
HASH = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("id", BIG_KEY, primary_key=True),
        sa.Column("course", sa.String(60), nullable=False),
        sa.Column("module", sa.String(60), nullable=False),
        sa.Column("question_id", sa.String(80), nullable=False),
        sa.Column("edition", HASH, sa.ForeignKey("edition.hash"), nullable=False),
        sa.Column("everywhere", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("response", sa.String(400), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("made_by", BIG_KEY, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("withdrawn_by", BIG_KEY, sa.ForeignKey("person.id")),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("attempts", BIG_KEY, nullable=False),
        sa.Column("done", BIG_KEY, nullable=False),
        sa.Column("reached", BIG_KEY, nullable=False),
        sa.Column("settled_at", MOMENT),
    )
    op.create_index(
        "uq_correction_in_force",
        "correction",
        ["course", "module", "question_id", "edition", "kind", "response"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "appeal",
        sa.Column("id", BIG_KEY, primary_key=True),
        sa.Column("attempt_id", BIG_KEY, nullable=False),
        sa.Column("position", BIG_KEY, nullable=False),
        sa.Column("course", sa.String(60), nullable=False),
        sa.Column("module", sa.String(60), nullable=False),
        sa.Column("question_id", sa.String(80), nullable=False),
        sa.Column("words", sa.String(300), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("reply", sa.String(300), nullable=False),
        sa.Column("settled_by", BIG_KEY, sa.ForeignKey("person.id")),
        sa.Column("settled_at", MOMENT),
        sa.Column("correction_id", BIG_KEY, sa.ForeignKey("correction.id")),
        sa.UniqueConstraint("attempt_id", "position"),
        sa.ForeignKeyConstraint(["attempt_id", "position"], ["answer.attempt_id", "answer.position"]),
    )
    op.create_index("ix_appeal_question", "appeal", ["state", "course", "module", "question_id"])


def downgrade() -> None:
    op.drop_table("appeal")
    op.drop_table("correction")
