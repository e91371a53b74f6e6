"""When the skills of a module are shown."""

from collections.abc import Mapping

from lms.catalogue.content import Module

ENOUGH = 2  # with spoken help; the hands were the learner's own


def all_shown(module: Module, best: Mapping[str, int]) -> bool:
    """Whether every required skill was seen at a level that is enough; false when none is required."""
    required = [skill.id for skill in module.skills if skill.required]
    return bool(required) and all(best.get(skill, 0) >= ENOUGH for skill in required)


def raised(best: int, level: int) -> bool:
    """Whether this observation says more than the ones before: the best one counts."""
    return 1 <= level <= 3 and level > best
