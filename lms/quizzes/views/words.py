"""Kinds, orders and advice in the reader's words."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.catalogue.questions import Choices, Hotspot, Question, QuestionKind
from lms.quizzes.models import CorrectionKind
from lms.quizzes.rules.advice import Advice, Hint
from lms.ui.languages import language

KINDS = {
    QuestionKind.SINGLE: _l("one right answer"),
    QuestionKind.MULTIPLE: _l("several right answers"),
    QuestionKind.TRUE_FALSE: _l("true or false"),
    QuestionKind.ORDERING: _l("put in order"),
    QuestionKind.MATCHING: _l("match"),
    QuestionKind.NUMBER: _l("number"),
    QuestionKind.SHORT_TEXT: _l("short text"),
    QuestionKind.HOTSPOT: _l("find in the picture"),
    QuestionKind.SCENARIO: _l("story"),
}
ORDERS = {
    "advice": _l("What needs a look first"),
    "course": _l("As in the course"),
    "answers": _l("Most answers first"),
    "facility": _l("Hardest first"),
    "discrimination": _l("Tells people apart least first"),
    "unknown": _l("Most “I don't know yet” first"),
    "seconds": _l("Slowest first"),
}
CORRECTED = {
    CorrectionKind.ALSO_RIGHT: _l("Another answer is right as well"),
    CorrectionKind.ALL_RIGHT: _l("Everybody gets full marks"),
    CorrectionKind.LEFT_OUT: _l("Does not count"),
}


def letter(number: int) -> str:
    """How an author's choice is called: A for the first."""
    return chr(ord("A") + number)


def sentence(question: Question, advice: Advice) -> str:
    """The advice, spoken to the author."""
    match advice.hint:
        case Hint.KEY:
            return _("Those who know much get it wrong more often: look at the key.")
        case Hint.POPULAR_WRONG:
            return _(
                "%(count)s in ten choose %(choice)s: is it also true?",
                count=advice.in_ten,
                choice=_choice(question, advice.number),
            )
        case Hint.UNSURE:
            return _("%(count)s in ten say “I don't know yet”: is the lesson clear?", count=advice.in_ten)
        case Hint.HARD:
            return _("Hardly anybody is right: does the lesson teach this?")
        case Hint.EASY:
            return _("Nearly everybody is right: is it too easy?")
        case Hint.FLAT:
            return _("Those who know much do no better here than others: is the wording clear?")
        case Hint.IDLE:
            return _(
                "Nobody ever chooses %(choice)s: it helps nobody.", choice=_choice(question, advice.number)
            )
        case Hint.SLOW:
            return _("Most need more than two minutes: is it too long?")


def _choice(question: Question, number: int | None) -> str:
    match question.body:
        case Choices(choices=parts) | Hotspot(spots=parts) if number is not None:
            return f"{letter(number)} (“{parts[number].text.in_(language())}”)"
    return ""
