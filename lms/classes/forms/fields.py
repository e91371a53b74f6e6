"""Fields whose refusals are in our words: a day, an hour, a choice from a list, a link."""

from datetime import date, time
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField
from wtforms.fields import DateField, TimeField
from wtforms.validators import ValidationError

from lms.ui.forms import CheckboxListField


class DayField(DateField):
    """A day, as the phone's own calendar sends it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            self.data = date.fromisoformat(valuelist[0].strip())
        except ValueError:
            raise ValueError(str(_l("Choose a day from the calendar."))) from None
        if not 2020 <= self.data.year <= 2100:
            self.data = None
            raise ValueError(str(_l("Choose a day from the calendar.")))


class HourField(TimeField):
    """A time of day in hours and minutes."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        try:
            self.data = time.fromisoformat(valuelist[0].strip()).replace(second=0, microsecond=0, tzinfo=None)
        except ValueError:
            raise ValueError(str(_l("Write the time as hours and minutes, such as 19:30."))) from None


class _OfTheList:
    """What the list does not hold cannot be chosen; the browser never sends it by itself."""

    def pre_validate(self, form: Any) -> None:
        known = {str(value) for value, *_rest in self.iter_choices()}  # type: ignore[attr-defined]
        chosen = self.data if isinstance(self.data, list) else [self.data] if self.data else []  # type: ignore[attr-defined]
        if any(str(each) not in known for each in chosen):
            raise ValidationError(_l("Choose one from the list."))


class OneOf(_OfTheList, SelectField):
    pass


class OneRadio(_OfTheList, RadioField):
    def __init__(self, *arguments: Any, **words: Any) -> None:
        super().__init__(*arguments, **words)
        self.type = "RadioField"  # the macros know the kinds by their names


class SomeOf(_OfTheList, CheckboxListField):
    def __init__(self, *arguments: Any, **words: Any) -> None:
        super().__init__(*arguments, **words)
        self.type = "CheckboxListField"


class LinkField(StringField):
    """The address of an online room: https and nothing else, so that no link can run anything."""

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        try:
            parts = urlsplit(self.data)
            fine = parts.scheme == "https" and bool(parts.hostname) and "." in (parts.hostname or "")
        except ValueError:
            fine = False
        if not fine or " " in self.data or len(self.data) > 500:
            raise ValidationError(_l("Paste the whole link. It begins with https://"))
