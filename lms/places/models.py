"""Administrative units and how many adults live in them."""

import enum
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from lms.core.db import Model, Path, key


class UnitKind(enum.StrEnum):
    COUNTRY = "country"
    PROVINCE = "province"
    COMMUNE = "commune"
    VILLAGE = "village"


class Unit(Model):
    """A country, province, commune or village.

    `code` is the official code as text (province 2 digits, commune 5, country
    "VN"); a village has no national code and gets its commune's code, a hyphen
    and a number. `path` is "/" + the ids from the country down + "/", so that
    "this unit and all below it" is one range of an index. `form` is the
    official kind as printed: tỉnh, thành phố, xã, phường, đặc khu, thôn …
    """

    __tablename__ = "unit"

    id: Mapped[key]
    code: Mapped[str] = mapped_column(Path, unique=True)
    kind: Mapped[UnitKind]
    form: Mapped[str] = mapped_column(sa.String(40))
    name: Mapped[str] = mapped_column(sa.String(120))
    search_key: Mapped[str] = mapped_column(sa.String(120), index=True)
    sort_key: Mapped[str] = mapped_column(sa.String(200))
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    path: Mapped[str] = mapped_column(Path, unique=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    predecessor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))


class Population(Model):
    """How many adults live in a unit, who says so, and as of when."""

    __tablename__ = "population"
    __table_args__ = (
        sa.UniqueConstraint("unit_id", "as_of"),
        sa.CheckConstraint("adults >= 0", name="not_negative"),
    )

    id: Mapped[key]
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    adults: Mapped[int]
    source: Mapped[str] = mapped_column(sa.String(200))
    as_of: Mapped[date]
    imported_at: Mapped[datetime]
