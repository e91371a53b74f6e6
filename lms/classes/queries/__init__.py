"""Every select of the classes. The names here are for other features."""

from lms.classes.queries.meetings import meetings_today, next_meeting_of
from lms.classes.queries.notices import notices_of

__all__ = ["meetings_today", "next_meeting_of", "notices_of"]
