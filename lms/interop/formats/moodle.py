"""Moodle XML to questions: the file that Moodle's question bank exports."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from flask_babel import lazy_gettext as _l

from lms.interop.formats import tags
from lms.interop.formats.draft import Draft, Given, number_from
from lms.interop.formats.found import Found, Refused, Unreadable, bounded, few
from lms.interop.formats.markup import line_of, tree, words_of
from lms.interop.formats.plain import PICTURE
from lms.interop.formats.weights import WEIGHTS, are_plain

_MARKUPS = {"html": "html", "markdown": "markdown", "plain_text": "plain", "plain": "plain"}
_PARTLY = _l("answers that are only partly right are left out")
Body = tuple[str, dict[str, Any], str]


def read(content: bytes, language: str) -> list[Found]:
    root = tree(content)
    if root.tag != "quiz":
        raise Unreadable(_l("This is not Moodle XML: it does not begin with <quiz>."))
    found, category = [], ""
    for element in bounded(root.findall("question")):
        if element.get("type") == "category":
            path = words_of(element.find("category/text")).strip().replace("//", "\0")
            category = path.rsplit("/", 1)[-1].replace("\0", "/").strip()
        else:
            found.append(_found(element, category, language))
    return found


def _found(element: Element, category: str, language: str) -> Found:
    where = _l("line %(number)d", number=line_of(element))
    name = " ".join(words_of(element.find("name/text")).split())
    draft = Draft(language)
    try:
        kind = element.get("type", "")
        body = _BODIES.get(kind)
        if body is None:
            raise Refused(_l("the kind “%(kind)s” is not held here", kind=kind[:40]))
        few(len(element))
        ask = _words(draft, element.find("questiontext"))
        sort, fields, right = body(draft, element)
        because = _words(draft, element.find("generalfeedback"))
        if because and right:
            draft.lose(_l("what is said of the right answer is left out: the general explanation is shown"))
        if any(words_of(hint).strip() for hint in element.findall("hint")):
            draft.lose(_l("hints are left out"))
        own_id = words_of(element.find("idnumber")).strip()
        document = draft.question(own_id or name, sort, ask, because or right, **fields)
        if sort == "text" and words_of(element.find("usecase")).strip() == "1":
            document["case_counts"] = True
        lesson = tags.apply(document, map(words_of, element.findall("tags/tag/text")), language)
    except Refused as refused:
        return Found(where, name[:60], None, refusal=refused.reason)
    return Found(where, name[:60] or document["id"], document, lesson or category, tuple(draft.losses))


def _words(draft: Draft, element: Element | None) -> str:
    """The text in an element such as `questiontext`, in the format that its attribute names."""
    if element is None:
        return ""
    if element.find("file") is not None:
        draft.lose(PICTURE)
    inner = element.find("text")
    return draft.words(words_of(inner), _MARKUPS.get(element.get("format", ""), "auto"))


def _weight(element: Element) -> Decimal:
    return number_from(element.get("fraction", "0"))


def _said(draft: Draft, answers: list[Element]) -> str:
    said = (_words(draft, each.find("feedback")) for each in answers if _weight(each) > 0)
    return " ".join(dict.fromkeys(each for each in said if each))


def _choices(draft: Draft, element: Element) -> Body:
    several = words_of(element.find("single")).strip().lower() in {"false", "0"}
    answers = element.findall("answer")
    given = []
    for each in answers:
        right = _weight(each) > 0 if several else _weight(each) >= 100
        given.append(Given(_words(draft, each), right, _words(draft, each.find("feedback"))))
    if not are_plain([_weight(each) for each in answers], several):
        draft.lose(WEIGHTS)
    right_said = " ".join(dict.fromkeys(each.because for each in given if each.right and each.because))
    return "multiple" if several else "single", draft.choices(given, several), right_said


def _true_false(draft: Draft, element: Element) -> Body:
    answers = {words_of(each.find("text")).strip().lower(): each for each in element.findall("answer")}
    if set(answers) != {"true", "false"}:
        raise Refused(_l("it does not say which choice is right"))
    answer = _weight(answers["true"]) > _weight(answers["false"])
    right, wrong = (answers[str(each).lower()].find("feedback") for each in (answer, not answer))
    return "truefalse", draft.true_false(answer, _words(draft, wrong)), _words(draft, right)


def _short_text(draft: Draft, element: Element) -> Body:
    answers = element.findall("answer")
    sure = [each for each in answers if _weight(each) >= 100 and words_of(each.find("text")).strip() != "*"]
    if len(sure) < len(answers):
        draft.lose(_PARTLY)
    texts = [draft.words(words_of(each.find("text"))) for each in sure]
    return "text", draft.short_text(texts, case=False), _said(draft, sure)


def _number(draft: Draft, element: Element) -> Body:
    answers = [each for each in element.findall("answer") if words_of(each.find("text")).strip() != "*"]
    sure = [each for each in answers if _weight(each) >= 100]
    if not sure:
        raise Refused(_l("it does not say which answer is right"))
    if len(answers) > 1:
        draft.lose(_l("only the first number that is wholly right is kept"))
    value = number_from(words_of(sure[0].find("text")))
    tolerance = number_from(words_of(sure[0].find("tolerance")).strip() or "0")
    units = {
        draft.words(words_of(unit.find("unit_name"))): words_of(unit.find("multiplier")).strip()
        for unit in element.findall("units/unit")
    }
    named = [name for name, factor in units.items() if factor and Decimal(number_from(factor)) == 1]
    if len(units) > 1:
        draft.lose(_l("only one unit is kept"))
    return "number", draft.number(value, tolerance, named[0] if named else ""), _said(draft, sure[:1])


def _matching(draft: Draft, element: Element) -> Body:
    pairs, extra = [], []
    for each in element.findall("subquestion"):
        prompt, match = _words(draft, each), draft.words(words_of(each.find("answer/text")))
        if prompt:
            pairs.append((prompt, match))
        elif match:
            extra.append(match)
    return "matching", draft.matching(pairs, extra), ""


def _ordering(draft: Draft, element: Element) -> Body:
    return "ordering", draft.ordering([_words(draft, each) for each in element.findall("answer")]), ""


def _open(draft: Draft, element: Element) -> Body:
    raise Refused(_l("an open answer (essay) cannot be marked here"))


def _no_question(draft: Draft, element: Element) -> Body:
    raise Refused(_l("it is a text without a question"))


def _cloze(draft: Draft, element: Element) -> Body:
    raise Refused(_l("a text with gaps (Cloze) is not held here"))


_BODIES: dict[str, Callable[[Draft, Element], Body]] = {
    "multichoice": _choices,
    "truefalse": _true_false,
    "shortanswer": _short_text,
    "numerical": _number,
    "matching": _matching,
    "match": _matching,
    "ordering": _ordering,
    "essay": _open,
    "description": _no_question,
    "cloze": _cloze,
    "multianswer": _cloze,
}
