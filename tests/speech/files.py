"""Recordings made by hand: every packet is 20 ms of silence."""

import struct
from collections.abc import Sequence

from lms.speech.rules.ogg import FIRST, LAST, checksum

SILENCE = b"\xf8\xff\xfe"
HEAD = struct.pack("<8sBBHIhB", b"OpusHead", 1, 1, 312, 16_000, 0, 0)
SECRET = "Ghi tại nhà bà Hoa"
TAGS = (
    b"OpusTags"
    + struct.pack("<I", 6)
    + b"camera"
    + struct.pack("<II", 1, len(SECRET.encode()))
    + SECRET.encode()
)


def page(
    packets: Sequence[bytes],
    position: int,
    number: int,
    flags: int = 0,
    serial: int = 77,
    crc: int | None = None,
) -> bytes:
    table = b"".join(bytes([255] * (len(each) // 255) + [len(each) % 255]) for each in packets)
    return raw_page(table, b"".join(packets), position, number, flags, serial, crc)


def raw_page(
    table: bytes,
    body: bytes,
    position: int,
    number: int,
    flags: int = 0,
    serial: int = 77,
    crc: int | None = None,
) -> bytes:
    head = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, position, serial, number, 0, len(table))
    made = head + table + body
    return made[:22] + struct.pack("<I", checksum(made) if crc is None else crc) + made[26:]


def heads(head: bytes = HEAD, tags: bytes = TAGS) -> bytes:
    return page([head], 0, 0, FIRST) + page([tags], 0, 1)


def silence(seconds: float = 3, packet: bytes = SILENCE, head: bytes = HEAD) -> bytes:
    """A whole file of this length, as a phone writes it: notes in its comments, the end cut to the sample."""
    length = round(seconds * 48_000) + 312
    packets = -(-length // 960)
    out, number, done = [heads(head)], 2, 0
    while done < packets:
        here = min(50, packets - done)
        done += here
        last = done == packets
        out.append(page([packet] * here, length if last else done * 960, number, LAST if last else 0))
        number += 1
    return b"".join(out)


def element(number: int, body: bytes, *, endless: bool = False) -> bytes:
    """One element of a WebM file."""
    length = -(-number.bit_length() // 8)
    size = b"\x01" + b"\xff" * 7 if endless else (len(body) | 1 << 56).to_bytes(8)
    return number.to_bytes(length) + size + body


def webm(
    packets: int = 150, codec: bytes = b"A_OPUS", tracks: int = 1, lacing: int = 0, kind: bytes = b"webm"
) -> bytes:
    """As a browser records: without knowing how long it will be."""
    track = element(0xAE, element(0xD7, b"\x01") + element(0x86, codec) + element(0x63A2, HEAD))
    blocks = b"".join(
        element(0xA3, b"\x81" + struct.pack(">H", each * 20) + bytes([0x80 | lacing]) + SILENCE)
        for each in range(packets)
    )
    cluster = element(0x1F43B675, element(0xE7, b"\0") + blocks, endless=True)
    segment = element(0x18538067, element(0x1654AE6B, track * tracks) + cluster, endless=True)
    return element(0x1A45DFA3, element(0x4282, kind)) + segment
