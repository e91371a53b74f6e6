"""How a draft begins, what is asked for, and what is decided."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from lms.ui.forms import CheckboxListField, Form, at_most, required
from lms.ui.languages import LANGUAGE_NAMES

_UNIT = _l("For which unit?")
_UNIT_HINT = _l("Only people who live there or below see it.")


class NewCourseForm(Form):
    title = StringField(_l("Title in Vietnamese"), [required(_l("Write a title.")), at_most(120)])
    languages = CheckboxListField(
        _l("Which languages besides Vietnamese?"),
        choices=[SelectChoice(code, name) for code, name in LANGUAGE_NAMES.items() if code != "vi"],
    )
    unit = SelectField(_UNIT, coerce=int, description=_UNIT_HINT)


class UploadForm(Form):
    file = FileField(_l("The zip file of a course, at most 5 MB"), [FileRequired(_l("Choose a file."))])
    unit = SelectField(_UNIT, coerce=int, description=_UNIT_HINT)


class CopyForm(Form):
    """A lesson or a course of one's own, made from what is published."""

    what = SelectField(_l("What do you want to change?"), [required(_l("Choose one."))])
    unit = SelectField(_UNIT, coerce=int, description=_UNIT_HINT)


class NameForm(Form):
    """A module or a lesson that is added."""

    title = StringField(_l("Title in Vietnamese"), [required(_l("Write a title.")), at_most(120)])


class PictureForm(Form):
    file = FileField(
        _l("A drawing (SVG, at most 8 KB) or a photograph (JPEG, PNG or WebP)"),
        [FileRequired(_l("Choose a file."))],
    )
    name = StringField(
        _l("Short name"), [at_most(50)], description=_l("Empty means: from the name of the file.")
    )


class AskForm(Form):
    note = TextAreaField(_l("What is new? A few words for who decides"), [at_most(1000)])


class ReasonForm(Form):
    reason = TextAreaField(
        _l("What should be changed?"), [required(_l("Write what should be changed.")), at_most(1000)]
    )


class SureForm(Form):
    sure = BooleanField(_l("Yes, show this edition to learners"), [required(_l("Tick the box first."))])
