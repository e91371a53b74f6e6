"""Finding persons, their sessions, cards and roles; staff see only the units their roles cover."""

from lms.people.queries.doors import (
    Candidate,
    about_to_set_up,
    accounts_failing,
    at_phone,
    chosen,
    names_of,
    signed_in_by,
    staff_at_phone,
    with_card,
)
from lms.people.queries.homes import (
    lock_commune,
    unit_in_reach,
    unit_row,
    units_in,
    villages_in,
)
from lms.people.queries.knowledge import card_in_force, consents_of, everything_about, sign_ins_of
from lms.people.queries.matching import commune_path, find_matches, home_commune, same_people_in
from lms.people.queries.persons import (
    STAFF,
    grant_of,
    grants_of,
    held_by,
    is_phone_taken,
    people_page,
    person_in_scope,
    person_itself,
    person_with_phone,
    search_people,
)

__all__ = [
    "STAFF",
    "Candidate",
    "about_to_set_up",
    "accounts_failing",
    "at_phone",
    "card_in_force",
    "chosen",
    "commune_path",
    "consents_of",
    "everything_about",
    "find_matches",
    "grant_of",
    "grants_of",
    "held_by",
    "home_commune",
    "is_phone_taken",
    "lock_commune",
    "names_of",
    "people_page",
    "person_in_scope",
    "person_itself",
    "person_with_phone",
    "same_people_in",
    "search_people",
    "sign_ins_of",
    "signed_in_by",
    "staff_at_phone",
    "unit_in_reach",
    "unit_row",
    "units_in",
    "villages_in",
    "with_card",
]
