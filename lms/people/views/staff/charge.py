"""What these pages have in common: the person in scope, places in scope, and writing on a page that is read."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from wtforms import SelectChoice

from lms.core.access import Role, me
from lms.people import queries, rules
from lms.people.forms.staff import PlaceForm
from lms.people.models import Person
from lms.places.models import UnitKind

SHORT = 60


def person_to_manage(person_id: int) -> Person:
    """A person in scope whose secrets and account the asker may change.

    Raises:
        Missing: out of scope; OutOfReach: staff whom the asker did not outrank.
    """
    person = queries.person_in_scope(me(), person_id)
    rules.check_may_manage(me(), queries.held_by(person.id))
    return person


def offer_places(
    form: PlaceForm,
    roles: Iterable[Role] = queries.STAFF,
    kinds: Iterable[UnitKind] = (UnitKind.COMMUNE, UnitKind.VILLAGE),
) -> None:
    """Fill the choice of places within the asker's reach: all of them when few, else those typed."""
    paths = me().paths(*roles)
    rows = queries.units_in(paths, kinds=kinds, limit=SHORT + 1)
    if len(rows) <= SHORT:
        del form.place
    else:
        typed = form.place.data or ""
        rows = queries.units_in(paths, typed, kinds=kinds, limit=SHORT) if typed else []
    form.unit_id.choices = [SelectChoice(row.id, _label(row)) for row in rows]
    if len(rows) == 1 and form.unit_id.data is None:
        form.unit_id.data = rows[0].id


def place_chosen(form: PlaceForm) -> int | None:
    """The id of the place chosen among those offered; None, with what to do beside the field, for none."""
    choices = {choice.value for choice in form.unit_id.choices}
    if form.unit_id.data in choices:
        return form.unit_id.data
    if form.place is not None and not choices:
        reason = _("No place has this name. Type a part of it.") if form.place.data else _("Type the place.")
        form.refuse("place", reason)
    else:
        form.refuse("unit_id", _("Choose the place from the list."))
    return None


def _label(row: Any) -> str:
    if row.kind == UnitKind.VILLAGE:
        return f"{row.name}, {row.above}"
    return f"{row.name} ({row.above})" if row.above else str(row.name)
