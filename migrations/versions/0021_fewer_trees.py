"""Indexes that nobody reads, and each a page more for every check-in, every saved register and every line of the audit."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

_ASKED_FOR = sa.text("subject = 'person' OR subject = 'course'")


def upgrade() -> None:
    op.drop_index("ix_audit_entry_at", table_name="audit_entry")
    op.drop_index("ix_audit_entry_subject_id", table_name="audit_entry")
    op.create_index(
        "ix_audit_entry_subject_id",
        "audit_entry",
        ["subject_id"],
        sqlite_where=_ASKED_FOR,
        postgresql_where=_ASKED_FOR,
    )
    op.drop_index("ix_device_scan_made_at", table_name="device_scan")
    op.create_index("ix_class_change_cohort_id", "class_change", ["cohort_id"])


def downgrade() -> None:
    op.drop_index("ix_class_change_cohort_id", table_name="class_change")
    op.create_index("ix_device_scan_made_at", "device_scan", ["made_at"])
    op.drop_index("ix_audit_entry_subject_id", table_name="audit_entry")
    op.create_index("ix_audit_entry_subject_id", "audit_entry", ["subject_id"])
    op.create_index("ix_audit_entry_at", "audit_entry", ["at"])
