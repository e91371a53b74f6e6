"""Prompts, each with a match to choose."""

from werkzeug.datastructures import MultiDict

from lms.catalogue.questions import Matching
from lms.quizzes import rules
from lms.quizzes.forms import matching as form
from lms.quizzes.views.sheets.face import SELECTED, Face, Words, unknown_ticked
from lms.ui.languages import language


def asked(asked: rules.Asked, kept: MultiDict[str, str]) -> Face:
    spoken, body = language(), _body(asked)
    words: Words = {"checked_unknown": unknown_ticked(kept)}
    for place, number in enumerate(asked.order):
        words[f"match_{place}"] = body.matches[number].in_(spoken)
    for line, (prompt, chosen) in enumerate(zip(body.prompts, form.shown(kept, asked), strict=True)):
        words[f"prompt_{line}"] = prompt.in_(spoken)
        for place in range(len(asked.order)):
            words[f"selected_{line}_{place}"] = SELECTED if place == chosen else ""
    return Face("matching", (len(body.prompts), len(asked.order)), words)


def explained(asked: rules.Asked, response: rules.Response) -> Face:
    """Every prompt with its match; where another was chosen, that one too."""
    spoken, body = language(), _body(asked)
    words: Words = {}
    looks = []
    for number, prompt in enumerate(body.prompts):
        words[f"prompt_{number}"] = prompt.in_(spoken)
        words[f"match_{number}"] = body.matches[number].in_(spoken)
        chosen = response[number] if response else None
        if chosen is not None:
            words[f"chosen_{number}"] = body.matches[chosen].in_(spoken)
        looks.append("none" if chosen is None else "right" if chosen == number else "wrong")
    return Face("matching", tuple(looks), words)


def _body(asked: rules.Asked) -> Matching:
    assert isinstance(asked.question.body, Matching)  # noqa: S101  the kind says so
    return asked.question.body
