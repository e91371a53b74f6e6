"""Pictures from authors' machines, drawn anew: what was hidden in the file is not in ours."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.core import photographs
from lms.studio.rules.problems import translated
from lms.studio.rules.refusals import BadPicture
from lms.studio.rules.strangers import is_drawing, what_it_is

_MOST_REASONS = 3


def taken(content: bytes, called: str = "") -> tuple[str, bytes]:
    """The picture as it is kept, and the ending of its name: "svg" or "webp".

    Args:
        called: the name of the file. What is in it decides; the name helps to say what is wrong.

    Raises:
        BadPicture: it is none, or holds what no picture of a course may hold.
    """
    if photographs.kind_of(content):
        return "webp", _photograph(content)
    if is_drawing(content):
        return "svg", _drawing(content)
    raise BadPicture(what_it_is(content, called))


def _drawing(content: bytes) -> bytes:
    # Imported here: the course's checker stays out of every process that serves pages.
    from lms.catalogue.authoring.pictures import LARGEST
    from lms.catalogue.authoring.sources import Source
    from lms.catalogue.authoring.svg import cleaned

    if len(content) > LARGEST:
        raise BadPicture(
            _l(
                "This drawing has more than 8 KB and would reach a phone slowly. Make it simpler, or save it as PNG "
                "and send that."
            )
        )
    source = Source("", [])
    try:
        body = cleaned(source, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadPicture(_l("This drawing cannot be read. Save it once more as plain SVG.")) from error
    if body is None:
        reasons = list(dict.fromkeys(translated(each.message) for each in source.problems))
        raise BadPicture(" ".join(reasons[:_MOST_REASONS]))
    return body


def _photograph(content: bytes) -> bytes:
    from lms.catalogue.authoring.pictures import LARGEST_PHOTOGRAPH, WIDEST

    try:
        return photographs.redrawn(content, WIDEST, WIDEST * 2, LARGEST_PHOTOGRAPH)
    except photographs.TooManyDots as error:
        raise BadPicture(
            _l(
                "This photograph has too many dots. Make it smaller first: %(width)s dots wide is enough.",
                width=WIDEST * 2,
            )
        ) from error
    except photographs.Unreadable as error:
        raise BadPicture(
            _l(
                "This %(kind)s photograph is damaged or was copied only in part. Look whether it opens on your "
                "device, copy it once more, or save it once more as JPEG.",
                kind={"WEBP": "WebP"}.get(kind := photographs.kind_of(content) or "", kind),
            )
        ) from error


def redrawn(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """A package's files with its pictures drawn anew. A drawing with a fault stays: the check names the line.

    Raises:
        BadPicture: a file is called a photograph and is none.
    """
    made = dict(files)
    for path, body in files.items():
        if path.endswith(".webp"):
            try:
                ending, made[path] = taken(body, path)
            except BadPicture as refusal:
                raise BadPicture(f"{path}: {refusal.reason}") from refusal
            if ending != "webp":
                raise BadPicture(_("This file is no photograph: %(name)s", name=path))
    return made
