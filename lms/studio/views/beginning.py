"""Beginning a draft: empty, from a zip, from a published course, or one lesson of a unit's own."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import redirect
from wtforms import Form
from wtforms.fields.choices import SelectChoice

from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.core.errors import Missing, Refusal
from lms.learning.editions import course_for
from lms.studio import actions, queries
from lms.studio.forms import CopyForm, NewCourseForm, UploadForm
from lms.studio.models import Draft
from lms.studio.pictures import redrawn
from lms.studio.rules import template
from lms.studio.rules.names import is_slug
from lms.studio.rules.taking_in import course_files
from lms.studio.sheets import NoForm, parsed
from lms.studio.views.blueprint import WRITERS, pages
from lms.ui.languages import language

LARGEST = 5 * 1024 * 1024


@pages.route("/studio/new", methods=["GET", "POST"])
@needs(*WRITERS)
def new() -> ResponseReturnValue:
    form = NewCourseForm()
    _offer_units(form)
    if form.validate_on_submit():
        languages = ["vi", *(form.languages.data or [])]
        files = template.course_files(form.title.data or "", languages)
        draft = actions.begin(form.title.data or "", files, form.unit.data, me().person_id, clock.now())
        return _go_to(draft)
    return render_template("studio/new.html", form=form)


@pages.route("/studio/upload", methods=["GET", "POST"])
@needs(*WRITERS)
def upload() -> ResponseReturnValue:
    form = UploadForm()
    _offer_units(form)
    if form.validate_on_submit():
        try:
            folder, files = course_files(form.file.data.stream.read(LARGEST + 1))
            files = redrawn(files)
        except Refusal as refusal:
            form.refuse("file", refusal.reason)
        else:
            title = _title_in(files) or folder or _("Course")
            wish = folder if is_slug(folder) else ""
            draft = actions.begin(title, files, form.unit.data, me().person_id, clock.now(), wish)
            return _go_to(draft)
    return render_template("studio/upload.html", form=form)


@pages.route("/studio/courses/<course>/begin", methods=["GET", "POST"])
@needs(*WRITERS)
def begin(course: str) -> ResponseReturnValue:
    """The course itself for whoever may change it; a course or a lesson of their own for everybody."""
    published = course_for(me(), course)
    home = queries.home_path(me(), course)
    form = CopyForm()
    own = [SelectChoice("course", _("The course itself, for everybody who learns it"))] if home else []
    lessons = [
        SelectChoice(
            f"{module.slug}/{lesson.slug}", f"{module.short.in_(language())}: {lesson.title.in_(language())}"
        )
        for module, lesson in published.lessons()
    ]
    form.what.choices = [
        *own,
        SelectChoice("copy", _("A course of our own, made from this one")),
        *(
            SelectChoice(each.value, _("Only this lesson, for our unit: %(lesson)s", lesson=each.label))
            for each in lessons
        ),
    ]
    _offer_units(form)
    if form.validate_on_submit():
        return _go_to(_begun(course, form, home.id if home else None))
    return render_template("studio/begin.html", form=form, course=published, home=home)


def _begun(course: str, form: CopyForm, home_id: int | None) -> Draft:
    published, who, now = course_for(me(), course), me().person_id, clock.now()
    title = published.title.in_("vi")
    if form.what.data == "course" and home_id is not None:
        return actions.begin_from_edition(course, published.edition, title, home_id, who, now)
    if form.what.data == "copy":
        files = queries.edition_files(published.edition)
        return actions.begin(title, files, form.unit.data, who, now)
    module, _slash, lesson = str(form.what.data).partition("/")
    found = next((each for at, each in published.lessons() if (at.slug, each.slug) == (module, lesson)), None)
    if found is None:
        raise Missing
    named = found.title.in_("vi")
    return actions.begin_lesson(course, published.edition, module, lesson, named, form.unit.data, who, now)


def _offer_units(form: Form) -> None:
    form["unit"].choices = [
        SelectChoice(unit.id, f"{unit.form} {unit.name}" if unit.form not in unit.name.lower() else unit.name)
        for unit in queries.units_of(me())
    ]


def _title_in(files: dict[str, bytes]) -> str:
    try:
        course = parsed(files["course.yaml"].decode(errors="replace"))
    except NoForm:
        return ""
    title = course.get("title") if isinstance(course, dict) else None
    return str(title.get("vi", ""))[:120] if isinstance(title, dict) else ""


def _go_to(draft: Draft) -> ResponseReturnValue:
    db.session.commit()
    flash(_("The draft has begun. Nothing is shown to learners before it is published."), "good")
    return redirect(url_for(".draft", draft_id=draft.id), 303)
