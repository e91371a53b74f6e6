"""Loading the official list; taking over villages and figures, all of a file or nothing of it."""

from lms.places.actions.official import Loaded, load_units
from lms.places.actions.populations import PopulationPlan, plan_populations, take_populations
from lms.places.actions.villages import VillagePlan, plan_villages, take_villages

__all__ = [
    "Loaded",
    "PopulationPlan",
    "VillagePlan",
    "load_units",
    "plan_populations",
    "plan_villages",
    "take_populations",
    "take_villages",
]
