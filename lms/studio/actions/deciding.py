"""Asking for a draft to be published, deciding on it, and going back to a former edition."""

from datetime import datetime

from lms.catalogue import actions as catalogue
from lms.catalogue import packages
from lms.catalogue import queries as published
from lms.catalogue.bank import of_files
from lms.catalogue.documents import edition_hash
from lms.catalogue.models import Origin
from lms.core import audit
from lms.core.db import db
from lms.core.errors import Missing
from lms.learning import editions
from lms.places.models import Unit, UnitKind
from lms.studio import queries
from lms.studio.checking import Checked
from lms.studio.models import Draft, DraftKind, DraftState
from lms.studio.rules import refusals


def ask(draft: Draft, note: str, checked: Checked, by: int, now: datetime) -> None:
    """Ask somebody else to look at the draft and publish it; nobody changes it meanwhile."""
    if draft.state is not DraftState.EDITING:
        raise refusals.NotEditable
    if checked.document is None:
        raise refusals.StillWrong
    _check_newest(draft)
    draft.state, draft.note = DraftState.ASKED, note
    draft.asked_by, draft.asked_at = by, now
    draft.decided_by = draft.decided_at = None
    _note(draft, by, now, "asked")


def take_back(draft: Draft, by: int, now: datetime) -> None:
    """Go on editing what was asked for."""
    if draft.state is not DraftState.ASKED:
        raise refusals.NotAsked
    draft.state = DraftState.EDITING
    _note(draft, by, now, "taken back")


def send_back(draft: Draft, reason: str, by: int, now: datetime) -> None:
    """Give the draft back to its authors and say why."""
    _check_decides(draft, by)
    draft.state, draft.reason = DraftState.EDITING, reason
    draft.decided_by, draft.decided_at = by, now
    _note(draft, by, now, "sent back")


def publish(draft: Draft, checked: Checked, seen: str, by: int, now: datetime, urgent: bool = False) -> None:
    """Make the draft what learners are shown. The draft must be held.

    Args:
        seen: the hash of the document that the one who decides has looked at.
        urgent: nobody finishes on an older edition, as when something in it does harm.
    """
    _check_decides(draft, by)
    if checked.document is None:
        raise refusals.StillWrong
    if seen != edition_hash(checked.document):
        raise refusals.ChangedMeanwhile
    catalogue.keep_pictures(checked.pictures)
    if draft.kind is DraftKind.LOCAL_LESSON:
        _offer_lesson(draft, checked, by, now)
    else:
        _check_newest(draft)
        package = packages.packed(queries.files_of(draft))
        catalogue.publish(
            [checked.document], now, by, packages={draft.course: package}, origin=Origin.BROWSER
        )
        draft.edition = published.current_editions()[draft.course]
        unit = db.session.get_one(Unit, draft.unit_id)
        if unit.kind is not UnitKind.COUNTRY and draft.based_on is None:
            editions.offer_course(draft.course, draft.unit_id, by, now)
        if urgent:
            editions.must_be_seen(draft.course, by, now)
    draft.state, draft.reason = DraftState.PUBLISHED, ""
    draft.decided_by, draft.decided_at = by, now
    _note(draft, by, now, "published")


def withdraw(draft: Draft, by: int, now: datetime) -> None:
    """Put the draft away; it can be brought back."""
    if draft.state is DraftState.PUBLISHED:
        raise refusals.NotEditable
    draft.state = DraftState.WITHDRAWN
    _note(draft, by, now, "withdrawn")


def bring_back(draft: Draft, by: int, now: datetime) -> None:
    if draft.state is not DraftState.WITHDRAWN:
        raise refusals.NotEditable
    draft.state = DraftState.EDITING
    _note(draft, by, now, "brought back")


def roll_back(course: str, edition: str, by: int, now: datetime) -> str | None:
    """Show learners a former edition again, with the bank's questions of today; None when nothing changed.

    Raises:
        Missing: this course has no such edition.
    """
    document = queries.published_document(course, edition)
    files = {**document, "modules": [{**each, "questions": of_files(each)} for each in document["modules"]]}
    kept = published.package(edition)
    audit.record(by, audit.Deed.CHANGED, "course", course, now, back_to=edition)
    package = {course: kept} if kept else {}
    return catalogue.publish([files], now, by, packages=package, origin=Origin.BROWSER).get(course)


def _check_decides(draft: Draft, by: int) -> None:
    if draft.state is not DraftState.ASKED:
        raise refusals.NotAsked
    if draft.asked_by == by:
        raise refusals.NotYourOwn


def _check_newest(draft: Draft) -> None:
    """What was published since the draft began must be in it, or publishing would undo it."""
    if draft.kind is DraftKind.COURSE and is_behind(draft):
        raise refusals.NewerEdition


def is_behind(draft: Draft) -> bool:
    """Whether the course's files were published anew since the draft began; the bank alone does not count."""
    current = published.current_editions().get(draft.course)
    if current is None or current == draft.based_on:
        return False
    return draft.based_on is None or published.package(current) != published.package(draft.based_on)


def _note(draft: Draft, by: int, now: datetime, what: str) -> None:
    audit.record(by, audit.Deed.CHANGED, "draft", draft.id, now, course=draft.course, what=what)


def _offer_lesson(draft: Draft, checked: Checked, by: int, now: datetime) -> None:
    """The one lesson of the draft, for its unit and all below."""
    assert checked.document is not None  # noqa: S101  publish has looked
    module = next(each for each in checked.document["modules"] if each["slug"] == draft.module)
    lesson = next(each for each in module["lessons"] if each["slug"] == draft.lesson)
    try:
        editions.offer_lesson(draft.course, draft.module, draft.lesson, draft.unit_id, lesson, by, now)
    except Missing as gone:
        raise refusals.LessonGone from gone
