"""One field to write in: a number or a short text."""

from decimal import Decimal

from werkzeug.datastructures import MultiDict

from lms.catalogue.questions import Number, ShortText
from lms.quizzes import rules
from lms.quizzes.forms import written as form
from lms.quizzes.views.sheets.face import Face, Words, unknown_ticked
from lms.ui.languages import language, number


def number_asked(asked: rules.Asked, kept: MultiDict[str, str]) -> Face:
    words = _field(kept)
    unit = _number(asked).unit
    if unit:
        words["unit"] = unit.in_(language())
    return Face("number", (unit is not None,), words)


def number_explained(asked: rules.Asked, response: rules.Response) -> Face:
    """What was understood, the right number, and how far from it still counted."""
    body = _number(asked)
    words: Words = {"right": _amount(body.value, body)}
    if body.tolerance:
        words["lowest"] = _amount(body.value - body.tolerance, body)
        words["highest"] = _amount(body.value + body.tolerance, body)
    if response:
        words["written"] = _amount(Decimal(response[0]), body)
    return Face("number", (bool(response), bool(body.tolerance)), words)


def text_asked(asked: rules.Asked, kept: MultiDict[str, str]) -> Face:
    return Face("text", (), _field(kept))


def text_explained(asked: rules.Asked, response: rules.Response) -> Face:
    """What was written, and what counts in the reader's language."""
    assert isinstance(asked.question.body, ShortText)  # noqa: S101  the kind says so
    accepted = asked.question.body.accepted
    spoken = asked.question.ask.language_for(language())
    texts = accepted.get(spoken) or next(texts for texts in accepted.values() if texts)
    words: Words = {f"right_{number}": text for number, text in enumerate(texts)}
    if response:
        words["written"] = response[0]
    return Face("text", (bool(response), len(texts)), words)


def _field(kept: MultiDict[str, str]) -> Words:
    return {"written": form.shown(kept), "checked_unknown": unknown_ticked(kept)}


def _amount(value: Decimal, body: Number) -> str:
    """The number in the reader's marks, with its unit behind it: "50.000 đồng"."""
    shown = number(int(value) if value == value.to_integral_value() else float(value))
    return f"{shown} {body.unit.in_(language())}" if body.unit else shown


def _number(asked: rules.Asked) -> Number:
    assert isinstance(asked.question.body, Number)  # noqa: S101  the kind says so
    return asked.question.body
