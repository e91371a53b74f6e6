"""Finding units, and the scope that every other feature puts into its WHERE."""

from collections.abc import Iterable

import sqlalchemy as sa

from lms.places.models import Unit


def within(paths: Iterable[str]) -> sa.ColumnElement[bool]:
    """Whether `Unit.path` lies at or below one of these paths; false for no paths.

    A path ends in "/", and "0" follows "/" in byte order, so each test is a range of the index.
    """
    ranges = [sa.and_(Unit.path >= path, Unit.path < path[:-1] + "0") for path in paths]
    return sa.or_(*ranges) if ranges else sa.false()
