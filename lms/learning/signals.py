"""What learning announces; higher features listen in the same transaction."""

from blinker import Signal

enrolled = Signal("A person is new to a course. Keywords: person_id, course (slug), now.")
completed = Signal(
    "A module, course or path was completed. Keywords: completion_id, person_id, course (Course), "
    "module (slug, '' for the whole course, or a path's id), track, now; path (Path or None), "
    "through (slug of the module that stood for this one, or None), "
    "modules (slugs of the modules it rests on, in order)."
)
taking = Signal(
    "Somebody now counts, or counts no more, among those who take a path: who follows it or completed it. "
    "Keywords: person_id, course (slug), path (id), by (1 or -1), now."
)
