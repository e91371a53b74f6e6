"""Cohorts, their members and meetings, who came, and the skills they showed."""

from lms.classes.models.classes import Cohort, CohortTrainer, Kind, Meeting, MeetingState, Membership, Mode
from lms.classes.models.life import Excuse, Invited, News, Notice, Summary, Waiting
from lms.classes.models.marks import Mark, MarkEvent, MarkSource, Observation, Presence, Visit
from lms.classes.models.ways import (
    DeviceScan,
    Kiosk,
    OnlineGuest,
    PresenceAnswer,
    PresenceQuestion,
    Reason,
    SheetPhoto,
)

__all__ = [
    "Cohort",
    "CohortTrainer",
    "DeviceScan",
    "Excuse",
    "Invited",
    "Kind",
    "Kiosk",
    "Mark",
    "MarkEvent",
    "MarkSource",
    "Meeting",
    "MeetingState",
    "Membership",
    "Mode",
    "News",
    "Notice",
    "Observation",
    "OnlineGuest",
    "Presence",
    "PresenceAnswer",
    "PresenceQuestion",
    "Reason",
    "SheetPhoto",
    "Summary",
    "Visit",
    "Waiting",
]
