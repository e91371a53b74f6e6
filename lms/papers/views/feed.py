"""What a calendar fetches. Nothing is kept of who looks or when."""

import threading
import time
from typing import Any

from flask import Response, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.catalogue import shelf
from lms.classes.models import MeetingState, Mode
from lms.core import clock
from lms.core.access import public
from lms.core.recent import Recent
from lms.papers.models import Purpose
from lms.papers.queries.addresses import feed_at
from lms.papers.queries.meetings import meetings_for
from lms.papers.rules.addresses import token_hash
from lms.papers.rules.entries import Entry, digest, uid_of
from lms.papers.views.blueprint import base, pages
from lms.ui.languages import language, written_in

A_MINUTE = 30  # looks at one address in one process; a calendar looks every few hours
_REMEMBERED = 2_000


class _Looks:
    """How often each address was looked at this minute: in memory, so that no trace stays."""

    def __init__(self) -> None:
        self._counts = Recent[str, tuple[int, int]](_REMEMBERED)
        self._lock = threading.Lock()

    def one_more(self, hashed: str) -> bool:
        """Whether that is still few enough."""
        minute = int(time.monotonic() // 60)
        with self._lock:
            since, count = self._counts.recall(hashed) or (minute, 0)
            count = count + 1 if since == minute else 1
            self._counts[hashed] = minute, count
        return count <= A_MINUTE


@pages.get("/calendars/<token>.ics")
@public
def feed(token: str) -> ResponseReturnValue:
    """The address is the key; a calendar that has the newest already is told so in a line."""
    hashed = token_hash(token)
    found = feed_at(hashed)
    looks: _Looks = current_app.extensions.setdefault("calendar_looks", _Looks())
    if not looks.one_more(hashed):
        return Response(status=429, headers={"Retry-After": "60"})
    with written_in(found.language):
        name = _name(found)
        rows = meetings_for(found.purpose, found.person_id, found.unit_path or "", clock.now())
        entries = [_entry(row, found.purpose) for row in rows]
    answer = Response(mimetype="text/calendar")
    answer.set_etag(digest(name, entries))
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Content-Disposition"] = 'inline; filename="lich-hoc.ics"'
    if request.if_none_match.contains(answer.get_etag()[0] or ""):
        answer.status_code = 304
        return answer
    from lms.papers.rules.ical import written

    answer.set_data(written(name, entries))
    return answer


def _name(found: Any) -> str:
    if found.purpose is Purpose.LEARNING:
        return _("My classes")
    if found.purpose is Purpose.TEACHING:
        return _("Classes I teach")
    return _("Classes: %(place)s", place=found.unit_name)


def _entry(row: Any, purpose: Purpose) -> Entry:
    """Only who learns or teaches there is told how to come in online."""
    cancelled = row.state is MeetingState.CANCELLED
    title = _("Cancelled: %(title)s", title=row.cohort_name) if cancelled else row.cohort_name
    says = [_("Meeting %(number)d", number=row.number), *_taught(row)]
    url = ""
    if purpose is not Purpose.UNIT:
        url = base() + url_for("classes.cohort", cohort_id=row.cohort_id)
        if row.mode is not Mode.IN_PERSON and not cancelled:
            joins = base() + url_for("classes.join_meeting", meeting_id=row.id)
            url = joins if purpose is Purpose.LEARNING else url
            link = joins if purpose is Purpose.LEARNING else row.link or joins
            says.append(_("Online: %(link)s", link=link))
    return Entry(
        uid=uid_of(row.id, row.created_at),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        title=title,
        place=_("Online") if row.mode is Mode.ONLINE else _place(row),
        says="\n".join(says),
        url=url,
        cancelled=cancelled,
        sequence=row.sequence,
        changed_at=row.changed_at or row.created_at,
    )


def _place(row: Any) -> str:
    return row.place if row.unit_name in row.place else f"{row.place}, {row.unit_name}"


def _taught(row: Any) -> list[str]:
    wanted = row.modules or row.cohort_modules
    modules = [each for each in shelf.course(row.course).modules if each.slug in wanted]
    return [each.title.in_(language()) for each in modules]
