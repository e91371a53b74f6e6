"""Two documents' differences as a page shows them."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.studio.rules.documents import Change, changes, grouped, words_apart
from lms.studio.views.words import field_said

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
    return [
        {"title": _place(head) or _("Course"), "changes": [_said(each) for each in found]}
        for head, found in grouped(changes(before, after)).items()
    ]


def _place(head: tuple[tuple[str, str], ...]) -> str:
    return " · ".join(f"{_KINDS[kind]} {name}" for kind, name in head if kind in _KINDS)


def _said(change: Change) -> dict[str, Any]:
    named = [value for kind, value in change.place if kind in {"field", "part"}]
    words = [field_said(each) for each in named]
    kind = (
        "changed"
        if change.before is not None and change.after is not None
        else "added"
        if change.after
        else "removed"
    )
    return {
        "field": " · ".join(words),
        "kind": kind,
        "told": words_apart(change.before or "", change.after or "") if kind == "changed" else [],
        "before": change.before,
        "after": change.after,
    }
