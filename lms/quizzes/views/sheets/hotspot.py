"""A picture with numbered parts, and the same parts as a list: the list alone is enough."""

from flask import url_for
from werkzeug.datastructures import MultiDict

from lms.catalogue.questions import Hotspot
from lms.quizzes import rules
from lms.quizzes.views.sheets.face import CHECKED, Face, Words, unknown_ticked
from lms.ui.languages import language


def asked(asked: rules.Asked, kept: MultiDict[str, str]) -> Face:
    ticked = kept.getlist("choice")
    words = _picture(asked)
    words["checked_unknown"] = unknown_ticked(kept)
    for place in range(len(asked.order)):
        words[f"checked_{place}"] = CHECKED if str(place) in ticked else ""
    return Face("hotspot", (len(asked.order),), words)


def explained(asked: rules.Asked, response: rules.Response) -> Face:
    """Every spot says why it is a sign or why it is not: one looks for all of them."""
    spoken, body, words = language(), _body(asked), _picture(asked)
    looks = []
    for place, number in enumerate(asked.order):
        because = body.spots[number].because
        if because:
            words[f"because_{place}"] = because.in_(spoken)
        looks.append((number in body.right, number in response, because is not None))
    return Face("hotspot", tuple(looks), words)


def _picture(asked: rules.Asked) -> Words:
    spoken, body = language(), _body(asked)
    words: Words = {
        "picture": url_for("catalogue.picture", name=body.picture),
        "alt": body.alt.in_(spoken),
    }
    for place, number in enumerate(asked.order):
        spot = body.spots[number]
        words[f"choice_{place}"] = spot.text.in_(spoken)
        for side, length in zip(("left", "top", "width", "height"), spot.box, strict=True):
            words[f"{side}_{place}"] = f"{length}%"
    return words


def _body(asked: rules.Asked) -> Hotspot:
    assert isinstance(asked.question.body, Hotspot)  # noqa: S101  the kind says so
    return asked.question.body
