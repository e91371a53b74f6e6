"""Figures of classes, counted a few times a minute by whoever works."""

from lms.core.jobs import every, job
from lms.reports import actions

TIMES = (20, 40)  # seconds into the minute, beside its beginning


@job
def count() -> None:
    actions.count_classes()


@every(minutes=1)
def count_often() -> None:
    """So that reports are never a minute behind."""
    actions.count_classes()
    for seconds in TIMES:
        count.after(seconds)
