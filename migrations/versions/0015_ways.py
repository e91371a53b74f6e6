"""Ways of marking: taking a mark back, the tablet, photographs of sheets, questions online, guests, reasons."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_PATH = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")
_MOMENT = sa.DateTime(timezone=True)


def _of(table: str, column: str, other: str, **more: Any) -> sa.Column:
    name = f"fk_{table}_{column}_{other}"
    return sa.Column(column, _KEY, sa.ForeignKey(f"{other}.id", name=name), **{"nullable": False, **more})


def upgrade() -> None:
    op.add_column("cohort", sa.Column("correction_days", _KEY, nullable=False, server_default="7"))
    op.add_column("meeting", sa.Column("flags", sa.JSON()))
    _make_tables()
    if op.get_bind().dialect.name == "sqlite":
        _rebuild()
        _guard_sqlite("correction_reason")
        return
    for table in ("mark_event", "mark"):
        op.alter_column(table, "presence", nullable=True)
    op.execute(
        "CREATE TRIGGER correction_reason_append_only BEFORE UPDATE OR DELETE ON correction_reason "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
    )


def _make_tables() -> None:
    op.create_table(
        "kiosk",
        sa.Column("id", _KEY, primary_key=True),
        _of("kiosk", "meeting_id", "meeting"),
        sa.Column("token_hash", _PATH, nullable=False),
        sa.Column("by_look", sa.Boolean(), nullable=False),
        _of("kiosk", "started_by", "person"),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("ends_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
        sa.UniqueConstraint("token_hash", name="uq_kiosk_token_hash"),
    )
    op.create_table(
        "sheet_photo",
        sa.Column("id", _KEY, primary_key=True),
        _of("sheet_photo", "meeting_id", "meeting"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        _of("sheet_photo", "made_by", "person"),
        sa.Column("made_at", _MOMENT, nullable=False),
    )
    op.create_index("ix_sheet_photo_meeting_id", "sheet_photo", ["meeting_id"])
    op.create_index("ix_sheet_photo_made_at", "sheet_photo", ["made_at"])
    op.create_table(
        "presence_question",
        sa.Column("id", _KEY, primary_key=True),
        _of("presence_question", "meeting_id", "meeting"),
        _of("presence_question", "asked_by", "person"),
        sa.Column("asked_at", _MOMENT, nullable=False),
    )
    op.create_index("ix_presence_question_meeting_id", "presence_question", ["meeting_id"])
    op.create_table(
        "presence_answer",
        _of("presence_answer", "question_id", "presence_question", primary_key=True),
        _of("presence_answer", "person_id", "person", primary_key=True),
        sa.Column("answered_at", _MOMENT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "online_guest",
        sa.Column("id", _KEY, primary_key=True),
        _of("online_guest", "meeting_id", "meeting"),
        sa.Column("name", sa.String(120), nullable=False),
        _of("online_guest", "person_id", "person", nullable=True),
        _of("online_guest", "added_by", "person"),
        sa.Column("added_at", _MOMENT, nullable=False),
        sa.UniqueConstraint("meeting_id", "name", name="uq_online_guest_meeting_id"),
    )
    op.create_index("ix_online_guest_added_at", "online_guest", ["added_at"])
    op.create_table(
        "device_scan",
        _of("device_scan", "meeting_id", "meeting", primary_key=True),
        _of("device_scan", "person_id", "person", primary_key=True),
        sa.Column("digest", sa.String(24), nullable=False),
        sa.Column("shown_at", _MOMENT, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_device_scan_made_at", "device_scan", ["made_at"])
    op.create_table(
        "correction_reason",
        sa.Column("id", _KEY, primary_key=True),
        _of("correction_reason", "meeting_id", "meeting"),
        sa.Column("words", sa.String(300), nullable=False),
        _of("correction_reason", "made_by", "person"),
        sa.Column("made_at", _MOMENT, nullable=False),
    )
    op.create_index("ix_correction_reason_meeting_id", "correction_reason", ["meeting_id"])


def _guard_sqlite(table: str) -> None:
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _rebuild() -> None:
    """SQLite cannot let a column be empty afterwards: both tables are written anew, the marks first put aside."""
    op.execute("CREATE TABLE mark_aside AS SELECT * FROM mark")
    op.execute("DROP TABLE mark")
    op.execute(
        "CREATE TABLE mark_event_new (id VARCHAR(200) NOT NULL, meeting_id INTEGER NOT NULL, "
        "person_id INTEGER NOT NULL, presence VARCHAR(30), source VARCHAR(30) NOT NULL, "
        "made_by INTEGER NOT NULL, made_at DATETIME NOT NULL, received_at DATETIME NOT NULL, "
        "CONSTRAINT pk_mark_event PRIMARY KEY (id), "
        "CONSTRAINT fk_mark_event_made_by_person FOREIGN KEY(made_by) REFERENCES person (id), "
        "CONSTRAINT fk_mark_event_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id), "
        "CONSTRAINT fk_mark_event_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)"
        ") WITHOUT ROWID"
    )
    columns = "id, meeting_id, person_id, presence, source, made_by, made_at, received_at"
    op.execute(f"INSERT INTO mark_event_new ({columns}) SELECT {columns} FROM mark_event")
    op.execute("DROP TABLE mark_event")
    op.execute("ALTER TABLE mark_event_new RENAME TO mark_event")
    _guard_sqlite("mark_event")
    op.execute(
        "CREATE TABLE mark (meeting_id INTEGER NOT NULL, person_id INTEGER NOT NULL, "
        "presence VARCHAR(30), event_id VARCHAR(200) NOT NULL, made_at DATETIME NOT NULL, "
        "CONSTRAINT pk_mark PRIMARY KEY (meeting_id, person_id), "
        "CONSTRAINT fk_mark_event_id_mark_event FOREIGN KEY(event_id) REFERENCES mark_event (id), "
        "CONSTRAINT fk_mark_meeting_id_meeting FOREIGN KEY(meeting_id) REFERENCES meeting (id), "
        "CONSTRAINT fk_mark_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)"
        ") WITHOUT ROWID"
    )
    columns = "meeting_id, person_id, presence, event_id, made_at"
    op.execute(f"INSERT INTO mark ({columns}) SELECT {columns} FROM mark_aside")
    op.execute("DROP TABLE mark_aside")


def downgrade() -> None:
    """A mark may stay without a presence: nothing that was said is thrown away."""
    for table in (
        "correction_reason",
        "device_scan",
        "online_guest",
        "presence_answer",
        "presence_question",
        "sheet_photo",
        "kiosk",
    ):
        op.drop_table(table)
    op.drop_column("meeting", "flags")
    op.drop_column("cohort", "correction_days")
