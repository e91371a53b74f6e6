"""Figures of each class, and the changes they do not know yet; every class there is begins with one."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_FIGURES = (
    "members planned met attended held at_risk below lately_came lately_expected before_came before_expected"
)


def upgrade() -> None:
    op.create_table(
        "class_tally",
        sa.Column(
            "cohort_id",
            _KEY,
            sa.ForeignKey("cohort.id", name="fk_class_tally_cohort_id_cohort"),
            primary_key=True,
        ),
        *(sa.Column(name, _KEY, nullable=False) for name in _FIGURES.split()),
    )
    op.create_table(
        "class_change",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column(
            "cohort_id",
            _KEY,
            sa.ForeignKey("cohort.id", name="fk_class_change_cohort_id_cohort"),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.execute("INSERT INTO class_change (cohort_id, made_at) SELECT id, created_at FROM cohort")


def downgrade() -> None:
    op.drop_table("class_change")
    op.drop_table("class_tally")
