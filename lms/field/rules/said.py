"""What a phone says: one value a kind of event. A person is an id, or the id of the walk-in that brings them."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from lms.classes.models import MarkSource, Presence

Who = int | str
NEW = "new"


@dataclass(frozen=True, slots=True)
class Marked:
    """Somebody is present, late, excused or absent; without a presence what was said is taken back."""

    id: str
    meeting_id: int
    made_at: datetime
    person: Who
    presence: Presence | None
    source: MarkSource


@dataclass(frozen=True, slots=True)
class Shown:
    """A skill, seen at a level."""

    id: str
    meeting_id: int
    made_at: datetime
    person: Who
    module: str
    skill: str
    level: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Heads in the room."""

    id: str
    meeting_id: int
    made_at: datetime
    heads: int


@dataclass(frozen=True, slots=True)
class WalkedIn:
    """Somebody new at the door. `match` is what the trainer answered when asked: a person's id, or `NEW`."""

    id: str
    meeting_id: int
    made_at: datetime
    name: str
    birth_year: int
    match: int | str | None


Said = Marked | Shown | Counted | WalkedIn


def digest_of(said: Shown | Counted | WalkedIn) -> str:
    """What tells two contents apart; when it was said is left out, for that is worked out anew at each sending."""
    if isinstance(said, Counted):
        content: tuple[object, ...] = ("count", said.meeting_id, said.heads)
    elif isinstance(said, Shown):
        content = ("skill", said.meeting_id, said.person, said.module, said.skill, said.level)
    else:
        content = ("walk_in", said.meeting_id, said.name, said.birth_year)
    return blake2b(repr(content).encode(), digest_size=16, person=b"field").hexdigest()
