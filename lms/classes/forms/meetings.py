"""A row of meetings, and meetings beside the lessons, as a volunteer plans them."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional, ValidationError

from lms.classes.actions.meetings import Hours
from lms.classes.forms.cohorts import WeeklyForm, WhenForm
from lms.classes.forms.fields import DayField, OneOf, OneRadio, SomeOf
from lms.classes.models import Kind
from lms.classes.rules.cohorts import MOST_MEETINGS, recurring
from lms.ui.forms import WholeNumberField, at_most, required

KINDS = (
    SelectChoice(Kind.MAKE_UP, _l("Make-up meeting, for those who missed one")),
    SelectChoice(Kind.VISIT, _l("Home visit")),
    SelectChoice(Kind.COACHING, _l("One-to-one coaching")),
)
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class _PlacedForm(WhenForm):
    """A meeting's room besides its hours."""

    place = StringField(_l("Place"), [required(_l("Write where the class meets.")), at_most(200)])
    speakers = StringField(
        _l("Guest speakers"), [at_most(200)], description=_l("Their names, if there are any.")
    )


class RowForm(_PlacedForm, WeeklyForm):
    """Every week, on chosen days, so many times or until a day."""

    how_many = WholeNumberField(
        _l("Number of meetings"),
        [Optional(), NumberRange(1, MOST_MEETINGS, _l("Plan between 1 and 60 meetings."))],
        description=_l("Or leave it empty and write the last day."),
        render_kw={"inputmode": "numeric", "class": "short"},
    )
    until = DayField(_l("Last day"), [Optional()])
    skipping = StringField(
        _l("Days without a meeting"),
        [at_most(300)],
        description=_l("Such as holidays: 2/9/2026, 1/1/2027"),
        render_kw={"inputmode": "text", "autocomplete": "off"},
    )

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if not self["how_many"].data and not self["until"].data:
            self.refuse("how_many", _l("Write how many meetings there are, or the last day."))
            fine = False
        return fine

    def validate_skipping(self, field: Any) -> None:
        self._skipped()

    def _skipped(self) -> set[date]:
        days = set()
        for written in re.split(r"[,;\s]+", self["skipping"].data or ""):
            if not written:
                continue
            found = _DAY.fullmatch(written)
            try:
                day, month, year = (int(part) for part in found.groups()) if found else (0, 0, 0)
                days.add(date(year, month, day))
            except ValueError:
                raise ValidationError(_l("Write each day as day/month/year, with a comma between.")) from None
        return days

    def times(self) -> list[Hours]:
        how_many, until = self["how_many"].data, self["until"].data
        days = recurring(self["first"].data, self.chosen_weekdays(), how_many, until, self._skipped())
        return [self.hours_on(day) for day in days]


class ExtraForm(_PlacedForm):
    """One meeting for some of the class."""

    kind = OneRadio(_l("What it is"), [required(_l("Choose one."))], choices=KINDS)
    missed = OneOf(
        _l("It makes up for"), description=_l("Whoever comes counts as having come to that meeting.")
    )
    people = SomeOf(_l("For whom"), [required(_l("Choose at least one."))])
    day = DayField(_l("Day"), [required(_l("Choose the day of the meeting."))])

    def offer(self, people: Sequence[Any], lessons: Sequence[Any], words: Any) -> None:
        self["people"].choices = [SelectChoice(str(each.id), each.name) for each in people]
        self["missed"].choices = [SelectChoice("", str(_l("No meeting")))] + [
            SelectChoice(str(each.id), words(each)) for each in lessons
        ]

    def missed_id(self) -> int | None:
        return int(self["missed"].data) if self["missed"].data else None

    def chosen(self) -> list[int]:
        return [int(each) for each in self["people"].data]

    def hours(self) -> Hours:
        return self.hours_on(self["day"].data)
