"""Quizzes with a whole class."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
HASH = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def _of(table: str, name: str, column: str = "id", **more: object) -> sa.Column:
    more.setdefault("nullable", False)
    return sa.Column(name, BIG, sa.ForeignKey(f"{table}.{column}"), **more)


def _about() -> list[sa.Column]:
    return [
        sa.Column("id", BIG, primary_key=True),
        _of("cohort", "cohort_id"),
        sa.Column("course", sa.String(60), nullable=False),
        sa.Column("module", sa.String(60), nullable=False),
        sa.Column("edition", HASH, sa.ForeignKey("edition.hash"), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "group_quiz",
        *_about(),
        sa.Column("way", sa.String(30), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        _of("person", "made_by"),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT),
    )
    op.create_index("ix_group_quiz_cohort_id", "group_quiz", ["cohort_id"])
    op.create_table(
        "group_count",
        _of("group_quiz", "quiz_id", primary_key=True),
        sa.Column("position", BIG, primary_key=True),
        sa.Column("counts", sa.JSON(), nullable=False),
        _of("person", "counted_by"),
        sa.Column("counted_at", MOMENT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "paper_quiz",
        *_about(),
        sa.Column("drawn", sa.JSON(), nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        _of("person", "made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("code", name="uq_paper_quiz_code"),
    )
    op.create_index("ix_paper_quiz_cohort_id", "paper_quiz", ["cohort_id"])
    op.create_table(
        "paper_sheet",
        _of("paper_quiz", "paper_id", primary_key=True),
        _of("person", "person_id", primary_key=True),
        sa.Column("variant", sa.String(10), nullable=False),
        sa.Column("letters", sa.JSON(), nullable=False),
        _of("person", "saved_by"),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("marked_at", MOMENT),
        _of("attempt", "attempt_id", nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "printout",
        sa.Column("id", BIG, primary_key=True),
        _of("person", "asked_by"),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("pdf", sa.LargeBinary()),
        sa.Column("drawn_at", MOMENT),
    )
    op.create_index("ix_printout_asked_at", "printout", ["asked_at"])


def downgrade() -> None:
    for table in ("printout", "paper_sheet", "paper_quiz", "group_count", "group_quiz"):
        op.drop_table(table)
