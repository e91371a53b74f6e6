"""The official list of units as it is loaded: whole, without gaps in its tree."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from lms.core.errors import Refusal
from lms.places.models import Unit, UnitKind


@dataclass(frozen=True, slots=True)
class OfficialUnit:
    """One unit of the official list. Parents come before their children."""

    code: str
    kind: UnitKind
    form: str
    name: str
    bare_name: str
    parent: str | None
    predecessor: str | None = None


COUNTRY = OfficialUnit("VN", UnitKind.COUNTRY, "quốc gia", "Việt Nam", "Việt Nam", None)


class BadListing(Refusal):
    """The list cannot be the whole country: loading it would close units that exist."""


def check_listing(units: Collection[OfficialUnit], in_force: int) -> None:
    """Refuse a list that is torn, doubled or far shorter than what is in force.

    Raises:
        BadListing: saying which.
    """
    codes = {unit.code for unit in units}
    if len(codes) != len(units):
        raise BadListing("The list names a code twice.")
    orphans = [unit.code for unit in units if unit.parent is not None and unit.parent not in codes]
    if orphans:
        raise BadListing(f"The list lacks the parents of: {', '.join(orphans[:5])}.")
    if len(units) < in_force * 0.9:
        raise BadListing(f"The list has {len(units)} units where {in_force} are in force; is it whole?")


def nearest_covered(above: Sequence[Unit], paths: Iterable[str]) -> Unit | None:
    """The closest of these units (country first) that lies at or below one of the paths; None when none does."""
    starts = tuple(paths)
    return next((unit for unit in reversed(above) if starts and unit.path.startswith(starts)), None)
