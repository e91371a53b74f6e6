"""A file from an author's machine becomes a recording: checked by what it holds and written anew."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from lms.speech.rules import ogg, opus, webm
from lms.speech.rules.refusals import BadRecording

LARGEST = 400_000  # bytes as we keep it
LARGEST_FILE = 1_500_000  # bytes as it comes, with pictures and comments
LONGEST = 90  # seconds
_OTHERS = (
    (0, b"ID3", "MP3"),
    (0, b"\xff\xfb", "MP3"),
    (0, b"\xff\xf3", "MP3"),
    (4, b"ftyp", "M4A (AAC)"),
    (8, b"WAVE", "WAV"),
    (0, b"#!AMR", "AMR"),
    (0, b"fLaC", "FLAC"),
)


@dataclass(frozen=True, slots=True)
class Taken:
    body: bytes
    milliseconds: int


def taken(content: bytes) -> Taken:
    """The recording as it is kept: the same sound in an Ogg file of our own.

    Raises:
        BadRecording: it is none, is broken, or is too long or too large.
    """
    if len(content) > LARGEST_FILE:
        raise BadRecording(_l("This file is too large. A step has at most 90 seconds and 400 kB."))
    stream = _read(content)
    if stream.length <= 0:
        raise BadRecording(_l("Nothing is to be heard in this file."))
    milliseconds = stream.length * 1000 // opus.RATE
    if milliseconds > LONGEST * 1000:
        raise BadRecording(
            _l("This takes %(seconds)s seconds. A step has at most 90.", seconds=milliseconds // 1000)
        )
    body = opus.written(stream)
    if len(body) > LARGEST:
        raise BadRecording(
            _l(
                "This takes %(size)s kB. A step has at most 400. Save it at 24 kbit/s.",
                size=len(body) // 1000,
            )
        )
    return Taken(body, milliseconds)


def _read(content: bytes) -> opus.Stream:
    try:
        if content.startswith(b"OggS"):
            return opus.read(content)
        if content.startswith(webm.MARK):
            return webm.read(content)
    except (ogg.BadOgg, opus.BadOpus) as error:
        raise BadRecording(
            _l("This file is broken, or it is no Opus sound. Save it once more as Opus.")
        ) from error
    for at, mark, name in _OTHERS:
        if content.startswith(mark, at):
            raise BadRecording(_l("This is a %(kind)s file. Save it as Opus first; below is how.", kind=name))
    raise BadRecording(_l("This is no recording that we know. Save it as Opus first; below is how."))
