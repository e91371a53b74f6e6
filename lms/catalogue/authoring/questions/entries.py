"""What the file of a bank may hold: one shape a kind of question."""

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from lms.catalogue.authoring.format import Language, Part, Slug, Texts

_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", re.ASCII)


def _decimal(value: Any) -> Decimal:
    """A whole number, or any decimal number in quotation marks: YAML's own would be rounded."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Decimal(value)
    raise ValueError('here belongs a number such as 50000 or "0.5"')


Quantity = Annotated[Decimal, BeforeValidator(_decimal)]
PerCent = Annotated[int, Field(ge=0, le=100)]
PictureFile = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.(svg|webp)$", max_length=60)]
Answer = Annotated[str, Field(min_length=1, max_length=80)]


class Entry(Part):
    """What every question has."""

    id: Slug
    lesson: Slug
    difficulty: Annotated[int, Field(ge=1, le=3)]
    outcome: Slug | None = None
    ask: Texts
    because: Texts


class ChoiceEntry(Part):
    text: Texts
    right: Literal[True] | None = None
    because: Texts | None = None


class ChoiceQuestion(Entry):
    """One right choice among three or four, or several among four or five."""

    type: Literal["single", "multiple"]
    choices: list[ChoiceEntry]


class TrueFalseQuestion(Entry):
    type: Literal["truefalse"]
    answer: bool


class OrderingQuestion(Entry):
    """The items stand in the right order."""

    type: Literal["ordering"]
    items: Annotated[list[Texts], Field(min_length=3, max_length=6)]


class PairEntry(Part):
    prompt: Texts
    match: Texts


class MatchingQuestion(Entry):
    type: Literal["matching"]
    pairs: Annotated[list[PairEntry], Field(min_length=3, max_length=5)]
    extra: Annotated[list[Texts], Field(max_length=2)] = []


class NumberQuestion(Entry):
    type: Literal["number"]
    answer: Quantity
    tolerance: Annotated[Quantity, Field(ge=0)] = Decimal(0)
    unit: Texts | None = None


class TextQuestion(Entry):
    type: Literal["text"]
    accepted: dict[Language, Annotated[list[Answer], Field(min_length=1, max_length=20)]]
    accents: bool = False
    case: bool = False


class SpotEntry(Part):
    """`box` is left, top, width and height in per cent of the picture."""

    text: Texts
    box: Annotated[list[PerCent], Field(min_length=4, max_length=4)]
    scam: bool = False
    because: Texts


class HotspotQuestion(Entry):
    type: Literal["hotspot"]
    picture: PictureFile
    alt: Texts
    spots: Annotated[list[SpotEntry], Field(min_length=3, max_length=6)]


class MoveEntry(Part):
    text: Texts
    to: Slug


class SceneEntry(Part):
    """A scene with moves goes on; one without is an end, good or bad, with its reason."""

    id: Slug
    text: Texts
    moves: Annotated[list[MoveEntry], Field(min_length=2, max_length=4)] | None = None
    good: bool | None = None
    because: Texts | None = None


class ScenarioQuestion(Entry):
    type: Literal["scenario"]
    scenes: Annotated[list[SceneEntry], Field(min_length=3, max_length=8)]
