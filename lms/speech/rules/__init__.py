"""What a recording must be, and how it is written anew."""

from lms.speech.rules.keeping import KEPT, Said
from lms.speech.rules.refusals import BadRecording, Elsewhere, NotHeard, OtherWords
from lms.speech.rules.taking_in import LARGEST, LONGEST, Taken, taken

__all__ = [
    "KEPT",
    "LARGEST",
    "LONGEST",
    "BadRecording",
    "Elsewhere",
    "NotHeard",
    "OtherWords",
    "Said",
    "Taken",
    "taken",
]
