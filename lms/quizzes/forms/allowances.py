"""More time or more tries for one person, as staff write it."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import NumberRange

from lms.quizzes.rules.limits import Limits
from lms.ui.forms import Form, WholeNumberField, at_most, required

MOST_MINUTES, MOST_ATTEMPTS = 600, 50


class AllowanceForm(Form):
    """What somebody gets beyond what the quiz gives everybody."""

    extra_minutes = WholeNumberField(
        _l("How many minutes more"),
        [
            required(_l("Write a number. 0 takes back what was given.")),
            NumberRange(0, MOST_MINUTES, _l("Write a number from 0 to 600.")),
        ],
        render_kw={"inputmode": "numeric", "class": "short", "autocomplete": "off"},
    )
    extra_attempts = WholeNumberField(
        _l("How many tries more"),
        [
            required(_l("Write a number. 0 takes back what was given.")),
            NumberRange(0, MOST_ATTEMPTS, _l("Write a number from 0 to 50.")),
        ],
        render_kw={"inputmode": "numeric", "class": "short", "autocomplete": "off"},
    )
    reason = StringField(
        _l("Why, in one sentence"),
        [required(_l("Write in one sentence why.")), at_most(200)],
        description=_l("For example: was ill, or the power was cut. Do not write about an illness itself."),
    )

    def offer(self, limits: Limits) -> None:
        """Ask only for what this quiz limits."""
        if limits.minutes is None:
            del self.extra_minutes
        if limits.allowed is None:
            del self.extra_attempts

    @property
    def minutes(self) -> int:
        return self._number("extra_minutes")

    @property
    def attempts(self) -> int:
        return self._number("extra_attempts")

    def _number(self, name: str) -> int:
        return self[name].data or 0 if name in self else 0
