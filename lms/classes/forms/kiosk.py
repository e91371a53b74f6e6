"""What is asked at the tablet."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, PasswordField

from lms.ui.forms import Form, PinField, required


class StartKioskForm(Form):
    by_look = BooleanField(
        _l(
            "Who has no PIN, or forgot it, may press “I am here”. It counts when I confirm it in the register."
        ),
        default=True,
    )


class KioskPinForm(Form):
    pin = PinField(_l("PIN, six digits"), [required(_l("Type your PIN: six digits."))])


class LeaveKioskForm(Form):
    secret = PasswordField(
        _l("Your password or your PIN"),
        [required(_l("Type the password or the PIN of the trainer."))],
        render_kw={"autocomplete": "off"},
    )
