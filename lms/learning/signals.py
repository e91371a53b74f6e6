"""What learning announces; higher features listen in the same transaction."""

from blinker import Signal

enrolled = Signal("A person is new to a course. Keywords: person_id, course (slug), now.")
completed = Signal(
    "A module or course was completed. Keywords: completion_id, person_id, course (Course), "
    "module (slug, '' for the whole course), track, now."
)
