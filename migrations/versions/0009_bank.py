"""Questions that did not come with the course's files."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "bank_question",
        sa.Column("id", key, primary_key=True),
        sa.Column("course", sa.String(60), nullable=False),
        sa.Column("module", sa.String(60), nullable=False),
        sa.Column("question_id", sa.String(60), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("origin_format", sa.String(20), nullable=False),
        sa.Column("origin_file", sa.String(200), nullable=False),
        sa.Column("added_by", sa.BigInteger()),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("course", "module", "question_id", name="uq_bank_question_course_module_question_id"),
    )


def downgrade() -> None:
    op.drop_table("bank_question")
