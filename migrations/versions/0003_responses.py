"""An answer is a response to any kind of question, with the credit it earned; an attempt has a number."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("ALTER TABLE answer RENAME COLUMN choices TO response")
    op.add_column("answer", sa.Column("credit", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("answer", sa.Column("received_at", sa.DateTime(timezone=True)))
    op.execute('UPDATE answer SET credit = 1000 WHERE "right"')
    op.add_column("attempt", sa.Column("number", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("attempt", sa.Column("way", sa.String(30), nullable=False, server_default="self"))
    op.execute("ALTER TABLE attempt ADD COLUMN helped_by BIGINT REFERENCES person (id)")
    op.add_column("attempt", sa.Column("due_at", sa.DateTime(timezone=True)))
    op.execute(
        "UPDATE attempt SET number = (SELECT count(*) FROM attempt AS earlier "
        "WHERE earlier.person_id = attempt.person_id AND earlier.course = attempt.course "
        "AND earlier.module = attempt.module AND earlier.id <= attempt.id)"
    )
    op.drop_index("ix_attempt_person", table_name="attempt")
    op.create_index(
        "uq_attempt_number",
        "attempt",
        ["person_id", "course", "module", "number"],
        unique=True,
    )
    op.create_table(
        "quiz_allowance",
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("course", sa.String(60), primary_key=True),
        sa.Column("module", sa.String(60), primary_key=True),
        sa.Column("extra_minutes", sa.BigInteger(), nullable=False),
        sa.Column("extra_attempts", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("given_by", sa.BigInteger(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("quiz_allowance")
    op.drop_index("uq_attempt_number", table_name="attempt")
    op.create_index("ix_attempt_person", "attempt", ["person_id", "course", "module"])
    with op.batch_alter_table("attempt") as table:
        for column in ("due_at", "helped_by", "way", "number"):
            table.drop_column(column)
    with op.batch_alter_table("answer") as table:
        table.drop_column("received_at")
        table.drop_column("credit")
    op.execute("ALTER TABLE answer RENAME COLUMN response TO choices")
