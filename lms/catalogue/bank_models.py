"""Questions that did not come with a course's files."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model, key


class BankQuestion(Model):
    """One question taken from another system. Retired, it stays out of the next edition and can come back."""

    __tablename__ = "bank_question"
    __table_args__ = (sa.UniqueConstraint("course", "module", "question_id"),)

    id: Mapped[key]
    course: Mapped[str] = mapped_column(sa.String(60))
    module: Mapped[str] = mapped_column(sa.String(60))
    question_id: Mapped[str] = mapped_column(sa.String(60))
    document: Mapped[dict[str, Any]]
    origin_format: Mapped[str] = mapped_column(sa.String(20))
    origin_file: Mapped[str] = mapped_column(sa.String(200))
    added_by: Mapped[int | None]
    added_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
