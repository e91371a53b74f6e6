"""Who may run a class: its trainers, and cadres and admins whose units cover it."""

import sqlalchemy as sa

from lms.classes.models import Cohort, CohortTrainer
from lms.core.access import Asker, Role
from lms.places.models import Unit
from lms.places.queries import within

OVERSEERS = (Role.CADRE, Role.ADMIN)


def taught_by(asker: Asker) -> sa.ColumnElement[bool]:
    """Whether the asker is one of the trainers of `Cohort`; false once the role of trainer is gone."""
    if not asker.has(Role.TRAINER):
        return sa.false()
    return sa.exists().where(CohortTrainer.cohort_id == Cohort.id, CohortTrainer.person_id == asker.person_id)


def overseen_by(asker: Asker) -> sa.ColumnElement[bool]:
    """Whether the unit of `Cohort` lies in the asker's charge as cadre or admin."""
    paths = asker.paths(*OVERSEERS)
    if not paths:
        return sa.false()
    return Cohort.unit_id.in_(sa.select(Unit.id).where(within(paths)))


def run_by(asker: Asker) -> sa.ColumnElement[bool]:
    """Whether the asker may look after `Cohort`."""
    return sa.or_(taught_by(asker), overseen_by(asker))
