"""Where a person begins, and what is worth repeating."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "review_card",
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("course", sa.String(60), primary_key=True),
        sa.Column("module", sa.String(60), primary_key=True),
        sa.Column("question_id", sa.String(60), primary_key=True),
        sa.Column("box", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("reviews", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("response", sa.JSON()),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "placement",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("course", sa.String(60), nullable=False),
        sa.Column(
            "edition",
            sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql"),
            sa.ForeignKey("edition.hash"),
            nullable=False,
        ),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("answered", sa.BigInteger(), nullable=False),
        sa.Column("result", sa.JSON()),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
    )
    op.create_index(
        "uq_placement_open",
        "placement",
        ["person_id", "course"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index("ix_placement_person_id", "placement", ["person_id", "course"])
    op.add_column(
        "lesson_progress", sa.Column("skipped", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    with op.batch_alter_table("lesson_progress") as table:
        table.drop_column("skipped")
    op.drop_table("placement")
    op.drop_table("review_card")
