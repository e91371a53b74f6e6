"""Pictures from authors' machines, drawn anew: what was hidden in the file is not in ours."""

import io
from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from lms.studio.rules.refusals import BadPicture

MOST_PIXELS = 40_000_000
_KINDS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}


def taken(content: bytes) -> tuple[str, bytes]:
    """The picture as it is kept, and the ending of its name: "svg" or "webp".

    Raises:
        BadPicture: it is none, or holds what no picture of a course may hold.
    """
    kind = _kind_of(content)
    if kind is None:
        return "svg", _drawing(content)
    return "webp", _photograph(content, kind)


def _kind_of(content: bytes) -> str | None:
    """What the bytes are, whatever the file is called."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    return next((kind for start, kind in _KINDS.items() if content.startswith(start)), None)


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
        raise BadPicture(_l("This drawing cannot be taken: %(why)s", why=source.problems[0].message))
    return body


def _photograph(content: bytes, kind: str) -> bytes:
    from PIL import Image, ImageOps

    from lms.catalogue.authoring.pictures import LARGEST_PHOTOGRAPH, WIDEST

    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise BadPicture(_l("This photograph has too many dots. Make it smaller first."))
            if kind == "JPEG":
                opened.draft("RGB", (WIDEST * 2, WIDEST * 2))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except BadPicture:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadPicture(_l("This photograph cannot be read. Save it once more as JPEG.")) from error
    upright.thumbnail((WIDEST, WIDEST * 2))
    for _try in range(4):
        for quality in (82, 70, 55, 40):
            out = io.BytesIO()
            upright.save(out, "WEBP", quality=quality, method=4)
            if out.tell() <= LARGEST_PHOTOGRAPH:
                return out.getvalue()
        upright.thumbnail((upright.width * 3 // 4, upright.height * 3 // 4))
    raise BadPicture(_l("This photograph cannot be made small enough for a phone."))


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
