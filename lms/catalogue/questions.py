"""A published question: what is asked, what can be answered, and the key.

Every kind of question has a body of its own, and every answer to it is a flat list
of plain JSON values, its *response* (IMS QTI's word). The empty list always means
"I don't know yet".

| kind | body | response |
|---|---|---|
| single, multiple, truefalse | `Choices` | the choice numbers, ascending |
| hotspot | `Hotspot` | the spot numbers, ascending |
| ordering | `Ordering` | all item numbers, in the order given |
| matching | `Matching` | for each prompt the number of its match, or None |
| number | `Number` | one decimal as text, "50000" or "0.5" |
| text | `ShortText` | one text, NFC, trimmed |
| scenario | `Scenario` | the numbers of the moves made, from the first scene on |

The key (`right`, the order of `items`, the pairing of `matches`, `value`, `accepted`,
`good`) and every `because` are for `quizzes` alone, and only after an answer is given.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lms.catalogue.texts import Text


class QuestionKind(enum.StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "truefalse"
    ORDERING = "ordering"
    MATCHING = "matching"
    NUMBER = "number"
    SHORT_TEXT = "text"
    HOTSPOT = "hotspot"
    SCENARIO = "scenario"


@dataclass(frozen=True, slots=True)
class Choice:
    """`because` explains a wrong choice; None on right ones."""

    text: Text
    because: Text | None


@dataclass(frozen=True, slots=True)
class Choices:
    """`right` holds the numbers (from 0) of the right choices. True/false: choice 0 is true, 1 is false."""

    choices: tuple[Choice, ...]
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of the picture; `box` is left, top, width and height in per cent of it.

    `because` says why the spot is a sign of a scam, or why it is not.
    """

    text: Text
    because: Text | None
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Hotspot:
    """Find all spots that matter. `picture` names a file of the edition; `alt` says what it shows in words."""

    picture: str
    alt: Text
    spots: tuple[Spot, ...]
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Ordering:
    """`items` stand in the right order."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """Match n belongs to prompt n; further matches belong to nothing."""

    prompts: tuple[Text, ...]
    matches: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """Right within `value` ± `tolerance`; `unit` is printed behind the field ("đồng")."""

    value: Decimal
    tolerance: Decimal
    unit: Text | None


@dataclass(frozen=True, slots=True)
class ShortText:
    """Right when equal to one of `accepted` in any language; case and accents count only where they are told to."""

    accepted: Mapping[str, tuple[str, ...]]
    accents_count: bool
    case_counts: bool


@dataclass(frozen=True, slots=True)
class Move:
    text: Text
    to: int


@dataclass(frozen=True, slots=True)
class Scene:
    """A place in a story. An end has no moves and says whether it is `good` and why; other scenes have neither."""

    text: Text
    moves: tuple[Move, ...]
    good: bool | None
    because: Text | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A branching story; it begins with scene 0 and its end is judged."""

    scenes: tuple[Scene, ...]

    def at(self, moves: list[int] | tuple[int, ...]) -> Scene:
        """The scene these moves lead to.

        Raises:
            IndexError: when a scene on the way has no such move.
        """
        scene = self.scenes[0]
        for move in moves:
            if not 0 <= move < len(scene.moves):
                raise IndexError(move)
            scene = self.scenes[scene.moves[move].to]
        return scene


Body = Choices | Hotspot | Ordering | Matching | Number | ShortText | Scenario


@dataclass(frozen=True, slots=True)
class Question:
    """`because` explains the right answer; a question from another system may have none. `outcome` says in the author's words what the question shows that one can do; None where none is named."""

    id: str
    kind: QuestionKind
    lesson: str
    difficulty: int
    outcome: str | None
    ask: Text
    because: Text | None
    body: Body
