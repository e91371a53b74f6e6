"""Photographs from strangers, drawn anew: place, device and hour that were hidden in the file are not in ours."""

import io

MOST_PIXELS = 60_000_000
_KINDS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
_QUALITIES = (80, 65, 50, 35)


class Unreadable(Exception):
    """It is no photograph, or a damaged one."""


class TooManyDots(Exception):
    """It unpacks to more dots than a phone takes."""


def kind_of(content: bytes) -> str | None:
    """ "PNG", "JPEG" or "WEBP" by what the bytes are, whatever the file is called; None for anything else."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    return next((kind for start, kind in _KINDS.items() if content.startswith(start)), None)


def redrawn(content: bytes, width: int, height: int, largest: int) -> bytes:
    """The picture as WebP, upright, within this box of dots and so many bytes.

    Raises:
        Unreadable, TooManyDots: it cannot be taken.
    """
    # Imported here: processes that serve pages need no Pillow until somebody sends a photograph.
    from PIL import Image, ImageOps

    kind = kind_of(content)
    if kind is None:
        raise Unreadable
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise TooManyDots
            if kind == "JPEG":
                opened.draft("RGB", (width * 2, height * 2))
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except Image.DecompressionBombError as error:
        raise TooManyDots from error
    except (OSError, ValueError, SyntaxError) as error:
        raise Unreadable from error
    upright.thumbnail((width, height))
    # A new picture of the dots alone: whatever else was in the file stays behind.
    plain = Image.frombytes("RGB", upright.size, upright.tobytes())
    while True:
        for quality in _QUALITIES:
            out = io.BytesIO()
            plain.save(out, "WEBP", quality=quality, method=4)
            if out.tell() <= largest:
                return out.getvalue()
        plain.thumbnail((plain.width * 3 // 4, plain.height * 3 // 4))
