"""What a reader of an item sees, as words."""

from xml.etree.ElementTree import Element

from flask_babel import lazy_gettext as _l

from lms.interop.formats.draft import Draft
from lms.interop.formats.plain import FORMATTING, FORMULA, MEDIA, PICTURE
from lms.interop.formats.qti.names import kind

# Where a field stands among words. No XML can hold this character, so it is never the file's own.
HERE = "\uffff"
GAP = "_____"
_BLOCKS = {"p", "div", "br", "li", "ul", "ol", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "prompt", "contentbody"}  # fmt: skip
_PLAIN = _BLOCKS | {"span", "itembody", "simplechoice", "simpleassociablechoice", "inlinechoice", "modalfeedback", "feedbackinline", "feedbackblock"}  # fmt: skip
_LOST = {
    "img": PICTURE, "object": PICTURE, "picture": PICTURE, "svg": PICTURE,
    "audio": MEDIA, "video": MEDIA, "math": FORMULA,
    "rubricblock": _l("instructions for those who mark are left out"),
    "stylesheet": FORMATTING, "printedvariable": _l("a value made by a rule is left out"),
    "feedbackinline": None, "feedbackblock": None, "modalfeedback": None, "templateblock": None,
    "templateinline": None, "cataloginfo": None, "stimulusref": None,
}  # fmt: skip


def shown(draft: Draft, element: Element | None, gap: Element | None = None, *, without: str = "") -> str:
    """The words in an element, a gap where this interaction stands, and nothing of other interactions.

    Args:
        without: the kind of element whose words are left out.
    """
    return draft.words(_gathered(draft, element, gap, without)) if element is not None else ""


def _gathered(draft: Draft, element: Element, gap: Element | None, without: str) -> str:
    parts = [element.text or ""]
    for child in element:
        sort = kind(child)
        if child is gap:
            parts.append(f" {HERE} ")
        elif sort in _LOST:
            if (loss := _LOST[sort]) is not None:
                draft.lose(loss)
            if sort == "math":
                parts.append("".join(child.itertext()))
        elif not sort.endswith("interaction") and sort != without:
            if sort not in _PLAIN:
                draft.lose(FORMATTING)
            inner = _gathered(draft, child, gap, without)
            parts.append(f" {inner} " if sort in _BLOCKS else inner)
        parts.append(child.tail or "")
    return "".join(parts)
