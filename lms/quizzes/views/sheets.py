"""The two faces of a question page, poured into moulds.

A mould depends on the language and the layout alone: how many
choices stand there, and once answered, which of them get which words beside
them. Everything a question says is poured in, so a handful of moulds serves all
questions of all courses.
"""

from collections.abc import Collection, Sequence
from typing import Any

from flask import url_for
from markupsafe import Markup

from lms.catalogue.content import Marking
from lms.catalogue.questions import Choices, QuestionKind
from lms.quizzes import rules
from lms.quizzes.forms import UNKNOWN
from lms.quizzes.queries import Sheet
from lms.ui.languages import language
from lms.ui.mould import Mould, Moulds, draw, pour, slot

_moulds = Moulds(at_most=300)
_CHECKED = Markup("checked")


def ask(
    sheet: Sheet, asked: rules.Asked, unclear: rules.Unclear | None = None, kept: Collection[str] = ()
) -> str:
    """The question, with what was chosen before still chosen."""
    count = len(asked.order)
    mould = _mould(
        "ask",
        asked.question.kind is QuestionKind.MULTIPLE,
        count,
        type(unclear),
        reason=unclear and unclear.reason,
    )
    poured = _common(sheet, asked)
    poured["checked_unknown"] = _CHECKED if UNKNOWN in kept else ""
    for place in range(count):
        poured[f"checked_{place}"] = _CHECKED if str(place) in kept else ""
    return pour(mould, **poured)


def explain(sheet: Sheet, asked: rules.Asked, chosen: Sequence[int], onward: int | None) -> str:
    """The question with the answer given, the right one and why; `onward` is the next to answer, if any."""
    spoken = language()
    whys = {number: _body(asked).choices[number].because for number in chosen}
    looks = tuple(
        (number in _body(asked).right, number in chosen, whys.get(number) is not None)
        for number in asked.order
    )
    outcome = (
        "right" if rules.credit(asked.question, chosen, Marking.EXACT) else "wrong" if chosen else "unknown"
    )
    mould = _mould("explain", looks, onward is None, outcome=outcome)
    poured = _common(sheet, asked)
    poured["because"] = asked.question.because.in_(spoken) if asked.question.because else ""
    for place, number in enumerate(asked.order):
        because = whys.get(number)
        if because:
            poured[f"because_{place}"] = because.in_(spoken)
    poured["onward"] = (
        url_for(".question", attempt_id=sheet.id, position=onward)
        if onward
        else url_for(".result", attempt_id=sheet.id)
    )
    return pour(mould, **poured)


def _body(asked: rules.Asked) -> Choices:
    assert isinstance(asked.question.body, Choices)  # noqa: S101  the only bodies published so far
    return asked.question.body


def _common(sheet: Sheet, asked: rules.Asked) -> dict[str, str | Markup]:
    spoken = language()
    poured: dict[str, str | Markup] = {
        "back": url_for(".start", course=sheet.course, module=sheet.module),
        "position": str(asked.position),
        "total": str(asked.total),
        "ask": asked.question.ask.in_(spoken),
        "spoken": asked.question.ask.language_for(spoken),
    }
    for place, choice in enumerate(_body(asked).choices[number] for number in asked.order):
        poured[f"choice_{place}"] = choice.text.in_(spoken)
    return poured


def _mould(face: str, *layout: Any, **words: Any) -> Mould:
    return _moulds.get(
        (face, language(), *layout),
        lambda: draw(f"quizzes/{face}.html", layout=layout, slot=slot, **words),
    )
