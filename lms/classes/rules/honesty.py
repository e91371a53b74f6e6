"""What is worth a second look before a register is closed: flags in words, with what to do. They block nothing."""

import enum
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

MANY_ON_ONE_DEVICE = 3  # a couple shares a phone
RELAYED_AFTER = timedelta(minutes=5)
LONG_AFTER = timedelta(days=1)


class Kind(enum.StrEnum):
    ONE_DEVICE = "one_device"
    TWO_PLACES = "two_places"
    RELAYED = "relayed"
    LONG_AFTER = "long_after"
    HEAD_COUNT = "head_count"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that may have an honest reason. `number` counts people, or is how far the heads are off."""

    kind: Kind
    number: int
    people: tuple[int, ...] = ()

    def words(self) -> str:
        """What was seen."""
        told = {
            Kind.ONE_DEVICE: lambda n: ngettext(
                "%(num)d person checked in from one device.", "%(num)d people checked in from one device.", n
            ),
            Kind.TWO_PLACES: lambda n: ngettext(
                "%(num)d person is marked in another class at the same hour.",
                "%(num)d people are marked in another class at the same hour.",
                n,
            ),
            Kind.RELAYED: lambda n: ngettext(
                "%(num)d person used a code more than five minutes after the board showed it.",
                "%(num)d people used a code more than five minutes after the board showed it.",
                n,
            ),
            Kind.LONG_AFTER: lambda n: ngettext(
                "%(num)d mark was made more than a day after the meeting.",
                "%(num)d marks were made more than a day after the meeting.",
                n,
            ),
            Kind.HEAD_COUNT: lambda n: ngettext(
                "The head count and the marks differ by %(num)d.",
                "The head count and the marks differ by %(num)d.",
                n,
            ),
        }
        return str(told[self.kind](self.number))

    def advice(self) -> str:
        """What to do about it."""
        return {
            Kind.ONE_DEVICE: _("Perhaps a family or a helper. Look whether all of them were in the hall."),
            Kind.TWO_PLACES: _("Ask them where they were, and correct one of the two registers."),
            Kind.RELAYED: _(
                "Perhaps signing in took long, or the code was sent on. Look whether they were there."
            ),
            Kind.LONG_AFTER: _("Note where they come from: a sheet of paper, a file. Keep the sheet."),
            Kind.HEAD_COUNT: _("Look who came and is not in the register, or was marked and did not come."),
        }[self.kind]


@dataclass(frozen=True, slots=True)
class Scan:
    """A check-in by code: from which device, when the code was read, when it was sent."""

    person_id: int
    digest: str
    shown_at: datetime
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a meeting when its register is closed."""

    ends_at: datetime
    made_at_by_person: Mapping[int, datetime]
    here: Collection[int]
    scans: Sequence[Scan] = ()
    elsewhere: Collection[int] = field(default=())
    heads: int | None = None


def flags(facts: Facts) -> list[Flag]:
    """Everything worth a second look, the gravest first."""
    found: list[Flag] = []
    by_device: dict[str, list[int]] = defaultdict(list)
    for scan in facts.scans:
        if scan.person_id in facts.here:
            by_device[scan.digest].append(scan.person_id)
    for people in by_device.values():
        if len(people) >= MANY_ON_ONE_DEVICE:
            found.append(_flag(Kind.ONE_DEVICE, people))
    found.append(_flag(Kind.TWO_PLACES, [person for person in facts.here if person in facts.elsewhere]))
    relayed = [scan.person_id for scan in facts.scans if scan.made_at - scan.shown_at > RELAYED_AFTER]
    found.append(_flag(Kind.RELAYED, [person for person in relayed if person in facts.here]))
    late = [person for person, at in facts.made_at_by_person.items() if at > facts.ends_at + LONG_AFTER]
    found.append(Flag(Kind.LONG_AFTER, len(late)))
    if facts.heads is not None:
        found.append(Flag(Kind.HEAD_COUNT, abs(facts.heads - len(facts.here))))
    return [flag for flag in found if flag.number]


def _flag(kind: Kind, people: Sequence[int]) -> Flag:
    return Flag(kind, len(people), tuple(sorted(people)))


def kept(found: Sequence[Flag]) -> list[dict[str, Any]]:
    """Flags as they are kept with the meeting: what and how many, no names."""
    return [{"kind": flag.kind.value, "number": flag.number} for flag in found]


def read(stored: Sequence[Mapping[str, Any]] | None) -> list[Flag]:
    return [Flag(Kind(each["kind"]), each["number"]) for each in stored or ()]
