"""Spots on a picture."""

import posixpath
from decimal import Decimal
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from flask_babel import lazy_gettext as _l

from lms.interop.formats.draft import MOST_CHOICES, Draft, distinct, number_from
from lms.interop.formats.found import Refused
from lms.interop.formats.qti.feedback import Feedback
from lms.interop.formats.qti.names import all_of, attr, first_of
from lms.interop.formats.qti.responses import declared
from lms.interop.formats.qti.shown import shown

Box = list[int]


def hotspot(
    draft: Draft, item: Element, body: Element | None, interaction: Element, feedback: Feedback
) -> tuple[str, str, dict[str, Any]]:
    picture = first_of(interaction, "img", "object")
    if picture is None:
        raise Refused(_l("its picture is missing"))
    name = posixpath.basename(unquote(attr(picture, "src") or attr(picture, "data")))
    alt = draft.words(attr(picture, "alt") or attr(picture, "arialabel") or "".join(picture.itertext()))
    if not alt:
        raise Refused(_l("its picture is not described in words"))
    right = declared(item, attr(interaction, "responseidentifier")).right(draft)
    spots = list(all_of(interaction, "hotspotchoice"))
    names = [attr(each, "identifier") for each in spots]
    if not 2 <= len(spots) <= MOST_CHOICES:
        raise Refused(_l("it has %(count)d choices; 2 to 8 can be shown", count=len(spots)))
    if not set(right) <= set(names):
        raise Refused(_l("its right answer is none of its choices"))
    labels = [
        draft.words(attr(each, "hotspotlabel") or attr(each, "arialabel") or attr(each, "label"))
        for each in spots
    ]
    if not all(labels):
        raise Refused(_l("its spots have no words; here each can also be chosen from a list"))
    distinct(labels)
    ask = draft.words(f"{shown(draft, body)} {shown(draft, first_of(interaction, 'prompt'))}")
    return (
        "hotspot",
        ask,
        {
            "picture": name,
            "alt": draft.text(alt),
            "spots": [
                {
                    "text": draft.text(label),
                    "because": draft.text_or_none(feedback.of_choice(identifier)),
                    "box": _box(draft, spot, picture),
                }
                for label, identifier, spot in zip(labels, names, spots, strict=True)
            ],
            "right": [number for number, identifier in enumerate(names) if identifier in right],
        },
    )


def _box(draft: Draft, spot: Element, picture: Element) -> Box:
    """The spot as left, top, width and height in per cent of the picture."""
    wide, high = attr(picture, "width").removesuffix("px"), attr(picture, "height").removesuffix("px")
    sizes = [number_from(wide or "0"), number_from(high or "0")]
    along = [
        _share(each.strip(), sizes[number % 2 if attr(spot, "shape") != "circle" or number < 2 else 0])
        for number, each in enumerate(attr(spot, "coords").split(","))
    ]
    shape = attr(spot, "shape", "rect")
    if shape == "rect" and len(along) == 4:
        left, top, right, bottom = along
    elif shape == "circle" and len(along) == 3:
        draft.lose(_l("its spots become rectangles"))
        x, y, radius = along
        height = radius * sizes[0] / sizes[1] if all(sizes) else radius
        left, top, right, bottom = x - radius, y - height, x + radius, y + height
    elif shape == "poly" and len(along) >= 6:
        draft.lose(_l("its spots become rectangles"))
        left, top, right, bottom = min(along[::2]), min(along[1::2]), max(along[::2]), max(along[1::2])
    else:
        raise Refused(_l("the place of a spot cannot be read"))
    first = [min(max(round(each), 0), 99) for each in (left, top)]
    last = [min(max(round(each), least + 1), 100) for each, least in zip((right, bottom), first, strict=True)]
    return [*first, *(end - begin for begin, end in zip(first, last, strict=True))]


def _share(written: str, size: Decimal) -> Decimal:
    """A coordinate in per cent; pixels need the picture's size."""
    if written.endswith("%"):
        return number_from(written[:-1])
    if not size:
        raise Refused(_l("the size of its picture is missing"))
    return number_from(written) * 100 / size
