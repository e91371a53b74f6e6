"""Boxes to choose: single, multiple, true or false."""

from werkzeug.datastructures import MultiDict

from lms.catalogue.questions import Choices, QuestionKind
from lms.quizzes import rules
from lms.quizzes.views.sheets.face import CHECKED, Face, Words, unknown_ticked
from lms.ui.languages import language


def asked(asked: rules.Asked, kept: MultiDict[str, str]) -> Face:
    ticked = kept.getlist("choice")
    words = _choices(asked)
    words["checked_unknown"] = unknown_ticked(kept)
    for place in range(len(asked.order)):
        words[f"checked_{place}"] = CHECKED if str(place) in ticked else ""
    return Face("choices", (asked.question.kind is QuestionKind.MULTIPLE, len(asked.order)), words)


def explained(asked: rules.Asked, response: rules.Response) -> Face:
    """Each choice in the order it was asked, the chosen ones with their own explanation."""
    spoken, body, words = language(), _body(asked), _choices(asked)
    looks = []
    for place, number in enumerate(asked.order):
        because = body.choices[number].because if number in response else None
        if because:
            words[f"because_{place}"] = because.in_(spoken)
        looks.append((number in body.right, number in response, because is not None))
    return Face("choices", tuple(looks), words)


def _choices(asked: rules.Asked) -> Words:
    spoken, choices = language(), _body(asked).choices
    return {f"choice_{place}": choices[number].text.in_(spoken) for place, number in enumerate(asked.order)}


def _body(asked: rules.Asked) -> Choices:
    assert isinstance(asked.question.body, Choices)  # noqa: S101  the kind says so
    return asked.question.body
