"""Opus out of WebM, as browsers and many phones record it (RFC 8794 for EBML, RFC 9559 for Matroska)."""

from collections.abc import Iterator

from lms.speech.rules.opus import BadOpus, Stream, bare, head_from

MARK = b"\x1a\x45\xdf\xa3"
# Elements that we look into; all others are one piece.
_SEGMENT, _CLUSTER, _TRACKS, _TRACK, _GROUP = 0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE, 0xA0
_INSIDE = {_SEGMENT, _CLUSTER, _TRACKS, _TRACK, _GROUP}
_KIND, _CODEC, _PRIVATE, _BLOCK, _SIMPLE = 0x4282, 0x86, 0x63A2, 0xA1, 0xA3
_EBML = 0x1A45DFA3
_LACED = 0x06


def read(content: bytes) -> Stream:
    """The one Opus track of a WebM file.

    Raises:
        BadOpus: it is no such file, or holds a second track.
    """
    tracks, kind, codec, private = 0, b"", b"", b""
    sound: list[bytes] = []
    samples = 0
    for element, body in _elements(content):
        if element == _TRACK:
            tracks += 1
        elif element == _KIND:
            kind = body
        elif element == _CODEC:
            codec = body
        elif element == _PRIVATE:
            private = body
        elif element in (_BLOCK, _SIMPLE):
            packet, length = bare(_packet(body))
            sound.append(packet)
            samples += length
    if tracks != 1 or kind.rstrip(b"\0") != b"webm" or codec.rstrip(b"\0") != b"A_OPUS":
        raise BadOpus("not one Opus track")
    return Stream(head_from(private), tuple(sound), samples)


def _elements(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Every element in order. Those that hold others come without a body, and then what they hold."""
    at = 0
    while at < len(content):
        element, at = _number(content, at, keep_mark=True)
        size, at = _number(content, at, keep_mark=False)
        if element in _INSIDE or element == _EBML:
            yield element, b""
            continue
        if size is None or element is None or at + size > len(content):
            raise BadOpus("an element without its end")
        yield element, content[at : at + size]
        at += size


def _number(content: bytes, at: int, keep_mark: bool) -> tuple[int | None, int]:
    """A number of one to eight bytes, and where it ends; None when all its bits say "unknown"."""
    if at >= len(content) or not content[at]:
        raise BadOpus("a number without its end")
    length = 9 - content[at].bit_length()
    if at + length > len(content):
        raise BadOpus("a number without its end")
    value = int.from_bytes(content[at : at + length])
    unknown = (1 << (7 * length)) - 1
    if keep_mark:
        return value, at + length
    value &= unknown
    return (None if value == unknown else value), at + length


def _packet(block: bytes) -> bytes:
    """What a block holds behind its track, its time and its flags."""
    track, at = _number(block, 0, keep_mark=False)
    if track is None or len(block) < at + 4 or block[at + 2] & _LACED:
        raise BadOpus("a block that we do not know")
    return block[at + 3 :]
