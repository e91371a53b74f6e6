"""The two faces of a question page, poured into moulds.

A mould depends on the language and the layout alone: the kind of question, how many
parts stand there, and once answered, which of them get which words beside them.
Everything a question says is poured in, so a handful of moulds serves all questions
of all courses.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import request, url_for
from werkzeug.datastructures import MultiDict

from lms.catalogue import shelf
from lms.catalogue.content import Marking
from lms.catalogue.questions import QuestionKind
from lms.core.access import me
from lms.people.queries import names_of
from lms.quizzes import rules
from lms.quizzes.forms import NOTHING
from lms.quizzes.queries import Sheet
from lms.quizzes.queries.corrections import in_force
from lms.quizzes.rules import corrections as corrected
from lms.quizzes.views.sheets import choices, hotspot, matching, ordering, story, written
from lms.quizzes.views.sheets.face import Face, Words
from lms.ui.languages import hour, language
from lms.ui.manners import called
from lms.ui.mould import Mould, Moulds, draw, pour, slot

_moulds = Moulds(at_most=600)


def ask(
    sheet: Sheet,
    asked: rules.Asked,
    kept: MultiDict[str, str] = NOTHING,
    unclear: rules.Unclear | None = None,
) -> str:
    """The question, with what was chosen, typed, moved or walked before still there."""
    counted = shelf.edition(sheet.edition).quiz.attempts is not None
    learner = names_of([sheet.person_id])[0][1] if _helps(sheet) else ""
    place = "helped" if learner else "counted" if counted else "quiz"
    return ask_in(place, _back(sheet), asked, kept, unclear, until=sheet.due_at, learner=learner)


def ask_in(
    place: str,
    back: str,
    asked: rules.Asked,
    kept: MultiDict[str, str] = NOTHING,
    unclear: rules.Unclear | None = None,
    until: datetime | None = None,
    learner: str = "",
) -> str:
    """The same in any place that asks: "quiz" ("counted" where tries are, "helped" on a trainer's phone), "review" or "placement". The answer goes to the page's own address."""
    face = _ASKED[asked.question.kind](asked, kept)
    mould = _mould("ask", place, face, until is not None, type(unclear), reason=unclear and unclear.reason)
    words = _common(back, asked)
    if learner:
        words["learner"] = learner
    if until:
        words["until"] = hour(until)
    return pour(mould, **words, **face.words)


def face_of(asked: rules.Asked) -> Face:
    """What a page that asks several questions at once says of this one."""
    return _ASKED[asked.question.kind](asked, NOTHING)


def explain(
    sheet: Sheet, asked: rules.Asked, response: rules.Response, onward: int | None, marking: Marking
) -> str:
    """The question with the answer given, the right one and why; `onward` is the next to answer, if any."""
    address = (
        url_for(".question", attempt_id=sheet.id, position=onward)
        if onward
        else url_for(".result", attempt_id=sheet.id)
    )
    corrections = in_force(sheet.edition, sheet.module)
    return explain_in("quiz", _back(sheet), asked, response, address, onward is None, marking, corrections)


def explain_in(
    place: str,
    back: str,
    asked: rules.Asked,
    response: rules.Response,
    onward: str,
    is_last: bool,
    marking: Marking,
    corrections: corrected.Corrections = corrected.NONE,
) -> str:
    """The same in any place that asks; `onward` is the address of what follows."""
    spoken, because = language(), asked.question.because
    face = _EXPLAINED[asked.question.kind](asked, response)
    outcome = rules.outcome(asked.question, response, marking)
    verdict = corrected.verdict(asked.question, response, marking, corrections)
    if verdict == "right":
        outcome = "right"
    mould = _mould("explain", place, face, outcome, because is not None, is_last, verdict)
    words = _common(back, asked)
    if because:
        words["because"], words["because_spoken"] = because.in_(spoken), because.language_for(spoken)
    if outcome == "partly":
        words["found"], words["of"] = map(str, rules.parts_right(asked.question, response))
    words["onward"], words["appeal"] = onward, f"{request.path}/appeal"  # as `.appeal` is addressed
    return pour(mould, **words, **face.words)


def _helps(sheet: Sheet) -> bool:
    """Whether the reader touches for whose attempt it is."""
    return sheet.person_id != me().person_id


def _back(sheet: Sheet) -> str:
    if _helps(sheet):  # the quiz's first page would be the helper's own
        return url_for("home.index")
    return url_for(".start", course=sheet.course, module=sheet.module)


def _common(back: str, asked: rules.Asked) -> Words:
    spoken = language()
    return {
        "back": back,
        "position": str(asked.position),
        "total": str(asked.total),
        "ask": asked.question.ask.in_(spoken),
        "spoken": asked.question.ask.language_for(spoken),
    }


def _mould(side: str, place: str, face: Face, *state: Any, **words: Any) -> Mould:
    return _moulds.get(
        (side, place, language(), called(), face.part, face.layout, *state),
        lambda: draw(
            f"quizzes/{side}.html",
            part=f"quizzes/{side}/{face.part}.html",
            kind=face.part,
            place=place,
            layout=face.layout,
            state=state,
            slot=slot,
            **words,
        ),
    )


_ASKED: dict[QuestionKind, Callable[[rules.Asked, MultiDict[str, str]], Face]] = {
    QuestionKind.SINGLE: choices.asked,
    QuestionKind.MULTIPLE: choices.asked,
    QuestionKind.TRUE_FALSE: choices.asked,
    QuestionKind.HOTSPOT: hotspot.asked,
    QuestionKind.ORDERING: ordering.asked,
    QuestionKind.MATCHING: matching.asked,
    QuestionKind.NUMBER: written.number_asked,
    QuestionKind.SHORT_TEXT: written.text_asked,
    QuestionKind.SCENARIO: story.asked,
}
_EXPLAINED: dict[QuestionKind, Callable[[rules.Asked, rules.Response], Face]] = {
    QuestionKind.SINGLE: choices.explained,
    QuestionKind.MULTIPLE: choices.explained,
    QuestionKind.TRUE_FALSE: choices.explained,
    QuestionKind.HOTSPOT: hotspot.explained,
    QuestionKind.ORDERING: ordering.explained,
    QuestionKind.MATCHING: matching.explained,
    QuestionKind.NUMBER: written.number_explained,
    QuestionKind.SHORT_TEXT: written.text_explained,
    QuestionKind.SCENARIO: story.explained,
}
