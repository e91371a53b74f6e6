"""What a trainer is told of another one's words."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from lms.classes.models import Presence
from lms.field.rules.conflicts import Conflict


def conflicts_told(found: Iterable[Conflict], names: dict[int, str]) -> list[dict[str, Any]]:
    """Each under the id of the trainer's own word; `by` is the other one, so that what was read is told once."""
    return [{"id": each.mine.id, "by": each.other.id, "words": _conflict(each, names)} for each in found]


def _conflict(conflict: Conflict, names: dict[int, str]) -> str:
    said: dict[Presence | None, str] = {
        Presence.PRESENT: _("present"),
        Presence.LATE: _("late"),
        Presence.EXCUSED: _("excused"),
        Presence.ABSENT: _("absent"),
    }
    words = {
        "person": names[conflict.mine.person_id],
        "name": names[conflict.other.made_by],
        "mine": said[conflict.mine.presence],
        "theirs": said[conflict.other.presence],
    }
    if conflict.mine_stands:
        return _("%(person)s: %(name)s said %(theirs)s, you said %(mine)s later. %(mine)s stands.", **words)
    return _("%(person)s: you said %(mine)s, %(name)s said %(theirs)s later. %(theirs)s stands.", **words)
