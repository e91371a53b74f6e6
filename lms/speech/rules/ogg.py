"""Ogg pages (RFC 3533, section 6): read strictly, written plainly."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_HEAD = struct.Struct("<4sBBqIIIB")
CONTINUED, FIRST, LAST = 1, 2, 4
NOWHERE = -1  # the position of a page on which no packet ends
_POLYNOMIAL = 0x04C11DB7


def _crc_of(byte: int) -> int:
    crc = byte << 24
    for _bit in range(8):
        crc = (crc << 1) ^ _POLYNOMIAL if crc & 0x80000000 else crc << 1
    return crc & 0xFFFFFFFF


_CRC = [_crc_of(byte) for byte in range(256)]


def checksum(page: bytes) -> int:
    """The checksum of a page whose own checksum is 0."""
    crc, table = 0, _CRC
    for byte in page:
        crc = ((crc << 8) & 0xFFFFFFFF) ^ table[(crc >> 24) ^ byte]
    return crc


class BadOgg(ValueError):
    """The bytes are no single, whole Ogg stream."""


@dataclass(frozen=True, slots=True)
class Page:
    """`ended` are the packets that end here, those before it included; `is_open` when one goes on behind it."""

    flags: int
    position: int
    ended: tuple[bytes, ...]
    is_open: bool


def pages(content: bytes) -> Iterator[Page]:
    """The pages of the one stream that fills these bytes from the first to the last.

    Raises:
        BadOgg: something stands between, before or behind the pages, one is broken or missing,
            or there is a second stream.
    """
    at, pending, stream, number, over, first = 0, b"", 0, 0, False, True
    while at < len(content):
        flags, position, serial, sequence, table, body, at = _page(content, at)
        if first:
            stream, number = serial, sequence
        if over or serial != stream or sequence != number or bool(flags & FIRST) != first:
            raise BadOgg("not one stream in its order")
        if bool(flags & CONTINUED) != bool(pending):
            raise BadOgg("a packet lost its beginning or its end")
        ended, pending = _packets(pending, table, body)
        if (position == NOWHERE) != (not ended):
            raise BadOgg("a page without its position")
        yield Page(flags, position, tuple(ended), bool(pending))
        number, first, over = (number + 1) & 0xFFFFFFFF, False, bool(flags & LAST)
    if first or pending:
        raise BadOgg("the end is missing")


def _page(content: bytes, at: int) -> tuple[int, int, int, int, bytes, bytes, int]:
    if len(content) < at + _HEAD.size:
        raise BadOgg("the end is missing")
    mark, version, flags, position, serial, sequence, crc, segments = _HEAD.unpack_from(content, at)
    if mark != b"OggS" or version != 0 or flags > 7 or position < NOWHERE:
        raise BadOgg("no page")
    start = at + _HEAD.size + segments
    table = content[at + _HEAD.size : start]
    end = start + sum(table)
    if len(table) < segments or len(content) < end:
        raise BadOgg("the end is missing")
    if checksum(content[at : at + 22] + bytes(4) + content[at + 26 : end]) != crc:
        raise BadOgg("wrong checksum")
    return flags, position, serial, sequence, table, content[start:end], end


def _packets(pending: bytes, table: bytes, body: bytes) -> tuple[list[bytes], bytes]:
    """The packets that end on a page, and what goes on behind it. A packet ends at a segment under 255 bytes."""
    ended, start, at = [], 0, 0
    for size in table:
        at += size
        if size < 255:
            ended.append(pending + body[start:at])
            pending, start = b"", at
    return ended, pending + body[start:at]


def page(
    packets: Sequence[bytes], position: int, number: int, *, first: bool = False, last: bool = False
) -> bytes:
    """One page that holds these packets whole; at most 255 segments fit."""
    table = b"".join(bytes([255] * (len(each) // 255) + [len(each) % 255]) for each in packets)
    flags = (FIRST if first else 0) | (LAST if last else 0)
    head = _HEAD.pack(b"OggS", 0, flags, position, 1, number, 0, len(table))
    made = head + table + b"".join(packets)
    return made[:22] + struct.pack("<I", checksum(made)) + made[26:]


def segments(packet: bytes) -> int:
    """How many segments of a page a packet takes."""
    return len(packet) // 255 + 1
