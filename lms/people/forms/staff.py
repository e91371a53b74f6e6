"""What staff write about people in their charge."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectChoice, SelectField, StringField
from wtforms.validators import Length

from lms.people.forms.fields import (
    UnitField,
    WordsField,
    birth_year_field,
    name_field,
    phone_field,
    sex_field,
)
from lms.people.models import ConsentMethod
from lms.ui.forms import Form, SharedForm, required


def _method() -> RadioField:
    return RadioField(
        _l("How did they agree?"),
        [required(_l("Choose how they agreed."))],
        choices=[
            SelectChoice(ConsentMethod.PAPER.value, _l("Signed on paper")),
            SelectChoice(ConsentMethod.ORAL.value, _l("Said so aloud in front of me")),
        ],
    )


class PlaceForm(Form):
    """A unit: from a short list, or found by typing when the list would be long."""

    place = StringField(
        _l("Commune, ward or village"),
        [Length(max=120, message=_l("This is too long. Use at most %(max)d letters."))],
        description=_l("Type a part of the name. Accents do not matter."),
    )
    unit_id = UnitField(_l("Where they live"))


class AddForm(PlaceForm):
    """A person, one by one."""

    name = name_field()
    birth_year = birth_year_field()
    phone = phone_field(_l("Phone number, if they have one"), needed=False)
    sex = sex_field()
    method = _method()
    words = WordsField()
    agreed = BooleanField(
        _l("They know what is kept about them, and they agree"),
        [required(_l("Tick this when the person has agreed. Without it we may not keep their name."))],
    )


class MoveForm(PlaceForm):
    """Where somebody lives now."""


class CorrectForm(SharedForm):
    """What was written wrongly, put right."""

    name = name_field()
    birth_year = birth_year_field()
    phone = phone_field(_l("Phone number, if they have one"), needed=False)
    sex = sex_field()


class GrantForm(PlaceForm):
    """A role, and where it holds."""

    role = SelectField(_l("Role"), validate_choice=False)
    unit_id = UnitField(_l("Where the role holds"))


class RosterForm(PlaceForm):
    """A sheet of people, and how they agreed."""

    file = FileField(_l("The list, as Excel or CSV"), [required(_l("Choose a file."))])
    method = _method()
    agreed = BooleanField(
        _l("Everybody on this list knows what is kept about them, and agrees"),
        [required(_l("Tick this when everybody on the list has agreed."))],
    )
