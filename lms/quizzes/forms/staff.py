"""What authors write about questions and appeals."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from lms.catalogue.questions import Number, Question, ShortText
from lms.quizzes.models import CorrectionKind
from lms.quizzes.rules.corrections import as_kept
from lms.quizzes.rules.numbers import plain, understood
from lms.ui.forms import Form, at_most, required

KINDS = [
    SelectChoice(CorrectionKind.ALSO_RIGHT.value, _l("Another answer is right as well")),
    SelectChoice(CorrectionKind.ALL_RIGHT.value, _l("Everybody gets full marks for this question")),
    SelectChoice(CorrectionKind.LEFT_OUT.value, _l("The question does not count")),
]


class CorrectionForm(Form):
    """How to put a faulty question right. `response` offers answers as they are kept."""

    kind = RadioField(
        _l("What shall be done"), choices=KINDS, validators=[required(_l("Choose one of the three."))]
    )
    response = RadioField(_l("Which answer is right as well"), choices=[], validate_choice=False)
    written = StringField(_l("Or write the answer that is right as well"), [at_most(200)])
    reach = RadioField(
        _l("Where"),
        choices=[
            SelectChoice("all", _l("In every edition that asks it with the same answers and the same key")),
            SelectChoice("one", _l("Only in the edition shown here")),
        ],
        default="all",
    )
    reason = StringField(
        _l("Why, in one sentence"),
        [required(_l("Write in one sentence what was wrong.")), at_most(300)],
        description=_l("Trainees who asked about this question read it."),
    )
    edition = HiddenField()
    appeal = HiddenField()

    def offer(self, question: Question, answers: list[tuple[str, str]]) -> None:
        """Let these answers be chosen, and others be written where the question asks for writing."""
        self.response.choices = [SelectChoice(*answer) for answer in answers]
        self._body = question.body
        if not isinstance(self._body, Number | ShortText):
            del self.written

    @property
    def second_key(self) -> str:
        """The answer that shall be right as well, as it is kept; "" for the other kinds."""
        if self.kind.data != CorrectionKind.ALSO_RIGHT.value:
            return ""
        if "written" in self and self.written.data:
            number = understood(self.written.data) if isinstance(self._body, Number) else None
            return as_kept([plain(number) if number is not None else self.written.data])
        return self.response.data or ""

    def validate_written(self, field: Any) -> None:
        if field.data and isinstance(self._body, Number) and understood(field.data) is None:
            raise ValidationError(_l("Write the number in digits."))

    def validate_reason(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(_l("Write in one sentence what was wrong."))

    def validate_response(self, field: Any) -> None:
        if self.kind.data != CorrectionKind.ALSO_RIGHT.value or ("written" in self and self.written.data):
            return
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(_l("Choose which answer is right as well."))


class AppealForm(Form):
    """What a trainee says of an answer."""

    words = TextAreaField(
        _l("Why do you think so? You can leave this empty."), [at_most(300)], render_kw={"rows": 3}
    )


class ReplyForm(Form):
    """What an author answers to an appeal that changes nothing."""

    reply = TextAreaField(
        _l("Your reply"),
        [required(_l("Write why, in one or two sentences.")), at_most(300)],
        render_kw={"rows": 3},
    )

    def validate_reply(self, field: Any) -> None:
        if not field.data:  # blanks alone, which count as written until they are tidied
            raise ValidationError(_l("Write why, in one or two sentences."))
