"""Phones that somebody turned on for reminders by Web Push."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_PATH = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")


def _of(column: str, other: str) -> sa.Column:
    name = f"fk_push_subscription_{column}_{other}"
    return sa.Column(column, _KEY, sa.ForeignKey(f"{other}.id", name=name), nullable=False)


def upgrade() -> None:
    op.create_table(
        "push_subscription",
        sa.Column("id", _KEY, primary_key=True),
        _of("person_id", "person"),
        _of("sign_in_id", "sign_in"),
        sa.Column("endpoint_hash", _PATH, nullable=False),
        sa.Column("keys", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("service", sa.String(200), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("endpoint_hash", name="uq_push_subscription_endpoint_hash"),
    )
    op.create_index("ix_push_subscription_person_id", "push_subscription", ["person_id"])
    op.create_index("ix_push_subscription_sign_in_id", "push_subscription", ["sign_in_id"])


def downgrade() -> None:
    op.drop_table("push_subscription")
