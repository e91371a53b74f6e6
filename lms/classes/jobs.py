"""What happens to a class without anybody asking."""

from lms.classes.actions import photos
from lms.core import clock
from lms.core.jobs import every


@every(30)
def forget_evidence() -> None:
    """Drop what was kept for a time: photographs of sheets, names of guests, devices that scanned."""
    photos.forget_old(clock.now())
