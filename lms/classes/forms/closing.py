"""The reason for a correction."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField

from lms.ui.forms import Form, at_most, required


class ReasonForm(Form):
    words = StringField(
        _l("Why do you correct it?"),
        [required(_l("Write the reason in a few words.")), at_most(300)],
        description=_l("Such as: the sheet of paper was found. It is kept with your name."),
    )
