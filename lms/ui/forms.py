"""The form base and fields in our wording: every rule says what to do, none says "invalid"."""

from hashlib import sha256
from typing import Any

from flask import has_request_context, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import ImmutableMultiDict
from wtforms import HiddenField, IntegerField, SelectMultipleField, StringField, TelField
from wtforms.validators import InputRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from lms.core.text import is_clean, nfc, phone_number
from lms.ui.tokens import csrf_token


def tidy(value: Any) -> Any:
    """One spelling inside, whatever the keyboard sent."""
    return nfc(value) if isinstance(value, str) else value


def clean(_form: FlaskForm, field: Any) -> None:
    """Refuse hidden characters, which can only deceive."""
    if field.data and not is_clean(field.data):
        raise ValidationError(_l("This text has a hidden character. Type it again instead of pasting it."))


class _SessionsToken(FlaskForm.Meta.csrf_class):
    """Flask-WTF's, with the one token of the session instead of one signed for each form."""

    def generate_csrf_token(self, csrf_token_field: Any) -> str:
        return csrf_token()


class Form(FlaskForm):
    """What every form inherits: composed text and no hidden characters."""

    class Meta(FlaskForm.Meta):
        csrf_class = _SessionsToken

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            # Pages send forms. JSON in a form's place is nobody's page, and Flask-WTF would trip over it.
            if has_request_context() and request.is_json:
                return None if formdata is None else ImmutableMultiDict()
            return super().wrap_formdata(form, formdata)

        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            filters = unbound_field.kwargs.get("filters", [])
            if issubclass(unbound_field.field_class, StringField) and tidy not in filters:
                unbound_field.kwargs["filters"] = [*filters, tidy]
            field = unbound_field.bind(form=form, **options)
            if isinstance(field, StringField):
                field.validators = [*field.validators, clean]
            return field

    def refuse(self, field: str, reason: Any) -> None:
        """Put a rule's reason beside the field it is about."""
        self[field].errors = [*self[field].errors, str(reason)]


class SharedForm(Form):
    """A form for what others may change too: it says when somebody did while it stood open."""

    before = HiddenField()

    def overtaken(self, shown: str) -> bool:
        """Whether somebody changed this since the page was opened. What was typed stays; saved once more it counts.

        Args:
            shown: what stands there now, as the reader is told.
        """
        fields = [each for each in self if each.name not in {"before", "csrf_token"}]
        stands = sha256(repr([each.object_data for each in fields]).encode()).hexdigest()
        opened, self["before"].data = self["before"].data, stands
        sent_twice = all((each.data or None) == (each.object_data or None) for each in fields)
        if not opened or opened == stands or sent_twice:
            return False
        self.form_errors.append(
            _(
                "Somebody changed this meanwhile. It says now: %(details)s. Save once more to put yours in its place.",
                details=shown,
            )
        )
        return True


def required(message: Any) -> InputRequired:
    """InputRequired with our words and without the browser's bubble in another language."""
    return InputRequired(message)


def at_most(length: int) -> Length:
    return Length(max=length, message=_l("This is too long. Use at most %(max)d letters."))


class PinField(StringField):
    """Six digits, shown as dots on request, typed on a number pad."""

    def __init__(self, label: Any, validators: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault(
            "render_kw", {"inputmode": "numeric", "autocomplete": "off", "maxlength": "6", "class": "code"}
        )
        super().__init__(label, validators, **kwargs)


class WholeNumberField(IntegerField):
    """A whole number; what cannot be read gets our words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        text = valuelist[0].strip()
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            self.data = None
            raise ValueError(str(_l("Write a number in digits, such as 1957.")))
        self.data = int(text)


class CheckboxListField(SelectMultipleField):
    """Several choices as large boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PhoneField(TelField):
    """A Vietnamese phone number, kept as digits with a leading 0."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            self.data = phone_number(valuelist[0] if valuelist else "")
        except ValueError:
            self.data = None
            raise ValueError(str(_l("A phone number has 10 digits, such as 0912 345 678."))) from None

    def _value(self) -> str:
        return self.data or (self.raw_data[0] if self.raw_data else "")
