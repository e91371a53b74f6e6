"""Adding people to a class: somebody at the door, or a list."""

import json
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from lms.classes.forms.fields import OneOf
from lms.classes.rules.roster import RosterUnreadable
from lms.core.errors import Refusal
from lms.core.sheets import Row
from lms.people.rules.naming import check_birth_year, check_name
from lms.people.rules.roster import BIRTH_YEAR, NAME, PHONE, SEX, VILLAGE, Entry
from lms.ui.forms import Form, PhoneField, WholeNumberField, at_most, required

_AGREED = _l("Ask whether they agree, then tick the box.")


def _a_name(_form: Any, field: Any) -> None:
    try:
        check_name(field.data or "")
    except Refusal as refusal:
        raise ValidationError(str(refusal.reason)) from refusal


class WalkInForm(Form):
    """Two fields and a word: somebody stands at the door and the class has begun."""

    name = StringField(
        _l("Full name"),
        [required(_l("Write the full name.")), at_most(120), _a_name],
        render_kw={"autofocus": True, "autocomplete": "off", "autocapitalize": "words"},
    )
    birth_year = WholeNumberField(
        _l("Birth year"),
        [required(_l("Write the birth year."))],
        render_kw={"inputmode": "numeric", "autocomplete": "off", "class": "short", "maxlength": "4"},
    )
    consent = BooleanField(_l("They said yes: we may keep their name and birth year."), [required(_AGREED)])
    phone = PhoneField(_l("Phone, if they have one"), render_kw={"autocomplete": "off", "inputmode": "tel"})
    unit = OneOf(_l("Where they live"))

    def offer_units(self, units: Sequence[Any]) -> None:
        self["unit"].choices = [SelectChoice(str(unit.id), unit.name) for unit in units]

    def check_year(self, this_year: int) -> bool:
        """Whether somebody who learns can have been born then; the reason stands beside the field if not."""
        try:
            check_birth_year(self["birth_year"].data, this_year)
        except Refusal as refusal:
            self.refuse("birth_year", refusal.reason)
            return False
        return True

    def entry(self) -> Entry:
        return Entry(
            line=0,
            name=self["name"].data,
            birth_year=self["birth_year"].data,
            unit_id=int(self["unit"].data),
            phone=self["phone"].data,
        )


class RosterForm(Form):
    file = FileField(
        _l("Your list"),
        [FileRequired(_l("Choose a file from your device."))],
        render_kw={"accept": ".xlsx,.csv"},
    )


class RosterConfirmForm(Form):
    """The list as it was read, sent back with what the trainer decided about each line."""

    rows = HiddenField()
    consent = BooleanField(
        _l("Everybody on this list agreed, on paper or aloud, that we keep their name and birth year."),
        [required(_AGREED)],
    )

    def keep(self, rows: Sequence[Row]) -> None:
        self["rows"].data = json.dumps(
            [
                [
                    row.line,
                    row.get(*NAME),
                    row.get(*BIRTH_YEAR),
                    row.get(*VILLAGE),
                    row.get(*PHONE),
                    row.get(*SEX),
                ]
                for row in rows
            ],
            ensure_ascii=False,
        )

    def kept(self) -> list[Row]:
        """The rows that `keep` put in; judged again from the start, because anybody can send anything.

        Raises:
            RosterUnreadable: when it is something else.
        """
        headings = (NAME[0], BIRTH_YEAR[0], VILLAGE[0], PHONE[0], SEX[0])
        try:
            return [
                Row(int(line), dict(zip(headings, map(str, cells), strict=True)))
                for line, *cells in json.loads(self["rows"].data or "")
            ]
        except (ValueError, TypeError, RecursionError):
            raise RosterUnreadable from None
