"""Fields that several of these forms share."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, PasswordField, SelectChoice, SelectField, StringField
from wtforms.validators import Length, Optional, ValidationError

from lms.people.models import Sex
from lms.people.rules import CONSENT_VERSION
from lms.people.rules.naming import UnlikelyName, check_name
from lms.ui.forms import PhoneField, PinField, WholeNumberField, required


def six_digits(_form: Any, field: Any) -> None:
    field.data = "".join((field.data or "").split())
    if not (len(field.data) == 6 and field.data.isascii() and field.data.isdigit()):
        raise ValidationError(_l("A PIN has six digits."))


def a_name(_form: Any, field: Any) -> None:
    try:
        check_name(field.data or "")
    except UnlikelyName as refusal:
        raise ValidationError(str(refusal.reason)) from refusal


def name_field() -> StringField:
    return StringField(
        _l("Full name"),
        [
            required(_l("Write the full name.")),
            Length(max=120, message=_l("This is too long. Use at most %(max)d letters.")),
            a_name,
        ],
        render_kw={"autocomplete": "name", "maxlength": 120},
    )


def birth_year_field() -> WholeNumberField:
    return WholeNumberField(
        _l("Birth year"),
        [required(_l("Write the birth year with four digits, such as 1957."))],
        render_kw={"inputmode": "numeric", "autocomplete": "bday-year", "maxlength": 4, "class": "short"},
    )


def phone_field(label: Any, needed: bool) -> PhoneField:
    first = required(_l("Write the phone number.")) if needed else Optional()
    return PhoneField(label, [first], render_kw={"autocomplete": "tel", "inputmode": "tel", "maxlength": 20})


def pin_field(label: Any) -> PinField:
    return PinField(label, [six_digits])


def several_field() -> BooleanField:
    return BooleanField(_l("Several people use this phone"))


def password_field(label: Any, autocomplete: str) -> PasswordField:
    return PasswordField(
        label, [required(_l("Write the password."))], render_kw={"autocomplete": autocomplete}
    )


def code_field() -> PinField:
    field: PinField = PinField(
        _l("Code from the app on your phone"),
        [six_digits],
        render_kw={
            "inputmode": "numeric",
            "autocomplete": "one-time-code",
            "maxlength": "7",
            "class": "code",
        },
    )
    return field


def sex_field() -> SelectField:
    return SelectField(
        _l("Sex"),
        choices=[
            SelectChoice("", _l("Not said")),
            SelectChoice(Sex.FEMALE.value, _l("Woman")),
            SelectChoice(Sex.MALE.value, _l("Man")),
        ],
        coerce=lambda value: Sex(value) if value else None,
        validate_choice=False,
    )


class WordsField(HiddenField):
    """Under which words the person agreed: those of the page they read, which may be of yesterday."""

    data: Any

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default=CONSENT_VERSION, **kwargs)

    def pre_validate(self, form: Any) -> None:
        """Refuse words that changed since; the page then shows, and sends, those of today."""
        if self.data != CONSENT_VERSION:
            self.data = CONSENT_VERSION
            raise ValidationError(_l("What we keep and why was written anew meanwhile. Read it once more."))


class UnitField(SelectField):
    """One of the places offered; the view offers only those within reach."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, choices=[], coerce=int, validate_choice=False, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        raw = valuelist[0] if valuelist else ""
        self.data = int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= 18 else None

    def process_data(self, value: Any) -> None:
        self.data = value
