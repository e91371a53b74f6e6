"""Programmes beside the course: which one a person follows, and what was completed by way of another module."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("enrolment", sa.Column("path", sa.String(60)))
    op.add_column("completion", sa.Column("through", sa.String(60)))
    op.add_column("completion", sa.Column("is_path", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("completion", "is_path")
    op.drop_column("completion", "through")
    op.drop_column("enrolment", "path")
