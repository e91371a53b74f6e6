"""Questions for another system: what the file will hold, and the file."""

from itertools import groupby
from operator import attrgetter

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from lms.catalogue import shelf
from lms.core.access import needs
from lms.core.errors import Missing
from lms.interop import formats, queries
from lms.interop.formats import Written, writing
from lms.interop.views.blueprint import WRITERS, modules, named_module, pages
from lms.ui.languages import LANGUAGE_NAMES, LANGUAGES


@pages.get("/questions/export")
@needs(*WRITERS)
def send() -> ResponseReturnValue:
    """The choice of module and format; once made, what cannot be held is said before the file is fetched."""
    chosen = {
        "module": request.args.get("module", ""),
        "kind": request.args.get("kind", "gift"),
        "language": request.args.get("language", "vi"),
    }
    written: Written | None = None
    asks: dict[str, str] = {}
    if chosen["module"] and "kind" in request.args:
        written, asks = _written(**chosen)
    return render_template(
        "interop/export.html",
        offered=[(course, list(group)) for course, group in groupby(modules(), attrgetter("optgroup"))],
        kinds=[(kind, formats.NAMES[kind] if kind == "gift" else "QTI 3.0") for kind in formats.WRITTEN],
        languages=LANGUAGE_NAMES,
        chosen=chosen,
        written=written,
        asks=asks,
    )


@pages.get("/questions/export/<course>/<module>/<kind>")
@needs(*WRITERS)
def file(course: str, module: str, kind: str) -> ResponseReturnValue:
    written, _asks = _written(f"{course}/{module}", kind, request.args.get("language", "vi"))
    answer = Response(written.content, content_type=written.mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{written.filename}"'
    return answer


def _written(module: str, kind: str, language: str) -> tuple[Written, dict[str, str]]:
    """The file, and the words of its questions by id."""
    if kind not in formats.WRITTEN or language not in LANGUAGES:
        raise Missing
    course_slug, slug = named_module(module)
    questions = queries.questions_of(course_slug, slug)
    chosen = shelf.course(course_slug).module(slug)
    asks = {each.id: each.ask.in_(language) for each in chosen.questions} if chosen else {}
    pictures = queries.pictures_of(questions)
    return writing.write(kind, course_slug, slug, questions, language, pictures), asks
