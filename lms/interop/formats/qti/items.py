"""One item to one question."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from flask_babel import lazy_gettext as _l

from lms.interop.formats import tags as labels
from lms.interop.formats.draft import Draft
from lms.interop.formats.found import Found, Refused, few
from lms.interop.formats.qti.feedback import Feedback
from lms.interop.formats.qti.interactions import BODIES
from lms.interop.formats.qti.names import all_of, attr, first_of, item_name, kind


def read_item(item: Element, language: str, section: str = "", tags: Sequence[str] = ()) -> Found:
    """The question that an item asks, or why it cannot be taken."""
    identifier = item_name(attr(item, "identifier"))
    where, name = identifier[:80] or attr(item, "title")[:80], attr(item, "title")[:60]
    draft = Draft(language)
    try:
        interaction = _interaction(item)
        few(sum(1 for _each in interaction.iter()))
        body = first_of(item, "itembody")
        feedback = Feedback(draft, item)
        sort, ask, fields = BODIES[kind(interaction)](draft, item, body, interaction, feedback)
        because = feedback.general()
        if first_of(item, "assessmentstimulusref") is not None:
            draft.lose(_l("a text that is shared by several questions is left out"))
        document = draft.question(identifier or name, sort, ask, because, **fields)
        lesson = labels.apply(document, tags, language)
    except Refused as refused:
        return Found(where, name or where, None, refusal=refused.reason)
    return Found(where, name or document["id"], document, lesson or section, tuple(draft.losses))


def _interaction(item: Element) -> Element:
    if attr(item, "adaptive").lower() in {"true", "1"}:
        raise Refused(_l("an item that changes while it is answered (adaptive) is not held here"))
    if first_of(item, "templatedeclaration") is not None:
        raise Refused(_l("an item that is made anew for everybody (template) is not held here"))
    found = [
        each for each in all_of(item, *_every_interaction(item)) if kind(each) != "endattemptinteraction"
    ]
    if not found:
        raise Refused(_l("it is a text without a question"))
    if len(found) > 1:
        raise Refused(_l("it asks for several answers; one can be asked"))
    if kind(found[0]) == "extendedtextinteraction":
        raise Refused(_l("an open answer (essay) cannot be marked here"))
    if kind(found[0]) not in BODIES:
        name = str(found[0].tag).removeprefix("qti-")[:40]
        raise Refused(_l("the kind “%(kind)s” is not held here", kind=name))
    return found[0]


def _every_interaction(item: Element) -> set[str]:
    return {sort for each in item.iter() if (sort := kind(each)).endswith("interaction")} or {"interaction"}
