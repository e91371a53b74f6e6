"""What classes announce; higher features listen in the same transaction."""

from blinker import Signal

rescheduled = Signal(
    "A meeting to come was moved or cancelled, or takes place after all. Keywords: meeting (Meeting), people (ids "
    "of those it is for), news (News), now."
)
register_closed = Signal("A register was closed. Keywords: meeting_id, cohort_id, now.")
counted_anew = Signal(
    "Something that a class's attendance is counted from changed. Keywords: cohort_id, or meeting_id where "
    "only that is known."
)
settled_anew = Signal(
    "What closed registers count as may have changed: one was opened again, somebody is excused from meetings "
    "that were held, or marks were put right. Keywords: cohort_id, now. A listener answers how many phone calls "
    "about absences nobody has to make any more."
)
