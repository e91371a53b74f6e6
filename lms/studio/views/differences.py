"""Two documents' differences as a page shows them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.catalogue.texts import Text
from lms.studio.rules.documents import Change, Place, changes, grouped, words_apart
from lms.studio.views.words import field_said
from lms.ui.languages import LANGUAGE_NAMES, language

Document = dict[str, Any]
_KINDS = {
    "module": _l("Module"),
    "lesson": _l("Lesson"),
    "step": _l("Step"),
    "question": _l("Question"),
    "skill": _l("Skill"),
    "path": _l("Programme"),
}


def told(before: Document, after: Document) -> list[dict[str, Any]]:
    """Groups of changes, each with what it belongs to in words."""
    names = _names(before) | _names(after)
    return [
        {"title": _place(head, names) or _("Course"), "changes": [_said(each, names) for each in found]}
        for head, found in grouped(changes(before, after)).items()
    ]


def _names(document: Document) -> dict[tuple[str, str], str]:
    """What people call each part, by what the files call it."""
    names = {}
    for module in document.get("modules", []):
        names["module", module["slug"]] = _in_words(module["title"])
        names |= {("lesson", each["slug"]): _in_words(each["title"]) for each in module["lessons"]}
        names |= {("skill", each["id"]): _in_words(each["title"]) for each in module.get("skills", [])}
        names |= {("question", each["id"]): _in_words(each["ask"]) for each in module.get("questions", [])}
    return names


def _in_words(texts: Mapping[str, str]) -> str:
    return Text(texts).in_(language())


def _place(head: Place, names: Mapping[tuple[str, str], str]) -> str:
    return " · ".join(f"{_KINDS[each[0]]} {names.get(each, each[1])}" for each in head if each[0] in _KINDS)


def _value(named: Sequence[str], text: str | None, names: Mapping[tuple[str, str], str]) -> str | None:
    """What a field holds, as people count and answer."""
    if text and named[-1:] in (["modules"], ["lessons"]):
        kind = named[-1].removesuffix("s")
        return ", ".join(names.get((kind, slug), slug) for slug in text.split(", "))
    if text in {"True", "False"} and not LANGUAGE_NAMES.keys() & named[-1:]:
        return _("Yes") if text == "True" else _("No")
    if text and named[-1:] == ["right"]:
        return re.sub(r"\d+", lambda number: str(int(number[0]) + 1), text)
    return text


def _said(change: Change, names: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    named = [value for kind, value in change.place if kind in {"field", "part"}]
    words = [field_said(each) for each in named]
    before, after = (_value(named, text, names) for text in (change.before, change.after))
    kind = "changed" if before is not None and after is not None else "added" if after else "removed"
    return {
        "field": " · ".join(words),
        "kind": kind,
        "told": words_apart(before or "", after or "") if kind == "changed" else [],
        "before": before,
        "after": after,
    }
