"""Pictures of editions: added, never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "picture",
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER picture_no_{deed.lower()} BEFORE {deed} ON picture "
                "BEGIN SELECT RAISE(ABORT, 'picture is append-only'); END"
            )
        return
    op.execute(
        "CREATE TRIGGER picture_append_only BEFORE UPDATE OR DELETE ON picture "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    op.drop_table("picture")  # its triggers go with it
