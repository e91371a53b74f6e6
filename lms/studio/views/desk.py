"""The studio's first page: what is being written, what waits, and what is published."""

from flask import render_template
from flask.typing import ResponseReturnValue

from lms.core.access import me, needs
from lms.learning.editions import courses_in_charge, local_lessons_in
from lms.studio import queries
from lms.studio.models import DraftState
from lms.studio.views.blueprint import WRITERS, pages


@pages.get("/studio/")
@needs(*WRITERS)
def index() -> ResponseReturnValue:
    asker = me()
    return render_template(
        "studio/index.html",
        drafts=queries.drafts_of(asker, [DraftState.EDITING, DraftState.ASKED]),
        waiting=queries.drafts_to_decide(asker),
        done=queries.drafts_of(asker, [DraftState.PUBLISHED, DraftState.WITHDRAWN], limit=10),
        courses=courses_in_charge(asker),
        lessons=local_lessons_in(asker.paths(*WRITERS)),
    )
