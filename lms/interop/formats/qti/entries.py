"""Text entries: short texts and numbers."""

from typing import Any
from xml.etree.ElementTree import Element

from flask_babel import lazy_gettext as _l

from lms.interop.formats.draft import Draft
from lms.interop.formats.qti.feedback import Feedback
from lms.interop.formats.qti.names import attr, first_of
from lms.interop.formats.qti.responses import declared, interval
from lms.interop.formats.qti.shown import GAP, HERE, shown

_LONGEST_UNIT = 20


def text_entry(
    draft: Draft, item: Element, body: Element | None, interaction: Element, feedback: Feedback
) -> tuple[str, str, dict[str, Any]]:
    said = declared(item, attr(interaction, "responseidentifier"))
    ask, behind = _parted(shown(draft, body, interaction), _alone(body, interaction))
    ask = draft.words(f"{ask} {shown(draft, first_of(interaction, 'prompt'))}")
    if said.base_type in {"integer", "float"}:
        unit = behind if len(behind) <= _LONGEST_UNIT else ""
        if behind and not unit:
            ask = draft.words(f"{ask} {GAP} {behind}")
        value, tolerance = interval(
            item, said.correct or said.right(draft) if said.mapped else said.correct, draft
        )
        return "number", ask, draft.number(value, tolerance, unit)
    most = max(said.mapped.values(), default=None)
    whole = [value for value, worth in said.mapped.items() if most and worth == most]
    if len(whole) < sum(worth > 0 for worth in said.mapped.values()):
        draft.lose(_l("answers that are only partly right are left out"))
    accepted = [draft.words(value) for value in [*said.correct, *whole]]
    if behind:
        ask = draft.words(f"{ask} {GAP} {behind}")
    return "text", ask, draft.short_text(accepted, case=said.case)


def _alone(body: Element | None, interaction: Element) -> bool:
    """Whether the field begins a line of its own, so that words behind it are its unit."""
    if body is None:
        return False
    parent = next((each for each in body.iter() if interaction in list(each)), None)
    if parent is None or parent is body:
        return False
    return next(iter(parent)) is interaction and not (parent.text or "").strip()


def _parted(ask: str, alone: bool) -> tuple[str, str]:
    """The question's words, and those behind a field that begins a line of its own."""
    before, here, behind = ask.partition(HERE)
    if here and (alone or not behind.strip()) and before.strip():
        return before.strip(), behind.strip()
    return ask.replace(HERE, GAP), ""
