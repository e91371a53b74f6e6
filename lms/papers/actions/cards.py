"""New cards for a class."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from lms.core import audit
from lms.core.audit import Deed
from lms.papers.queries.people import Holder
from lms.people.actions import issue_cards
from lms.people.rules.cards import in_groups


class NewCard(NamedTuple):
    """What is printed on a card. `letters` stand in its code too and are told this once."""

    name: str
    birth_year: int
    letters: str

    @property
    def grouped(self) -> str:
        return in_groups(self.letters)


def make_cards(holders: Sequence[Holder], asker_id: int, now: datetime) -> list[NewCard]:
    """A card for each, in their order; the ones before stop working. Everybody's is a line in the log."""
    letters = issue_cards([each.id for each in holders], asker_id, now)
    for each in holders:
        audit.record(asker_id, Deed.CREATED, "card", each.id, now)
    return [NewCard(each.name, each.birth_year, letters[each.id]) for each in holders]
