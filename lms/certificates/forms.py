"""Why a certificate is revoked."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from lms.ui.forms import Form, at_most, required


class RevokeForm(Form):
    because = TextAreaField(
        _l("Why is it revoked?"),
        [required(_l("Write why, in a few words.")), at_most(500)],
        description=_l("The holder reads this reason. The public page does not show it."),
    )
