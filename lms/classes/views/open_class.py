"""The page of an open class, for anybody who scans its poster."""

from flask import make_response, render_template
from flask.typing import ResponseReturnValue

from lms.catalogue import shelf
from lms.classes.queries import open_class as find
from lms.classes.queries.online import is_member
from lms.classes.queries.seats import place_of
from lms.classes.views.blueprint import pages
from lms.core import clock
from lms.core.access import public
from lms.ui.pages import asker

SHOWN = 4


@pages.get("/classes/open/<int:cohort_id>")
@public
def open_class(cohort_id: int) -> ResponseReturnValue:
    """What is learned, where and when, and one button; it is the page one comes back to after signing in.

    Search engines are asked to leave it alone: a class is over after some weeks.

    It has no limit by address: a hall of 300 reads its poster from behind one. Whoever tries every number
    learns what hangs on the walls and no more: a class without an open door is like one that is not there,
    no learner is named, and a page costs three small statements. What it leads to, joining and taking a
    seat, asks who somebody is.
    """
    found, who = find.open_class(cohort_id), asker()
    course = shelf.course(found.course)
    page = render_template(
        "classes/open_class.html",
        found=found,
        course=course,
        modules=[each for each in course.modules if each.slug in found.modules],
        coming=find.coming(cohort_id, clock.now()),
        shown=SHOWN,
        trainers=find.first_names_of_trainers(cohort_id),
        inside=who is not None and is_member(who.person_id, cohort_id),
        place=place_of(cohort_id, who.person_id) if who else 0,
        welcome=who is None or find.is_for(who, found),
    )
    answer = make_response(page)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
