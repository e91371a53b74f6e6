"""The pages' blueprint and the words they share."""

from typing import Any

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from lms.core.access import Role
from lms.studio.models import DraftKind, DraftState
from lms.ui.languages import LANGUAGE_NAMES

pages = Blueprint("studio", __name__, template_folder="../templates")
WRITERS = (Role.AUTHOR, Role.ADMIN)
SECTIONS = [("studio.index", _l("Studio"), WRITERS)]
STATE_WORDS = {
    DraftState.EDITING: _l("Being written"),
    DraftState.ASKED: _l("Waits for a decision"),
    DraftState.PUBLISHED: _l("Published"),
    DraftState.WITHDRAWN: _l("Put away"),
}
KIND_WORDS = {DraftKind.COURSE: _l("Course"), DraftKind.LOCAL_LESSON: _l("Lesson of our own")}


@pages.context_processor
def words() -> dict[str, Any]:
    return {"state_words": STATE_WORDS, "draft_kind_words": KIND_WORDS, "language_names": LANGUAGE_NAMES}
