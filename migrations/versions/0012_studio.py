"""Courses written in the browser: drafts, their files, and the files of editions."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_HASH = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "edition_package",
        sa.Column("edition", _HASH, sa.ForeignKey("edition.hash", name="fk_edition_package_edition_edition"), primary_key=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
    op.add_column("current_edition", sa.Column("origin", sa.String(30), nullable=False, server_default="files"))
    op.create_table(
        "draft",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("course", sa.String(60), nullable=False),
        sa.Column("module", sa.String(60), nullable=False),
        sa.Column("lesson", sa.String(60), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("unit_id", sa.BigInteger(), sa.ForeignKey("unit.id", name="fk_draft_unit_id_unit"), nullable=False),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("based_on", _HASH, sa.ForeignKey("edition.hash", name="fk_draft_based_on_edition")),
        sa.Column("edition", _HASH, sa.ForeignKey("edition.hash", name="fk_draft_edition_edition")),
        sa.Column("made_by", sa.BigInteger(), sa.ForeignKey("person.id", name="fk_draft_made_by_person"), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("asked_by", sa.BigInteger(), sa.ForeignKey("person.id", name="fk_draft_asked_by_person")),
        sa.Column("asked_at", _MOMENT),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), sa.ForeignKey("person.id", name="fk_draft_decided_by_person")),
        sa.Column("decided_at", _MOMENT),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_index("ix_draft_unit_id", "draft", ["unit_id"])
    op.create_index("ix_draft_course", "draft", ["course"])
    op.create_table(
        "draft_file",
        sa.Column("draft_id", sa.BigInteger(), sa.ForeignKey("draft.id", name="fk_draft_file_draft_id_draft"), primary_key=True),
        sa.Column("path", sa.String(200), primary_key=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary()),
        sa.Column("changed_by", sa.BigInteger(), sa.ForeignKey("person.id", name="fk_draft_file_changed_by_person"), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
    )
    op.create_table(
        "draft_change",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("draft_id", sa.BigInteger(), sa.ForeignKey("draft.id", name="fk_draft_change_draft_id_draft"), nullable=False),
        sa.Column("path", sa.String(200), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary()),
        sa.Column("changed_by", sa.BigInteger(), sa.ForeignKey("person.id", name="fk_draft_change_changed_by_person"), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.UniqueConstraint("draft_id", "path", "version", name="uq_draft_change_draft_id_path_version"),
    )
    op.create_table(
        "draft_copy",
        sa.Column("draft_id", sa.BigInteger(), sa.ForeignKey("draft.id", name="fk_draft_copy_draft_id_draft"), primary_key=True),
        sa.Column("place", sa.String(300), primary_key=True),
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("person.id", name="fk_draft_copy_person_id_person"), primary_key=True),
        sa.Column("base", sa.BigInteger(), nullable=False),
        sa.Column("filled", sa.JSON(), nullable=False),
        sa.Column("kept_at", _MOMENT, nullable=False),
    )


def downgrade() -> None:
    for table in ("draft_copy", "draft_change", "draft_file", "draft"):
        op.drop_table(table)
    with op.batch_alter_table("current_edition") as changed:
        changed.drop_column("origin")
    op.drop_table("edition_package")
