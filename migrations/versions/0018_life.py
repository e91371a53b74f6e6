"""Life of a class: lines for a seat, kinds of meeting, excuses, notices, summaries; calls and reminders."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True)


def _of(table: str, column: str, other: str, **more: Any) -> sa.Column:
    name = f"fk_{table}_{column}_{other}"
    return sa.Column(column, _KEY, sa.ForeignKey(f"{other}.id", name=name), **{"nullable": False, **more})


def upgrade() -> None:
    op.add_column("cohort", sa.Column("open_door", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("meeting", sa.Column("kind", sa.String(30), nullable=False, server_default="lesson"))
    op.add_column("meeting", sa.Column("speakers", sa.String(200)))
    _classes()
    _keeping()


def _classes() -> None:
    op.create_table(
        "waiting",
        _of("waiting", "cohort_id", "cohort", primary_key=True),
        _of("waiting", "person_id", "person", primary_key=True),
        sa.Column("turn", _KEY, nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.UniqueConstraint("cohort_id", "turn", name="uq_waiting_cohort_id_turn"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_waiting_person_id", "waiting", ["person_id"])
    op.create_table(
        "invited",
        _of("invited", "meeting_id", "meeting", primary_key=True),
        _of("invited", "person_id", "person", primary_key=True),
        _of("invited", "missed_id", "meeting", nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_invited_missed_id", "invited", ["missed_id"])
    op.create_table(
        "excuse",
        _of("excuse", "meeting_id", "meeting", primary_key=True),
        _of("excuse", "person_id", "person", primary_key=True),
        _of("excuse", "said_by", "person"),
        sa.Column("said_at", _MOMENT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "notice",
        sa.Column("id", _KEY, primary_key=True),
        _of("notice", "person_id", "person"),
        sa.Column("kind", sa.String(30), nullable=False),
        _of("notice", "cohort_id", "cohort"),
        _of("notice", "meeting_id", "meeting", nullable=True),
        _of("notice", "about_id", "person", nullable=True),
        sa.Column("before", _MOMENT),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT),
    )
    op.create_index("ix_notice_person_id_made_at", "notice", ["person_id", "made_at"])
    op.create_table(
        "summary",
        sa.Column("id", _KEY, primary_key=True),
        _of("summary", "cohort_id", "cohort"),
        sa.Column("document", sa.JSON(), nullable=False),
        _of("summary", "signed_by", "person"),
        sa.Column("signed_at", _MOMENT, nullable=False),
        sa.Column("reopened_at", _MOMENT),
        _of("summary", "reopened_by", "person", nullable=True),
    )
    op.create_index("ix_summary_cohort_id", "summary", ["cohort_id"])


def _keeping() -> None:
    op.create_table(
        "call",
        sa.Column("id", _KEY, primary_key=True),
        _of("call", "cohort_id", "cohort"),
        _of("call", "meeting_id", "meeting"),
        _of("call", "person_id", "person"),
        sa.Column("why", sa.String(30), nullable=False),
        _of("call", "caller_id", "person", nullable=True),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("outcome", sa.String(30)),
        sa.Column("next_step", sa.String(30)),
        _of("call", "called_by", "person", nullable=True),
        sa.Column("called_at", _MOMENT),
        sa.Column("tries", _KEY, nullable=False, server_default="0"),
        sa.Column("solved_at", _MOMENT),
        sa.UniqueConstraint("meeting_id", "person_id", "why", name="uq_call_meeting_id_person_id_why"),
    )
    op.create_index("ix_call_cohort_id", "call", ["cohort_id"])
    op.create_index("ix_call_caller_id", "call", ["caller_id"])
    op.create_index("ix_call_made_at", "call", ["made_at"])
    op.create_table(
        "reminder_way",
        _of("reminder_way", "person_id", "person", primary_key=True),
        sa.Column("channel", sa.String(30), primary_key=True),
        sa.Column("address", sa.Text()),
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("agreed_at", _MOMENT, nullable=False),
        sa.Column("withdrawn_at", _MOMENT),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reminder",
        _of("reminder", "meeting_id", "meeting", primary_key=True),
        _of("reminder", "person_id", "person", primary_key=True),
        sa.Column("channel", sa.String(30), nullable=False),
        sa.Column("state", sa.String(30), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("next_at", _MOMENT, nullable=False),
        sa.Column("tries", _KEY, nullable=False, server_default="0"),
        sa.Column("trouble", sa.String(60)),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reminder_state_next_at", "reminder", ["state", "next_at"])


def downgrade() -> None:
    for table in ("reminder", "reminder_way", "call", "summary", "notice", "excuse", "invited", "waiting"):
        op.drop_table(table)
    op.drop_column("meeting", "speakers")
    op.drop_column("meeting", "kind")
    op.drop_column("cohort", "open_door")
