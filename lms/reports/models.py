"""Roll-ups that completion rates are read from, and the targets they are held against."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import NO_ROWID, Model, key


class Tally(Model):
    """How many people of a unit and all below it enrolled in, and completed, a module.

    The module "" (WHOLE_COURSE) counts the course itself. Under a path's id it counts who
    takes the path (follows it or completed it) and who completed it. Kept for every unit from
    the person's own up to the country, in the transaction of the cause.
    """

    __tablename__ = "tally"
    __table_args__ = (
        sa.CheckConstraint("enrolled >= 0 AND completed >= 0", name="not_negative"),
        NO_ROWID,
    )

    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"), primary_key=True)
    course: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    module: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    enrolled: Mapped[int] = mapped_column(default=0)
    completed: Mapped[int] = mapped_column(default=0)


class Target(Model):
    """So many per cent of the adults of a unit shall have completed the course by a date."""

    __tablename__ = "target"
    __table_args__ = (
        sa.UniqueConstraint("unit_id", "course", "due"),
        sa.CheckConstraint("per_cent BETWEEN 1 AND 100", name="per_cent"),
    )

    id: Mapped[key]
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    course: Mapped[str] = mapped_column(sa.String(60))
    per_cent: Mapped[int]
    due: Mapped[date]
    set_by: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    set_at: Mapped[datetime]


class ClassTally(Model):
    """How a class stands, counted by the rule of `classes` when something in it changed (`ClassChange`).

    `lately_…` are its last two evenings, `before_…` all others; nought before there are three.
    """

    __tablename__ = "class_tally"

    cohort_id: Mapped[int] = mapped_column(sa.ForeignKey("cohort.id"), primary_key=True)
    members: Mapped[int]
    planned: Mapped[int]
    met: Mapped[int]
    attended: Mapped[int]
    held: Mapped[int]
    at_risk: Mapped[int]
    below: Mapped[int]
    lately_came: Mapped[int]
    lately_expected: Mapped[int]
    before_came: Mapped[int]
    before_expected: Mapped[int]


class ClassChange(Model):
    """Something happened in a class that its tally does not know yet. Rows are only added, and go when it was counted:
    who adds one waits for nobody, however many write in one class. Where writers pass one by one, one row is enough.
    """

    __tablename__ = "class_change"

    id: Mapped[key]
    cohort_id: Mapped[int] = mapped_column(sa.ForeignKey("cohort.id"), index=True)
    made_at: Mapped[datetime]
