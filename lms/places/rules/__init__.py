"""What counts as a list of units, of villages and of figures; every refusal names its line."""

from lms.places.rules.official import COUNTRY, BadListing, OfficialUnit, check_listing, nearest_covered
from lms.places.rules.populations import PopulationDraft, check_as_of, population_drafts
from lms.places.rules.problems import Problem, RowsRefused
from lms.places.rules.villages import VillageDraft, village_drafts

__all__ = [
    "COUNTRY",
    "BadListing",
    "OfficialUnit",
    "PopulationDraft",
    "Problem",
    "RowsRefused",
    "VillageDraft",
    "check_as_of",
    "check_listing",
    "nearest_covered",
    "population_drafts",
    "village_drafts",
]
