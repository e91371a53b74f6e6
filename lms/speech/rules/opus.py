"""Opus: its head (RFC 7845, section 5.1), its packets (RFC 6716, section 3), and an Ogg stream of them."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from lms.speech.rules import ogg

RATE = 48_000  # positions count samples at this rate, whatever was recorded
_HEAD = struct.Struct("<8sBBHIhB")
_LONGEST_PACKET = 5_760  # samples: 120 ms
_LONGEST_FRAME = 1_275  # bytes
_TAGS = b"OpusTags" + bytes(8)  # nobody made it and nothing is noted
_SECOND = 50  # packets a page, about one second, so that a player finds its place


class BadOpus(ValueError):
    """What should be Opus is not."""


@dataclass(frozen=True, slots=True)
class Head:
    channels: int
    skipped: int
    gain: int


@dataclass(frozen=True, slots=True)
class Stream:
    """`cut` samples at the end are not played; nor are the head's `skipped` ones at the beginning."""

    head: Head
    packets: tuple[bytes, ...]
    samples: int
    cut: int = 0

    @property
    def length(self) -> int:
        """In samples."""
        return self.samples - self.cut - self.head.skipped


def head_from(packet: bytes) -> Head:
    if len(packet) != _HEAD.size:
        raise BadOpus("no head of one or two channels")
    mark, version, channels, skipped, _rate, gain, family = _HEAD.unpack(packet)
    if mark != b"OpusHead" or version >> 4 or channels not in (1, 2) or family != 0:
        raise BadOpus("no head of one or two channels")
    return Head(channels, skipped, gain)


def bare(packet: bytes) -> tuple[bytes, int]:
    """The packet without its padding, in which anything could hide, and its length in samples.

    Raises:
        BadOpus: its frames do not fill it.
    """
    if not packet:
        raise BadOpus("an empty packet")
    each, code = _frame(packet[0] >> 3), packet[0] & 3
    rest = packet[1:]
    if code == 3:
        return _many(packet[0], rest, each)
    if code == 2:
        size, rest = _size(rest)
        frames = [size, len(rest) - size]
    else:
        if len(rest) % (code + 1):
            raise BadOpus("two frames of one size do not fit")
        frames = [len(rest) // (code + 1)] * (code + 1)
    _check(frames)
    return packet, each * len(frames)


def _frame(config: int) -> int:
    """The length of a frame in samples."""
    if config < 12:
        return (480, 960, 1920, 2880)[config & 3]
    return (480, 960)[config & 1] if config < 16 else (120, 240, 480, 960)[config & 3]


def _many(toc: int, rest: bytes, each: int) -> tuple[bytes, int]:
    if not rest:
        raise BadOpus("the frames are not counted")
    told, rest = rest[0], rest[1:]
    count, padded, unequal = told & 63, told & 64, told & 128
    if not count or count * each > _LONGEST_PACKET:
        raise BadOpus("too many frames")
    padding = 0
    while padded:
        if not rest:
            raise BadOpus("padding without an end")
        more, rest = rest[0], rest[1:]
        padding += min(more, 254)
        if more < 255:
            break
    if padding > len(rest):
        raise BadOpus("more padding than packet")
    kept = body = rest[: len(rest) - padding]
    frames = []
    for _frame_but_last in range(count - 1) if unequal else ():
        size, body = _size(body)
        frames.append(size)
    if not unequal:
        if len(body) % count:
            raise BadOpus("frames of one size do not fit")
        frames = [len(body) // count] * (count - 1)
    _check([*frames, len(body) - sum(frames)])
    return bytes([toc, told & ~64]) + kept, count * each


def _size(rest: bytes) -> tuple[int, bytes]:
    """A frame's size in one or two bytes, and what follows."""
    if not rest or (rest[0] >= 252 and len(rest) < 2):
        raise BadOpus("a frame without its size")
    if rest[0] < 252:
        return rest[0], rest[1:]
    return rest[1] * 4 + rest[0], rest[2:]


def _check(frames: Sequence[int]) -> None:
    if min(frames) < 0 or max(frames) > _LONGEST_FRAME:
        raise BadOpus("a frame that does not fit")


def written(stream: Stream) -> bytes:
    """An Ogg file of the stream: the same sound, and nothing else of the file that it came from."""
    head = stream.head
    packed = _HEAD.pack(b"OpusHead", 1, head.channels, head.skipped, RATE, head.gain, 0)
    out = [ogg.page([packed], 0, 0, first=True), ogg.page([_TAGS], 0, 1)]
    group: list[bytes] = []
    position = 0
    for index, packet in enumerate(stream.packets):
        group.append(packet)
        position += bare(packet)[1]
        last = index == len(stream.packets) - 1
        room = 255 - sum(map(ogg.segments, group))
        if last or len(group) == _SECOND or room < ogg.segments(stream.packets[index + 1]):
            end = position - stream.cut if last else position
            out.append(ogg.page(group, end, len(out), last=last))
            group = []
    return b"".join(out)


def read(content: bytes) -> Stream:
    """The one Opus stream of an Ogg file.

    Raises:
        BadOgg, BadOpus: it is no such file, or its positions do not go with its sound.
    """
    found = list(ogg.pages(content))
    if len(found[0].ended) != 1 or found[0].position != 0:
        raise BadOpus("the first page holds more than the head")
    head = head_from(found[0].ended[0])
    tags = next((index for index, page in enumerate(found) if index and page.ended), 0)
    if not tags or len(found[tags].ended) != 1 or found[tags].is_open or found[tags].position != 0:
        raise BadOpus("the second packet stands alone")
    if not found[tags].ended[0].startswith(b"OpusTags"):
        raise BadOpus("no OpusTags")
    sound, samples, cut, before = [], 0, 0, None
    for page in found[tags + 1 :]:
        checked = [bare(each) for each in page.ended]
        here = sum(each for _packet, each in checked)
        if checked:
            cut = _cut(page, before, here)
            before = page.position
        sound += [packet for packet, _each in checked]
        samples += here
    return Stream(head, tuple(sound), samples, cut)


def _cut(page: ogg.Page, before: int | None, here: int) -> int:
    """How many samples of the page are not played. Only the last page may say that some are not."""
    # What began in the middle of something longer may begin at any position.
    told = min(page.position, here) if before is None else page.position - before
    if told > here + RATE or told < (0 if page.flags & ogg.LAST else here):
        raise BadOpus("positions that do not go with the sound")
    return max(here - told, 0)
