"""What stands between the braces of a GIFT question, by kind."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.interop.formats.draft import Draft, Given, number_from
from lms.interop.formats.found import Refused, few
from lms.interop.formats.gift.blocks import Block, marked, unescaped
from lms.interop.formats.weights import WEIGHTS, are_plain

_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
_TRUE_FALSE = {"T": True, "TRUE": True, "F": False, "FALSE": False}


@dataclass(slots=True)
class Answer:
    """One answer with its feedback; its weight in per cent."""

    text: str
    weight: Decimal
    because: str = ""


def body(draft: Draft, block: Block) -> tuple[str, dict[str, Any], str]:
    """The kind, the fields of its body, and the feedback of a right answer."""
    written = block.answers
    if written is None:
        raise Refused(_l("it is a text without a question"))
    if not written:
        raise Refused(_l("an open answer (essay) cannot be marked here"))
    few(written.count("=") + written.count("~"))
    if written.startswith("#"):
        return "number", *_number(draft, block, written[1:])
    if "~" in written:
        return _choices(draft, block, written)
    if "=" in written and "->" in written:
        return "matching", _matching(draft, block, written), ""
    if written.split("#", 1)[0].strip() in _TRUE_FALSE:
        return "truefalse", *_true_false(draft, block, written)
    return "text", *_short_text(draft, block, written)


def _words(draft: Draft, block: Block, text: str) -> str:
    return draft.words(*marked(text, block.markup))


def _answer(draft: Draft, block: Block, written: str, usual: int, *, plain: bool = False) -> Answer:
    written = written.strip()
    weight = Decimal(usual)
    if found := _WEIGHT.match(written):
        weight, written = Decimal(found[1]), written[found.end() :]
    text, _mark, because = written.partition("#")
    words = draft.words(marked(text, "plain")[0]) if plain else _words(draft, block, text)
    return Answer(words, weight, _words(draft, block, because))


def _split(written: str) -> list[str]:
    parts = written.split("=")
    return [part for part in (parts if parts[0].strip() else parts[1:]) if part.strip()]


def _choices(draft: Draft, block: Block, written: str) -> tuple[str, dict[str, Any], str]:
    several = "=" not in written
    given, weights = [], []
    for part in written.replace("=", "~=").split("~"):
        if not part.strip():
            continue
        sure = part.strip().startswith("=")
        answer = _answer(draft, block, part.strip().removeprefix("="), 100 if sure else 0)
        weights.append(answer.weight)
        given.append(
            Given(answer.text, answer.weight > 0 if several else answer.weight >= 100, answer.because)
        )
    if not are_plain(weights, several):
        draft.lose(WEIGHTS)
    feedback = right_feedback(draft, block, [each.because for each in given if each.right])
    return ("multiple" if several else "single"), draft.choices(given, several), feedback


def right_feedback(draft: Draft, block: Block, said: list[str]) -> str:
    """What is said of right answers: it becomes the question's own explanation where there is none."""
    said = list(dict.fromkeys(each for each in said if each))
    if said and block.because.strip():
        draft.lose(_l("what is said of the right answer is left out: the general explanation is shown"))
    return " ".join(said)


def _matching(draft: Draft, block: Block, written: str) -> dict[str, Any]:
    pairs, extra = [], []
    for part in _split(written):
        prompt, arrow, match = part.partition("->")
        if not arrow:
            raise Refused(_l("a part of it has no “->”"))
        words, answer = _words(draft, block, prompt), draft.words(unescaped(match))
        if words:
            pairs.append((words, answer))
        else:
            extra.append(answer)
    return draft.matching(pairs, extra)


def _true_false(draft: Draft, block: Block, written: str) -> tuple[dict[str, Any], str]:
    parts = [*written.split("#", 2), "", ""]
    wrong, right = _words(draft, block, parts[1]), _words(draft, block, parts[2])
    feedback = right_feedback(draft, block, [right])
    return draft.true_false(_TRUE_FALSE[parts[0].strip()], wrong), feedback


def _short_text(draft: Draft, block: Block, written: str) -> tuple[dict[str, Any], str]:
    answers = [_answer(draft, block, part, 100, plain=True) for part in _split(written)]
    sure = [each for each in answers if each.weight >= 100 and each.text != "*"]
    if len(sure) < len(answers):
        draft.lose(_l("answers that are only partly right are left out"))
    feedback = right_feedback(draft, block, [each.because for each in sure])
    return draft.short_text((each.text for each in sure), case=False), feedback


def _number(draft: Draft, block: Block, written: str) -> tuple[dict[str, Any], str]:
    written, wrong, _feedback = written.partition("~")
    if wrong:
        draft.lose(_l("what is said of wrong numbers is left out"))
    answers = [_answer(draft, block, part, 100, plain=True) for part in _split(written)]
    sure = [each for each in answers if each.weight >= 100]
    if not sure:
        raise Refused(_l("it does not say which answer is right"))
    if len(answers) > 1:
        draft.lose(_l("only the first number that is wholly right is kept"))
    value, tolerance = interval(sure[0].text)
    return draft.number(value, tolerance), right_feedback(draft, block, [sure[0].because])


def interval(written: str) -> tuple[Decimal, Decimal]:
    """Value and tolerance of "1822", "1822:5" or "3.141..3.142"."""
    if ".." in written:
        least, most = (number_from(each) for each in written.split("..", 1))
        return (least + most) / 2, abs(most - least) / 2
    value, _mark, tolerance = written.partition(":")
    return number_from(value), number_from(tolerance or "0")
