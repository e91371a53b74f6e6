"""Every select of the reports; the asker's paths come first."""

from lms.reports.queries.cohorts import PAGE, Member, cohort_in_scope, cohorts_in, learners_of
from lms.reports.queries.people import Learner, count_people_in, people_in
from lms.reports.queries.rates import STAFF, Head, children_of, top_units, unit_in_scope

__all__ = [
    "PAGE",
    "STAFF",
    "Head",
    "Learner",
    "Member",
    "children_of",
    "cohort_in_scope",
    "cohorts_in",
    "count_people_in",
    "learners_of",
    "people_in",
    "top_units",
    "unit_in_scope",
]
