"""Joining, a little at a time."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import ValidationError

from lms.people.forms.fields import (
    WordsField,
    birth_year_field,
    name_field,
    phone_field,
    pin_field,
    several_field,
)
from lms.ui.forms import Form, PinField, required


class WhoForm(Form):
    """The first page: who somebody is."""

    name = name_field()
    birth_year = birth_year_field()


class SecretForm(Form):
    """The last page: a PIN chosen by oneself, and agreeing."""

    phone = phone_field(_l("Phone number, if you have one"), needed=False)
    pin = pin_field(_l("Choose a PIN of six digits"))
    again = pin_field(_l("The same PIN once more"))
    several = several_field()
    words = WordsField()
    consent = BooleanField(
        _l("I agree that my details are used so that I can learn here"),
        [required(_l("Tick the box if you agree. Without it we may not keep your name."))],
    )

    def validate_again(self, field: PinField) -> None:
        if field.data != self.pin.data:
            raise ValidationError(_l("The two PINs differ. Type the same six digits twice."))
