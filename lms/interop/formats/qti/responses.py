"""What an item declares to be right."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree.ElementTree import Element

from flask_babel import lazy_gettext as _l

from lms.interop.formats.draft import Draft, number_from
from lms.interop.formats.found import Refused
from lms.interop.formats.qti.names import all_of, attr, first_of, kind
from lms.interop.formats.weights import WEIGHTS


@dataclass(slots=True)
class Declared:
    """A response declaration; `mapped` is what each value earns, where the item says so."""

    cardinality: str
    base_type: str
    correct: list[str]
    mapped: dict[str, Decimal] = field(default_factory=dict)
    case: bool = False

    def right(self, draft: Draft) -> list[str]:
        """The right values: those declared correct, else those that earn something."""
        earning = {value: worth for value, worth in self.mapped.items() if worth > 0}
        if not _even(self.mapped):
            draft.lose(WEIGHTS)
        found = self.correct or list(earning)
        if not found:
            raise Refused(_l("it does not say which answer is right"))
        return found


def _even(mapped: dict[str, Decimal]) -> bool:
    worth = {value for value in mapped.values() if value}
    return len({abs(value) for value in worth}) <= 1


def declared(item: Element, identifier: str) -> Declared:
    for each in all_of(item, "responsedeclaration"):
        if attr(each, "identifier") == identifier:
            correct = first_of(each, "correctresponse")
            entries = list(all_of(each, "mapentry"))
            return Declared(
                attr(each, "cardinality"),
                attr(each, "basetype").lower(),
                [] if correct is None else [_value(value) for value in all_of(correct, "value")],
                {attr(entry, "mapkey"): _worth(entry) for entry in entries},
                any(attr(entry, "casesensitive").lower() in {"true", "1"} for entry in entries),
            )
    raise Refused(_l("it does not say which answer is right"))


def _value(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _worth(entry: Element) -> Decimal:
    return number_from(attr(entry, "mappedvalue", "0"))


def interval(item: Element, correct: list[str], draft: Draft) -> tuple[Decimal, Decimal]:
    """Value and tolerance of a number, from what is correct and how it is compared."""
    least, most = _bounds(item)
    if not correct:
        if least is None or most is None:
            raise Refused(_l("it does not say which answer is right"))
        return (least + most) / 2, abs(most - least) / 2
    value = number_from(correct[0])
    if least is not None and most is not None:
        return value, max(abs(value - least), abs(most - value))
    for equal in all_of(item, "equal"):
        mode, limits = attr(equal, "tolerancemode").lower(), attr(equal, "tolerance").split()
        if mode in {"absolute", "relative"} and limits:
            widest = max(abs(number_from(each)) for each in limits)
            return value, widest if mode == "absolute" else abs(value) * widest / 100
    if first_of(item, "equalrounded") is not None:
        draft.lose(_l("how numbers are rounded is left out"))
    return value, Decimal(0)


def _bounds(item: Element) -> tuple[Decimal | None, Decimal | None]:
    """The least and the most that comparisons in the item's processing let pass."""
    least = most = None
    for below, bound in _comparisons(item):
        if below:
            most = bound
        else:
            least = bound
    return least, most


def _comparisons(item: Element) -> Iterator[tuple[bool, Decimal]]:
    """Each comparison of the answer with a number: whether the answer must lie below it, and the number."""
    for each in all_of(item, "gte", "gt", "lte", "lt"):
        sides = [kind(side) for side in each]
        base = first_of(each, "basevalue")
        if base is not None and sorted(sides) == ["basevalue", "variable"]:
            answer_first = sides[0] == "variable"
            yield kind(each).startswith("l") == answer_first, number_from(_value(base))
