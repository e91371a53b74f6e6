"""An order made with ▲ and ▼. Items are called by the places in which they were first shown."""

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from lms.quizzes.forms.unknown import is_unknown, place_in
from lms.quizzes.rules import Asked, Response


def read(posted: MultiDict[str, str], asked: Asked) -> Response:
    """The item numbers in the order given. A ticked "I don't know yet" counts: an order is always there."""
    if is_unknown(posted):
        return []
    return [asked.order[place] for place in _order(posted.getlist("item"), asked)]


def moved(posted: MultiDict[str, str], asked: Asked) -> str | None:
    """The query of the page with one item moved (`move=up-2`), where a ▲ or ▼ was pressed."""
    if "move" not in posted:
        return None
    way, _, value = posted["move"].partition("-")
    item = place_in(value, len(asked.order))
    places = _order(posted.getlist("item"), asked)
    before = places.index(item)
    if way not in ("up", "down"):
        raise BadRequest
    after = min(max(before + (1 if way == "down" else -1), 0), len(places) - 1)
    places.insert(after, places.pop(before))
    return f"order={'-'.join(map(str, places))}&moved={item}#item-{item}"


def shown(kept: MultiDict[str, str], asked: Asked) -> list[int]:
    """The places as the page shows them now: as posted, as the address says, or as first shown."""
    posted = kept.getlist("item") or (kept["order"].split("-") if "order" in kept else None)
    return _order(posted, asked) if posted is not None else list(range(len(asked.order)))


def just_moved(kept: MultiDict[str, str], asked: Asked) -> int | None:
    return place_in(kept["moved"], len(asked.order)) if "moved" in kept else None


def _order(values: list[str], asked: Asked) -> list[int]:
    places = [place_in(value, len(asked.order)) for value in values]
    if sorted(places) != list(range(len(asked.order))):
        raise BadRequest
    return places
