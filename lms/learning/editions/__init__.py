"""What one reader is shown of a course: the edition they finish on, their unit's lessons, the courses offered to them."""

from lms.learning.editions.held import (
    Held,
    as_held,
    changes_of,
    edition_for,
    held_for,
    settled,
    with_current,
)
from lms.learning.editions.newer import Newer, newer_for
from lms.learning.editions.offered import (
    course_for,
    courses_for,
    courses_in_charge,
)
from lms.learning.editions.offering import (
    end_lesson,
    local_lessons_in,
    must_be_seen,
    offer_course,
    offer_lesson,
)
from lms.learning.editions.reading import Reading, reading
from lms.learning.editions.variants import NotThisLesson, check_variant

__all__ = [
    "Held",
    "Newer",
    "NotThisLesson",
    "Reading",
    "as_held",
    "changes_of",
    "check_variant",
    "course_for",
    "courses_for",
    "courses_in_charge",
    "edition_for",
    "end_lesson",
    "held_for",
    "local_lessons_in",
    "must_be_seen",
    "newer_for",
    "offer_course",
    "offer_lesson",
    "reading",
    "settled",
    "with_current",
]
