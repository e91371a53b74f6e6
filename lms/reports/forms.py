"""Setting a target, in the words of the person who answers for it."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField
from wtforms.validators import NumberRange

from lms.ui.forms import Form, WholeNumberField, required


class DayField(DateField):
    """A day from the browser's calendar; what cannot be read gets our words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        if not text:
            self.data = None
            return
        try:
            self.data = date.fromisoformat(text)
        except ValueError:
            self.data = None
            raise ValueError(_("Write the day as year, month and day, such as 2026-12-31.")) from None


class TargetForm(Form):
    per_cent = WholeNumberField(
        _l("Per cent of adults who have completed the course"),
        [
            required(_l("Write how many per cent, such as 80.")),
            NumberRange(1, 100, _l("Write a number from 1 to 100.")),
        ],
        render_kw={"inputmode": "numeric", "class": "short"},
    )
    due = DayField(_l("By which day"), [required(_l("Choose the day."))], render_kw={"class": "short"})

    instead_of = HiddenField()
    keeps_both = BooleanField()

    def replaced(self) -> date | None:
        """The day of the target that this page changes; None when it adds one."""
        try:
            return None if self.keeps_both.data else date.fromisoformat(self.instead_of.data or "")
        except ValueError:
            return None

    def values(self) -> dict[str, Any]:
        return {"per_cent": self.per_cent.data, "due": self.due.data}
