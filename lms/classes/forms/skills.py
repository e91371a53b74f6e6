"""The levels a trainer ticks: one group of radios a member and skill."""

from collections.abc import Collection, Mapping

NAME = "level-{person}-{skill}"


def read_levels(
    sent: Mapping[str, str], people: Collection[int], skills: Collection[str]
) -> dict[tuple[int, str], int]:
    """The level chosen for each (person, skill); what was not on the page, or is no level, is passed over."""
    levels: dict[tuple[int, str], int] = {}
    for person in people:
        for skill in skills:
            level = sent.get(NAME.format(person=person, skill=skill), "")
            if level in {"1", "2", "3"}:
                levels[person, skill] = int(level)
    return levels
