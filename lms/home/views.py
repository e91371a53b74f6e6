"""The first page of each person: a welcome, what to learn next, or the staff's sections and then their own learning."""

from collections.abc import Hashable
from typing import Any

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from lms.certificates.models import CertificateState
from lms.certificates.queries import certificates_of
from lms.classes.queries import meetings_today, next_meeting_of, notices_of
from lms.core import clock
from lms.core.access import Asker, Role, public
from lms.home.desk import Section, begun_first, is_coach, study, waiting
from lms.keeping.queries.desk import desk_of
from lms.learning import editions
from lms.learning.queries import progress_by_course
from lms.quizzes.queries.review import at_home
from lms.reports.queries.attendance import falling_below
from lms.ui.languages import LANGUAGE_NAMES, language
from lms.ui.mould import SOMEBODY, Moulds, draw, pour
from lms.ui.pages import asker

pages = Blueprint("home", __name__, template_folder="templates")
_moulds = Moulds(at_most=1000)


@pages.get("/")
@public
def index() -> ResponseReturnValue:
    who = asker()
    if who is None:
        return render_template(
            "home/welcome.html", courses=editions.courses_for(None), languages=LANGUAGE_NAMES
        )
    now = clock.now()
    progress = progress_by_course(who.person_id)
    meeting = next_meeting_of(who.person_id, now)
    valid = [each for each in certificates_of(who.person_id) if each.state is CertificateState.VALID]
    studies = begun_first(
        [study(who, course, progress.get(course.slug), now) for course in editions.courses_for(who)]
    )
    desk: dict[str, Any] = {
        "studies": studies,
        "is_coach": is_coach(studies),
        "meeting": meeting,
        "is_on": meeting is not None and meeting.starts_at <= now,
        "certificates": valid,
        "notices": tuple(notices_of(who.person_id, now)),
        "quiz_is_here": "quizzes.start" in current_app.view_functions,
        "to_repeat": 0,
        "placement": None,
        "left_quiz": None,
    }
    if who.is_staff:
        runs_classes = who.has(Role.TRAINER, Role.CADRE)
        today = meetings_today(who, clock.today()) if runs_classes else None
        keeping = desk_of(who, now) if runs_classes else None
        return render_template(
            "home/mine.html",
            sections=_sections(who),
            today=today,
            keeping=keeping,
            areas=falling_below(who),
            hints=runs_classes,
            **desk,
        )
    desk |= waiting(desk["studies"], at_home(who.person_id, now))
    return pour(_moulds.get(_state(desk), lambda: _draw(desk)), name=who.given_name)


def _state(desk: dict[str, Any]) -> Hashable:
    """All that decides how a learner's page looks, save the name: many learners stand at the same point."""
    return (
        language(),
        tuple(each.state for each in desk["studies"]),
        desk["meeting"],
        desk["is_on"],
        tuple(each.serial for each in desk["certificates"]),
        desk["to_repeat"],
        desk["notices"],
        desk["placement"],
        desk["left_quiz"] and (desk["left_quiz"][0].edition, desk["left_quiz"][1].slug),
    )


def _draw(desk: dict[str, Any]) -> str:
    return draw(
        "home/mine.html",
        asker=lambda: SOMEBODY,
        sections=[],
        today=None,
        keeping=None,
        areas=(),
        hints=False,
        **desk,
    )


def _sections(who: Asker) -> list[Section]:
    """The staff sections that this person's roles open; none for a trainee."""
    open_to = [
        Section(endpoint.split(".")[0], url_for(endpoint), label)
        for endpoint, label, roles in current_app.extensions["sections"]
        if who.has(*roles)
    ]
    return sorted(open_to, key=Section.place)
