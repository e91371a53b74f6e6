"""A photograph from a phone, drawn anew: place, device and hour that were hidden in the file are not in ours."""

import io

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal

LONGEST_SIDE = 1600
LARGEST = 300_000  # bytes
MOST_PIXELS = 60_000_000
_KINDS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}


class BadPhotograph(Refusal):
    reason = _l("This is no photograph we can read. Choose a JPEG, PNG or WebP picture.")


def kind_of(content: bytes) -> str:
    """What the bytes are, whatever the file is called.

    Raises:
        BadPhotograph: no picture of a kind that phones make.
    """
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    kind = next((kind for start, kind in _KINDS.items() if content.startswith(start)), None)
    if kind is None:
        raise BadPhotograph
    return kind


def redrawn(content: bytes) -> bytes:
    """The picture as WebP, upright, at most 1600 dots wide or high and 300 kB.

    Raises:
        BadPhotograph: it is none, or one with more dots than a phone takes.
    """
    # Imported here: processes that serve pages need no Pillow until somebody sends a photograph.
    from PIL import Image, ImageOps

    kind = kind_of(content)
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise BadPhotograph(_l("This photograph has too many dots. Make it smaller first."))
            if kind == "JPEG":
                opened.draft("RGB", (LONGEST_SIDE * 2, LONGEST_SIDE * 2))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except BadPhotograph:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadPhotograph from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # A new picture of the dots alone: whatever else was in the file stays behind.
    plain = Image.frombytes("RGB", upright.size, upright.tobytes())
    while True:
        for quality in (80, 65, 50, 35):
            out = io.BytesIO()
            plain.save(out, "WEBP", quality=quality, method=4)
            if out.tell() <= LARGEST:
                return out.getvalue()
        plain.thumbnail((plain.width * 3 // 4, plain.height * 3 // 4))
