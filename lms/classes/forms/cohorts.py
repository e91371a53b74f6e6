"""A class as a volunteer fills it in: what, where, who, and when it meets."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from lms.catalogue.content import Course
from lms.classes.actions.cohorts import Plan
from lms.classes.actions.meetings import Hours, Room
from lms.classes.forms.fields import DayField, HourField, LinkField, OneOf, OneRadio, SomeOf
from lms.classes.models import Mode
from lms.classes.rules.cohorts import MOST_MEETINGS, MOST_SEATS, TooManySeats, weekly
from lms.core import clock
from lms.ui.forms import Form, SharedForm, WholeNumberField, at_most, required

LONGEST = timedelta(hours=12)
MODES = (
    SelectChoice(Mode.IN_PERSON, _l("In person")),
    SelectChoice(Mode.ONLINE, _l("Online")),
    SelectChoice(Mode.HYBRID, _l("Both: some come, some join online")),
)
WEEKDAYS = (
    _l("Monday"),
    _l("Tuesday"),
    _l("Wednesday"),
    _l("Thursday"),
    _l("Friday"),
    _l("Saturday"),
    _l("Sunday"),
)


class PlanForm(SharedForm):
    """What a class is; also used to change it."""

    modules = SomeOf(_l("What is taught"), [required(_l("Choose at least one."))])
    name = StringField(
        _l("Name of the class"),
        [required(_l("Give the class a name.")), at_most(120)],
        description=_l("People will know the class by this name, such as “Lãnh Vân 3”."),
    )
    place = StringField(
        _l("Place"),
        [required(_l("Write where the class meets.")), at_most(200)],
        description=_l("Such as “Lãnh Vân culture house”. Write “At home” when all meet online."),
    )
    capacity = WholeNumberField(
        _l("Number of seats"),
        [
            required(_l("Write how many people fit.")),
            NumberRange(1, MOST_SEATS, TooManySeats.reason),
        ],
        default=30,
        render_kw={"inputmode": "numeric", "class": "short"},
    )
    minimum_attendance = WholeNumberField(
        _l("Attendance needed, in per cent"),
        [
            required(_l("Write a number from 0 to 100.")),
            NumberRange(0, 100, _l("Write a number from 0 to 100.")),
        ],
        description=_l("Of the planned meetings. Meetings missed with an excuse do not count."),
        render_kw={"inputmode": "numeric", "class": "short"},
    )

    correction_days = WholeNumberField(
        _l("Days after which a correction needs a reason"),
        [
            Optional(),
            NumberRange(0, 365, _l("Write a number from 0 to 365.")),
        ],
        default=7,
        render_kw={"inputmode": "numeric", "class": "short"},
    )

    open_door = BooleanField(
        _l("People of the commune find this class and take a seat by themselves"),
        description=_l(
            "It then has a page that anybody can read, without names of learners. Its poster leads there."
        ),
    )

    def offer_modules(self, course: Course, language: str) -> None:
        self["modules"].choices = [
            SelectChoice(module.slug, module.title.in_(language)) for module in course.modules
        ]

    def plan(self) -> Plan:
        chosen = set(self["modules"].data)
        return Plan(
            name=self["name"].data,
            place=self["place"].data,
            capacity=self["capacity"].data,
            minimum_attendance=self["minimum_attendance"].data,
            correction_days=7 if self["correction_days"].data is None else self["correction_days"].data,
            modules=[choice.value for choice in self["modules"].choices if choice.value in chosen],
            open_door=bool(self["open_door"].data),
        )


class WhenForm(Form):
    """The hours and the room that a meeting, or a row of meetings, shares."""

    starts = HourField(
        _l("Begins at"), [required(_l("Write when the meeting begins."))], default=time(19, 30)
    )
    ends = HourField(_l("Ends at"), [required(_l("Write when the meeting ends."))], default=time(21, 0))
    mode = OneRadio(
        _l("How people take part"), [required(_l("Choose one."))], choices=MODES, default=Mode.IN_PERSON.value
    )
    link = LinkField(
        _l("Link for joining online"),
        description=_l("Only for online meetings, such as a Zoom or Google Meet link."),
        render_kw={"inputmode": "url", "autocapitalize": "off", "autocomplete": "off"},
    )

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        starts, ends = self["starts"].data, self["ends"].data
        if starts and ends and not timedelta(0) < _length(starts, ends) <= LONGEST:
            self.refuse("ends", _("The end comes after the beginning."))
            fine = False
        if self["mode"].data in (Mode.ONLINE, Mode.HYBRID) and not self["link"].data:
            if not self["link"].errors:
                self.refuse("link", _("Paste the link with which people join."))
            fine = False
        return fine

    def hours_on(self, day: date) -> Hours:
        """A meeting that ends at an earlier hour than it begins, ends after midnight."""
        starts_at = _moment(day, self["starts"].data)
        return Hours(starts_at, starts_at + _length(self["starts"].data, self["ends"].data))

    def room(self, place: str) -> Room:
        mode = Mode(self["mode"].data)
        speakers = self["speakers"].data if "speakers" in self else None
        return Room(mode, place, None if mode is Mode.IN_PERSON else self["link"].data, speakers or None)


class WeeklyForm(WhenForm):
    """Meetings that come back every week."""

    first = DayField(_l("First meeting"), [required(_l("Choose the day of the first meeting."))])
    weekdays = SomeOf(
        _l("Every week on"),
        choices=[SelectChoice(str(number), name) for number, name in enumerate(WEEKDAYS)],
        description=_l("Leave empty to meet on the weekday of the first meeting."),
    )

    def chosen_weekdays(self) -> set[int]:
        """The days of the week, Monday being 0; empty for that of the first meeting."""
        return {int(day) for day in self["weekdays"].data or []}


class NewCohortForm(PlanForm, WeeklyForm):
    """Everything for a new class on one page, its meetings included."""

    unit = OneOf(_l("Village or commune"), [required(_l("Choose where the class belongs."))])
    how_many = WholeNumberField(
        _l("Number of meetings"),
        [
            required(_l("Write how many meetings there are.")),
            NumberRange(1, MOST_MEETINGS, _l("Plan between 1 and 60 meetings.")),
        ],
        default=8,
        render_kw={"inputmode": "numeric", "class": "short"},
    )

    def offer_units(self, units: Sequence[Any]) -> None:
        self["unit"].choices = [SelectChoice("", _("Choose"))] + [
            SelectChoice(str(unit.id), f"\N{EM SPACE}{unit.name}" if unit.kind == "village" else unit.name)
            for unit in units
        ]

    def times(self) -> list[Hours]:
        days = weekly(self["first"].data, self.chosen_weekdays(), self["how_many"].data)
        return [self.hours_on(day) for day in days]


class MeetingForm(WhenForm, SharedForm):
    """One meeting: added, or moved to another day, hour or room."""

    day = DayField(_l("Day"), [required(_l("Choose the day of the meeting."))])
    place = StringField(_l("Place"), [required(_l("Write where the class meets.")), at_most(200)])
    speakers = StringField(
        _l("Guest speakers"), [at_most(200)], description=_l("Their names, if there are any.")
    )
    modules = SomeOf(_l("What is taught"), [required(_l("Choose at least one."))])

    def offer_modules(self, course: Course, taught: Sequence[str], language: str) -> None:
        self["modules"].choices = [
            SelectChoice(module.slug, module.title.in_(language))
            for module in course.modules
            if module.slug in taught
        ]

    def hours(self) -> Hours:
        return self.hours_on(self["day"].data)


def _length(starts: time, ends: time) -> timedelta:
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    return timedelta(minutes=minutes % (24 * 60))


def _moment(day: date, hour: time) -> datetime:
    return clock.at_local(day, hour.hour, hour.minute)
