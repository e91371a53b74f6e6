"""The import form, in the reader's words."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from lms.ui.forms import Form, at_most, required

VILLAGES, POPULATION = "villages", "population"


class DayField(DateField):
    """A day; None when nothing is written, our words when it is no day."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(str(_l("Write the day with its month and year."))) from error


class ImportForm(Form):
    """A file of villages, or of adults with who counted them and when."""

    kind = RadioField(
        _l("What is in the file?"),
        [required(_l("Choose what is in the file."))],
        choices=[SelectChoice(VILLAGES, _l("Villages")), SelectChoice(POPULATION, _l("Number of adults"))],
    )
    file = FileField(
        _l("File (.xlsx or .csv)"),
        [FileRequired(_l("Choose a file."))],
        render_kw={"accept": ".csv,.xlsx"},
    )
    source = StringField(
        _l("Who counted the adults?"),
        [at_most(200)],
        description=_l("Only for the number of adults. Reports print it, such as: commune register."),
    )
    as_of = DayField(_l("Day of the count"), description=_l("Only for the number of adults."))

    def validate_source(self, field: Any) -> None:
        if self.kind.data == POPULATION and not field.data:
            raise ValidationError(_l("Write who counted the adults."))

    def validate_as_of(self, field: Any) -> None:
        if self.kind.data == POPULATION and not field.data:
            raise ValidationError(_l("Write the day of the count."))
