"""A file of questions, and where they go."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from lms.interop import formats
from lms.ui.forms import Form, required
from lms.ui.languages import LANGUAGE_NAMES

_HINTS = {
    "gift": _l("GIFT: a text file (.txt), from Moodle and others"),
    "aiken": _l("Aiken: a text file with A, B, C, D and “ANSWER: B”"),
    "moodle": _l("Moodle XML: the file that Moodle's question bank exports (.xml)"),
    "qti": _l("QTI 2.1 to 3.0: one item (.xml) or a package (.zip)"),
}


class BringForm(Form):
    """A file, its kind, the module, and the language it is written in."""

    file = FileField(_l("The file, at most 5 MB"), [FileRequired(_l("Choose a file."))])
    kind = RadioField(
        _l("What kind of file is it?"),
        [required(_l("Choose the kind of file."))],
        choices=[SelectChoice(kind, _HINTS[kind]) for kind in formats.READ],
    )
    module = SelectField(_l("Which module is it for?"), [required(_l("Choose a module."))])
    language = SelectField(
        _l("Which language is it written in?"),
        choices=[SelectChoice(code, name) for code, name in LANGUAGE_NAMES.items()],
        default="vi",
    )
