"""Pictures from authors' machines, drawn anew: what was hidden in the file is not in ours."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from lms.core import photographs
from lms.studio.rules.problems import translated
from lms.studio.rules.refusals import BadPicture


def taken(content: bytes) -> tuple[str, bytes]:
    """The picture as it is kept, and the ending of its name: "svg" or "webp".

    Raises:
        BadPicture: it is none, or holds what no picture of a course may hold.
    """
    if photographs.kind_of(content) is None:
        return "svg", _drawing(content)
    return "webp", _photograph(content)


def _drawing(content: bytes) -> bytes:
    # Imported here: the course's checker stays out of every process that serves pages.
    from lms.catalogue.authoring.pictures import LARGEST
    from lms.catalogue.authoring.sources import Source
    from lms.catalogue.authoring.svg import cleaned

    if len(content) > LARGEST:
        raise BadPicture(_l("A drawing has at most 8 KB, so that it reaches a phone quickly."))
    source = Source("", [])
    try:
        body = cleaned(source, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadPicture(_l("This is no picture that we know: SVG, JPEG, PNG or WebP.")) from error
    if body is None:
        raise BadPicture(
            _l("This drawing cannot be taken: %(why)s", why=translated(source.problems[0].message))
        )
    return body


def _photograph(content: bytes) -> bytes:
    from lms.catalogue.authoring.pictures import LARGEST_PHOTOGRAPH, WIDEST

    try:
        return photographs.redrawn(content, WIDEST, WIDEST * 2, LARGEST_PHOTOGRAPH)
    except photographs.TooManyDots as error:
        raise BadPicture(_l("This photograph has too many dots. Make it smaller first.")) from error
    except photographs.Unreadable as error:
        raise BadPicture(_l("This photograph cannot be read. Save it once more as JPEG.")) from error


def redrawn(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """A package's files with its pictures drawn anew. A drawing with a fault stays: the check names the line.

    Raises:
        BadPicture: a file is called a photograph and is none.
    """
    made = dict(files)
    for path, body in files.items():
        if path.endswith(".webp"):
            ending, made[path] = taken(body)
            if ending != "webp":
                raise BadPicture(_l("This file is no photograph: %(name)s", name=path))
    return made
