"""Recordings: how far a course is, what to read aloud of a lesson, and taking files in and out."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.catalogue import shelf
from lms.catalogue.content import Course, Lesson, Module
from lms.catalogue.documents import course_from
from lms.core import clock
from lms.core.access import me, needs
from lms.core.db import db
from lms.core.errors import Missing, Refusal
from lms.places.models import Unit
from lms.speech import actions as speaking
from lms.speech import queries as speech
from lms.speech.models import Recording
from lms.speech.rules import KEPT, LARGEST, LONGEST, Elsewhere, NotHeard, OtherWords, taken
from lms.speech.rules.taking_in import LARGEST_FILE
from lms.studio import queries
from lms.studio.queries.recordings import not_to_record
from lms.studio.rules import scripts
from lms.studio.views.blueprint import WRITERS, pages
from lms.studio.views.draft import look_at
from lms.ui.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class Reading:
    """One lesson in one language, in the charge of a unit's authors."""

    course: Course
    module: Module
    lesson: Lesson
    language: str
    unit: Unit
    back: str

    @property
    def lines(self) -> list[scripts.Line]:
        return scripts.lines_of(self.lesson, self.language)


@pages.get("/studio/courses/<course>/recordings")
@needs(*WRITERS)
def recordings(course: str) -> ResponseReturnValue:
    """How many of how many steps are recorded, by module, lesson and language."""
    shown = shelf.course(course)
    if queries.home_path(me(), course) is None:
        raise Missing
    recorded = speech.recorded_digests()
    languages = scripts.languages_of(shown)
    lessons = [lesson for _module, lesson in shown.lessons()]
    return render_template(
        "studio/recordings.html",
        course=shown,
        languages=languages,
        whole=_far(tuple(lessons), languages, recorded),
        by_module={each.slug: _far(each.lessons, languages, recorded) for each in shown.modules},
        by_lesson={(m.slug, each.slug): _far((each,), languages, recorded) for m, each in shown.lessons()},
        lacking={
            (m.slug, each.slug): [(code, scripts.lacking(each, code, recorded)) for code in languages]
            for m, each in shown.lessons()
        },
    )


def _far(lessons: tuple[Lesson, ...], languages: list[str], recorded: Any) -> dict[str, scripts.Far]:
    return {code: scripts.how_far(lessons, code, recorded) for code in languages}


@pages.route("/studio/courses/<course>/recordings/<module>/<lesson>/<language>", methods=["GET", "POST"])
@needs(*WRITERS)
def lesson_recordings(course: str, module: str, lesson: str, language: str) -> ResponseReturnValue:
    shown = shelf.course(course)
    home = queries.home_path(me(), course)
    if home is None:
        raise Missing
    back = url_for(".recordings", course=course)
    return _record(_reading(shown, module, lesson, language, home, back))


@pages.route("/studio/<int:draft_id>/recordings/<module>/<lesson>/<language>", methods=["GET", "POST"])
@needs(*WRITERS)
def draft_recordings(draft_id: int, module: str, lesson: str, language: str) -> ResponseReturnValue:
    """The same for a draft, whose words can be recorded before anybody else reads them."""
    look = look_at(draft_id)
    look.has_lesson(module, lesson)
    if look.checked.document is None:
        flash(_("Put the draft in order first. Then its words can be recorded."), "stop")
        return redirect(url_for(".check", draft_id=draft_id), code=303)
    unit = db.session.get_one(Unit, look.draft.unit_id)
    course = course_from(look.checked.document, "")
    back = url_for(".lesson", draft_id=draft_id, module=module, lesson=lesson, language=language)
    return _record(_reading(course, module, lesson, language, unit, back))


def _reading(course: Course, module: str, lesson: str, language: str, unit: Unit, back: str) -> Reading:
    found = scripts.lesson_at(course, module, lesson)
    if found is None or language not in LANGUAGES:
        raise Missing
    return Reading(course, *found, language, unit, back)


def _record(reading: Reading) -> ResponseReturnValue:
    if request.method == "POST":
        number = request.form.get("step", 0, type=int)
        try:
            made = _take(reading, number)
        except Refusal as refusal:
            return _draw(reading, number, str(refusal.reason))
        size, seconds, step = round(made.size / 1000), round(made.milliseconds / 1000), made.step
        db.session.commit()
        shelf.forget_beside()
        flash(
            _(
                "The recording is here. It takes %(seconds)s seconds and %(size)s kB. "
                "What was noted in the file besides the sound is gone.",
                seconds=seconds,
                size=size or 1,
            ),
            "good",
        )
        return redirect(f"{request.path}#step-{step}", code=303)
    return _draw(reading)


def _take(reading: Reading, number: int) -> Recording:
    """Keep what was sent for the words that its reader saw, at whatever step they stand by now."""
    words = request.form.get("words", "")
    line = next(
        (each for each in reading.lines if (each.digest == words if words else each.number == number)), None
    )
    if line is None:
        raise OtherWords if words else NotHeard
    if not_to_record(me(), reading.unit, reading.language, [line.digest]):
        raise Elsewhere
    file = request.files.get("file")
    sound = taken(file.stream.read(LARGEST_FILE + 1) if file else b"")
    place = speaking.Place(
        reading.unit.id,
        reading.course.slug,
        reading.module.slug,
        reading.lesson.slug,
        line.number,
        line.title,
    )
    return speaking.record(sound, reading.language, line.digest, place, me().person_id, clock.now())


def _draw(reading: Reading, wrong: int = 0, reason: str = "") -> ResponseReturnValue:
    digests = [line.digest for line in reading.lines]
    others = speech.of_other_words(
        reading.course.slug, reading.module.slug, reading.lesson.slug, reading.language, digests
    )
    return render_template(
        "studio/lesson_recordings.html",
        reading=reading,
        played=speech.played(reading.language, digests),
        put_away=speech.put_away(reading.language, digests),
        not_ours=not_to_record(me(), reading.unit, reading.language, digests),
        others=others,
        charge=speech.in_charge_of(me(), [row.Recording.id for row in others]),
        changed={row.Recording.step for row in others},
        wrong=wrong,
        reason=reason,
        longest=LONGEST,
        largest=LARGEST // 1000,
        kept=KEPT,
    )


@pages.post("/studio/recordings/<int:recording_id>/take-out")
@needs(*WRITERS)
def take_out_recording(recording_id: int) -> ResponseReturnValue:
    recording = speech.in_charge(me(), recording_id)
    speaking.take_out(recording, me().person_id, clock.now())
    return _done(_("Taken out. The phone's own voice reads this step now. You can bring the recording back."))


@pages.post("/studio/recordings/<int:recording_id>/bring-back")
@needs(*WRITERS)
def bring_back_recording(recording_id: int) -> ResponseReturnValue:
    recording = speech.in_charge(me(), recording_id)
    unit = db.session.get_one(Unit, recording.unit_id)
    try:
        if not_to_record(me(), unit, recording.language, [recording.digest]):
            raise Elsewhere
    except Refusal as refusal:
        flash(str(refusal.reason), "stop")
        return redirect(_back(), code=303)
    speaking.bring_back(recording, me().person_id, clock.now())
    return _done(_("The recording is back."))


def _done(words: str) -> ResponseReturnValue:
    db.session.commit()
    shelf.forget_beside()
    flash(words, "good")
    return redirect(_back(), code=303)


def _back() -> str:
    """The page of the studio that the button stood on."""
    page = request.form.get("back", "")
    return (
        page if page.startswith("/studio/") and page.isascii() and page.isprintable() else url_for(".index")
    )
