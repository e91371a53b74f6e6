"""One table for every page asked for as PDF; what waited in the two before it is asked for again."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def _asked(table: str, *more: sa.Column[str]) -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        table,
        sa.Column("id", key, primary_key=True),
        sa.Column("asked_by", key, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        *more,
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("pdf", sa.LargeBinary()),
        sa.Column("drawn_at", sa.DateTime(timezone=True)),
    )
    op.create_index(f"ix_{table}_asked_at", table, ["asked_at"])


def upgrade() -> None:
    op.drop_table("drawn_report")
    op.drop_table("printout")
    _asked("drawing", sa.Column("back", sa.String(200), nullable=False))


def downgrade() -> None:
    op.drop_table("drawing")
    _asked("drawn_report")
    _asked("printout")
