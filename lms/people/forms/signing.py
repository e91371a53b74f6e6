"""What opens a door: PIN, card, password and code."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length, ValidationError

from lms.people.forms.fields import (
    code_field,
    password_field,
    phone_field,
    pin_field,
    several_field,
)
from lms.ui.forms import Form, PinField, required


class PhoneForm(Form):
    """A phone number and the PIN of one of the people who share it."""

    phone = phone_field(_l("Phone number"), needed=True)
    pin = pin_field(_l("PIN, six digits"))
    several = several_field()


class CardForm(Form):
    """The letters of a card, read by the page or typed, and the PIN."""

    token = StringField(
        _l("Letters under the square code"),
        [
            required(_l("Scan the code on the card, or type the letters under it.")),
            Length(max=80, message=_l("This is too long. Use at most %(max)d letters.")),
        ],
        render_kw={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    )
    pin = pin_field(_l("PIN, six digits"))
    several = several_field()


class PinForm(Form):
    """The PIN of a person already chosen."""

    pin = pin_field(_l("PIN, six digits"))


class StaffForm(Form):
    """Password and one-time code."""

    phone = phone_field(_l("Phone number"), needed=True)
    password = password_field(_l("Password"), "current-password")
    code = code_field()


class ChangePinForm(Form):
    """The PIN until now, and the new one twice."""

    old = pin_field(_l("Your PIN until now"))
    pin = pin_field(_l("New PIN of six digits"))
    again = pin_field(_l("The same PIN once more"))

    def validate_again(self, field: PinField) -> None:
        if field.data != self.pin.data:
            raise ValidationError(_l("The two PINs differ. Type the same six digits twice."))


class SetUpForm(Form):
    """A password chosen by oneself, and a code that proves the app is set up."""

    password = password_field(_l("Password of at least 12 characters"), "new-password")
    again = password_field(_l("The same password once more"), "new-password")
    code = code_field()

    def validate_again(self, field: StringField) -> None:
        if field.data != self.password.data:
            raise ValidationError(_l("The two passwords differ. Type the same one twice."))
