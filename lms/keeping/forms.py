"""How a call went, and how somebody wants to be reminded."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField
from wtforms.fields.choices import SelectChoice

from lms.keeping.models import NextStep
from lms.keeping.rules.calls import OUTCOMES, STEPS
from lms.ui.forms import Form, at_most, required


class OutcomeForm(Form):
    outcome = RadioField(
        _l("How did it go?"),
        [required(_l("Choose one."))],
        choices=[SelectChoice(each.value, words) for each, words in OUTCOMES.items()],
    )
    step = RadioField(
        _l("What happens next?"),
        [required(_l("Choose one."))],
        choices=[SelectChoice(each.value, words) for each, words in STEPS.items()],
        default=NextStep.NONE.value,
    )


class WaysForm(Form):
    """What somebody agrees to; nothing is ticked for them."""

    sms = BooleanField(_l("Yes, send me a message (SMS) to my phone the day before"))
    email = BooleanField(_l("Yes, send me an e-mail the day before"))
    address = StringField(
        _l("E-mail address"),
        [at_most(200)],
        render_kw={"inputmode": "email", "autocomplete": "email", "autocapitalize": "off"},
    )
    caller = BooleanField(_l("Yes, a helper of the class may see my phone number and call me"))

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        address = (self["address"].data or "").strip()
        if self["email"].data and not re.fullmatch(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s.,;<>\"]+", address):
            self.refuse("address", _l("Write the whole e-mail address, such as hoa@example.vn."))
            fine = False
        return fine
