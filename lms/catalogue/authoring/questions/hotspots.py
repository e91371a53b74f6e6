"""Finding the signs of a scam in a picture."""

from itertools import combinations
from math import ceil

from lms.catalogue.authoring.format import Texts
from lms.catalogue.authoring.pictures import Drawing
from lms.catalogue.authoring.questions.entries import HotspotQuestion, SpotEntry
from lms.catalogue.authoring.questions.sheets import Body, Sheet

PHONE = 328
"""Dots that a picture is wide on a small phone."""
FINGER = 44
"""Dots that a thumb needs each way."""
MOST_SHARED = 25
"""Per cent of the smaller of two spots that the other may cover."""


def check_hotspot(sheet: Sheet, entry: HotspotQuestion) -> None:
    if entry.picture not in sheet.pictures:
        sheet.complain(f"the folder pictures of this module has no usable file “{entry.picture}”", "picture")
    scams = sum(spot.scam for spot in entry.spots)
    if scams == 0:
        sheet.complain("at least one spot is a sign of a scam: write scam: true", "spots")
    if scams == len(entry.spots):
        sheet.complain("at least one spot is harmless: otherwise there is nothing to tell apart", "spots")
    for number, spot in enumerate(entry.spots):
        _check_box(sheet, spot, number, entry.picture)
    for (first, one), (second, other) in combinations(enumerate(entry.spots), 2):
        smaller = min(_area(one), _area(other))
        if smaller and 100 * _shared(one, other) > MOST_SHARED * smaller:
            sheet.complain(
                f"this box covers too much of spot {first + 1}: a finger could not tell them apart",
                "spots",
                second,
                "box",
            )
    sheet.check_distinct(((("spots", n, "text"), spot.text) for n, spot in enumerate(entry.spots)), "spot")


def _check_box(sheet: Sheet, spot: SpotEntry, number: int, picture: str) -> None:
    left, top, width, height = spot.box
    if left + width > 100 or top + height > 100:
        sheet.complain(
            "this box reaches out of the picture: left + width and top + height are at most 100",
            "spots",
            number,
            "box",
        )
    smallest = _smallest(sheet.pictures.get(picture))
    if width < smallest[0] or height < smallest[1]:
        sheet.complain(
            f"this box is too small to touch: in this picture at least {smallest[0]} wide and {smallest[1]} high",
            "spots",
            number,
            "box",
        )


def _smallest(drawing: Drawing | None) -> tuple[int, int]:
    """Per cent of the picture's width and height that a thumb needs on a small phone."""
    tall = PHONE * drawing.height / drawing.width if drawing else PHONE
    return ceil(100 * FINGER / PHONE), min(100, ceil(100 * FINGER / tall))


def _area(spot: SpotEntry) -> int:
    return spot.box[2] * spot.box[3]


def _shared(one: SpotEntry, other: SpotEntry) -> int:
    """The area that both cover."""

    def overlap(start: int, length: int) -> int:
        ends = (one.box[start] + one.box[length], other.box[start] + other.box[length])
        return max(0, min(ends) - max(one.box[start], other.box[start]))

    return overlap(0, 2) * overlap(1, 3)


def hotspot_said(entry: HotspotQuestion) -> list[Texts]:
    """The picture and its spots may quote a false address; the reasons are ours."""
    return [spot.because for spot in entry.spots]


def hotspot_body(sheet: Sheet, entry: HotspotQuestion) -> Body:
    drawing = sheet.pictures.get(entry.picture)
    return {
        "picture": drawing.name if drawing else "",
        "alt": sheet.drawn(entry.alt),
        "spots": [
            {"text": sheet.drawn(spot.text), "because": sheet.drawn(spot.because), "box": spot.box}
            for spot in entry.spots
        ],
        "right": [number for number, spot in enumerate(entry.spots) if spot.scam],
    }
