"""A question's JSON, as an edition keeps it, to the frozen question."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from lms.catalogue.questions import (
    Body,
    Choice,
    Choices,
    Hotspot,
    Matching,
    Move,
    Number,
    Ordering,
    Question,
    QuestionKind,
    Scenario,
    Scene,
    ShortText,
    Spot,
)
from lms.catalogue.texts import Text

Document = Mapping[str, Any]


def question_from(document: Document) -> Question:
    """The question of a published document.

    Each kind's own fields stand beside the common ones: `choices` and `right`; `picture`, `alt`
    and `spots`; `items`; `prompts` and `matches`; `value`, `tolerance` and `unit`; `accepted`,
    `accents_count` and `case_counts`; `scenes`.
    """
    kind = QuestionKind(document["kind"])
    return Question(
        id=document["id"],
        kind=kind,
        lesson=document["lesson"],
        difficulty=document["difficulty"],
        outcome=document.get("outcome"),
        ask=Text(document["ask"]),
        because=_text(document["because"]),
        body=_BODIES[kind](document),
    )


def _text(document: Document | None) -> Text | None:
    return Text(document) if document else None


def _texts(documents: list[Document]) -> tuple[Text, ...]:
    return tuple(Text(each) for each in documents)


def _choices(document: Document) -> Choices:
    choices = (Choice(Text(each["text"]), _text(each["because"])) for each in document["choices"])
    return Choices(tuple(choices), frozenset(document["right"]))


def _hotspot(document: Document) -> Hotspot:
    left_top_width_height: Any = tuple
    spots = (
        Spot(Text(each["text"]), _text(each["because"]), left_top_width_height(each["box"]))
        for each in document["spots"]
    )
    return Hotspot(document["picture"], Text(document["alt"]), tuple(spots), frozenset(document["right"]))


def _ordering(document: Document) -> Ordering:
    return Ordering(_texts(document["items"]))


def _matching(document: Document) -> Matching:
    return Matching(_texts(document["prompts"]), _texts(document["matches"]))


def _number(document: Document) -> Number:
    return Number(Decimal(document["value"]), Decimal(document["tolerance"]), _text(document["unit"]))


def _short_text(document: Document) -> ShortText:
    accepted = {language: tuple(texts) for language, texts in document["accepted"].items()}
    return ShortText(accepted, document["accents_count"], document["case_counts"])


def _scenario(document: Document) -> Scenario:
    return Scenario(
        tuple(
            Scene(
                Text(scene["text"]),
                tuple(Move(Text(move["text"]), move["to"]) for move in scene["moves"]),
                scene["good"],
                _text(scene["because"]),
            )
            for scene in document["scenes"]
        )
    )


_BODIES: dict[QuestionKind, Callable[[Document], Body]] = {
    QuestionKind.SINGLE: _choices,
    QuestionKind.MULTIPLE: _choices,
    QuestionKind.TRUE_FALSE: _choices,
    QuestionKind.HOTSPOT: _hotspot,
    QuestionKind.ORDERING: _ordering,
    QuestionKind.MATCHING: _matching,
    QuestionKind.NUMBER: _number,
    QuestionKind.SHORT_TEXT: _short_text,
    QuestionKind.SCENARIO: _scenario,
}
