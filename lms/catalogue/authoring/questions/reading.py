"""A bank's file to the questions of a document, kind by kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lms.catalogue.authoring.format import Texts
from lms.catalogue.authoring.pictures import Drawing
from lms.catalogue.authoring.questions import arranging, choices, hotspots, scenarios, written
from lms.catalogue.authoring.questions.entries import (
    ChoiceQuestion,
    Entry,
    HotspotQuestion,
    MatchingQuestion,
    NumberQuestion,
    OrderingQuestion,
    ScenarioQuestion,
    TextQuestion,
    TrueFalseQuestion,
)
from lms.catalogue.authoring.questions.sheets import Body, Sheet
from lms.catalogue.authoring.shapes import shaped
from lms.catalogue.authoring.sources import Source
from lms.catalogue.authoring.wording import Facts, check_addresses


@dataclass(frozen=True, slots=True)
class _Kind:
    """`said` gives the texts that are our own words, where a false address has no place."""

    shape: type[Entry]
    body: Callable[[Sheet, Any], Body]
    check: Callable[[Sheet, Any], None] = lambda _sheet, _entry: None
    said: Callable[[Any], Sequence[Texts]] = lambda _entry: ()


_CHOICES = _Kind(ChoiceQuestion, choices.choices_body, choices.check_choices, choices.choices_said)
_KINDS = {
    "single": _CHOICES,
    "multiple": _CHOICES,
    "truefalse": _Kind(TrueFalseQuestion, choices.true_false_body),
    "ordering": _Kind(
        OrderingQuestion, arranging.ordering_body, arranging.check_ordering, lambda entry: entry.items
    ),
    "matching": _Kind(MatchingQuestion, arranging.matching_body, arranging.check_matching),
    "number": _Kind(NumberQuestion, written.number_body),
    "text": _Kind(TextQuestion, written.text_body, written.check_text_question),
    "hotspot": _Kind(HotspotQuestion, hotspots.hotspot_body, hotspots.check_hotspot, hotspots.hotspot_said),
    "scenario": _Kind(
        ScenarioQuestion, scenarios.scenario_body, scenarios.check_scenario, scenarios.scenario_said
    ),
}


def read_questions(
    source: Source, lessons: list[str], languages: list[str], facts: Facts, pictures: Mapping[str, Drawing]
) -> list[dict[str, Any]]:
    """The questions as the published document holds them; everything wrong is noted."""
    if not isinstance(source.value, list):
        source.complain("this file is a list: every question begins with a hyphen")
        return []
    drawn = []
    for number, value in enumerate(source.value):
        sheet = Sheet(source, (number,), languages, facts, pictures)
        kind = _KINDS.get(value["type"]) if isinstance(value, dict) and _is_text(value.get("type")) else None
        if kind is None:
            sheet.complain(f"type is one of {', '.join(_KINDS)}, in quotation marks", "type")
            continue
        entry = shaped(source, kind.shape, value, (number,))
        if entry is not None:
            drawn.append(_read(sheet, kind, entry, lessons))
    return drawn


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _read(sheet: Sheet, kind: _Kind, entry: Any, lessons: list[str]) -> dict[str, Any]:
    if entry.lesson not in lessons:
        sheet.complain(f"this module has no lesson “{entry.lesson}”", "lesson")
    kind.check(sheet, entry)
    for texts in [entry.because, *kind.said(entry)]:
        for words in texts.by_language().values():
            check_addresses(sheet.source, words, sheet.facts, sheet.place)
    common = {
        "id": entry.id,
        "kind": entry.type,
        "lesson": entry.lesson,
        "difficulty": entry.difficulty,
        "ask": sheet.drawn(entry.ask),
        "because": sheet.drawn(entry.because),
    }
    if entry.outcome:
        common["outcome"] = entry.outcome
    return common | kind.body(sheet, entry)
