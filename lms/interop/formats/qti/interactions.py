"""The kinds of interaction that become questions: each to kind, words and body."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from flask_babel import lazy_gettext as _l

from lms.core.text import fold
from lms.interop.formats.draft import Draft, Given
from lms.interop.formats.found import Refused
from lms.interop.formats.qti.entries import text_entry
from lms.interop.formats.qti.feedback import Feedback
from lms.interop.formats.qti.hotspots import hotspot
from lms.interop.formats.qti.names import all_of, attr, first_of
from lms.interop.formats.qti.responses import Declared, declared
from lms.interop.formats.qti.shown import GAP, HERE, shown

Read = tuple[str, str, dict[str, Any]]
_TRUE = {"dung": True, "true": True, "vrai": True, "sai": False, "false": False, "faux": False}


def _asked(draft: Draft, body: Element | None, interaction: Element) -> str:
    """The words around the interaction and its prompt."""
    around = shown(draft, body)
    return draft.words(f"{around} {shown(draft, first_of(interaction, 'prompt'))}")


def _choice(
    draft: Draft, item: Element, body: Element | None, interaction: Element, feedback: Feedback
) -> Read:
    ask = _asked(draft, body, interaction)
    said = declared(item, attr(interaction, "responseidentifier"))
    choices = {attr(each, "identifier"): shown(draft, each) for each in all_of(interaction, "simplechoice")}
    if said.cardinality == "multiple" and attr(interaction, "maxchoices", "0") != "1":
        return "multiple", ask, draft.choices(_given(draft, choices, said, feedback), several=True)
    return _single(draft, ask, choices, said, feedback)


def _inline_choice(
    draft: Draft, item: Element, body: Element | None, interaction: Element, feedback: Feedback
) -> Read:
    ask = shown(draft, body, interaction).replace(HERE, GAP)
    said = declared(item, attr(interaction, "responseidentifier"))
    choices = {attr(each, "identifier"): shown(draft, each) for each in all_of(interaction, "inlinechoice")}
    return _single(draft, ask, choices, said, feedback)


def _single(draft: Draft, ask: str, choices: dict[str, str], said: Declared, feedback: Feedback) -> Read:
    given = _given(draft, choices, said, feedback)
    words = {name: _TRUE.get(fold(text).rstrip(".")) for name, text in choices.items()}
    if set(choices) == {"true", "false"} and words == {"true": True, "false": False}:
        wrong = next((each.because for each in given if not each.right), "")
        answer = next(name for name, each in zip(choices, given, strict=True) if each.right) == "true"
        return "truefalse", ask, draft.true_false(answer, wrong)
    return "single", ask, draft.choices(given, several=False)


def _given(draft: Draft, choices: dict[str, str], said: Declared, feedback: Feedback) -> list[Given]:
    right = said.right(draft)
    if said.cardinality == "single" and not said.correct:
        # Only the best of several mapped values is right; the others were worth a part.
        right = [max(said.mapped, key=lambda value: said.mapped[value])]
    if not set(right) <= set(choices):
        raise Refused(_l("its right answer is none of its choices"))
    given = []
    for name, text in choices.items():
        because = "" if name in right else feedback.of_choice(name)
        given.append(Given(text, name in right, because))
    for name in right:
        # What is said of a right choice explains the whole question.
        if words := feedback.of_choice(name):
            feedback.explain(words)
    return given


def _order(
    draft: Draft, item: Element, body: Element | None, interaction: Element, feedback: Feedback
) -> Read:
    said = declared(item, attr(interaction, "responseidentifier"))
    choices = {attr(each, "identifier"): shown(draft, each) for each in all_of(interaction, "simplechoice")}
    if sorted(said.correct) != sorted(choices):
        raise Refused(_l("its right order leaves some parts out"))
    ask = _asked(draft, body, interaction)
    return "ordering", ask, draft.ordering([choices[name] for name in said.correct])


def _match(
    draft: Draft, item: Element, body: Element | None, interaction: Element, feedback: Feedback
) -> Read:
    said = declared(item, attr(interaction, "responseidentifier"))
    sides = [
        {attr(each, "identifier"): shown(draft, each) for each in all_of(side, "simpleassociablechoice")}
        for side in all_of(interaction, "simplematchset")
    ]
    pairs = [pair.split() for pair in said.right(draft)]
    if len(sides) != 2 or not all(len(pair) == 2 for pair in pairs):
        raise Refused(_l("its pairs cannot be read"))
    match_of = {pair[0]: pair[1] for pair in pairs}
    prompts, matches = sides
    if len(match_of) < len(prompts) and len(pairs) == len(matches):
        # The left-over parts stand on the first side; here they stand on the second.
        prompts, matches, match_of = matches, prompts, {second: first for first, second in pairs}
    if len(match_of) < len(pairs) or len(set(match_of.values())) < len(pairs):
        raise Refused(_l("one answer belongs to several parts; here each has its own"))
    if set(match_of) != set(prompts) or not set(match_of.values()) <= set(matches):
        raise Refused(_l("some of its parts belong to nothing"))
    extra = [text for name, text in matches.items() if name not in match_of.values()]
    ask = _asked(draft, body, interaction)
    return (
        "matching",
        ask,
        draft.matching([(prompts[name], matches[match_of[name]]) for name in prompts], extra),
    )


BODIES: dict[str, Callable[[Draft, Element, Element | None, Element, Feedback], Read]] = {
    "choiceinteraction": _choice,
    "inlinechoiceinteraction": _inline_choice,
    "orderinteraction": _order,
    "matchinteraction": _match,
    "textentryinteraction": text_entry,
    "hotspotinteraction": hotspot,
}
