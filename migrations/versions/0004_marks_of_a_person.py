"""Nobody asks for a person's marks beside their classes, and forty leaves of this index were written for each register."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.drop_index("ix_mark_person_id", table_name="mark")


def downgrade() -> None:
    op.create_index("ix_mark_person_id", "mark", ["person_id"])
