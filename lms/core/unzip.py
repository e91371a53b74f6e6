"""Entries of a zip from strangers, inflated in memory under limits: what its headers say of sizes is not believed."""

import zipfile
import zlib

MOST_ENTRIES = 1_000
MOST_RATIO = 100
_SMALL = 100 * 1024  # below this a high ratio harms nobody

# What a damaged archive makes `zipfile` and `inflated` raise.
DAMAGED = (zipfile.BadZipFile, zlib.error, ValueError, IndexError, NotImplementedError, EOFError)


class Locked(Exception):
    """An entry needs a password."""


class TooDense(Exception):
    """An entry unpacks to more than is left of the budget, or its ratio is a bomb's."""


def budget_for(content: bytes, most: int) -> int:
    """How many bytes this archive may inflate to in all, `most` at the most."""
    return min(most, max(_SMALL, MOST_RATIO * len(content)))


def shares_its_bytes(content: bytes, entries: list[zipfile.ZipInfo]) -> bool:
    """Whether entries overlap, as those of a quadratic bomb do."""
    return sum(entry.compress_size for entry in entries) > len(content)


def inflated(content: bytes, entry: zipfile.ZipInfo, budget: int) -> bytes:
    """The entry's bytes, counted as they come out.

    Raises:
        Locked, TooDense: or one of `DAMAGED`.
    """
    if entry.flag_bits & 1:
        raise Locked
    head = content[entry.header_offset : entry.header_offset + 30]
    if head[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile
    begin = entry.header_offset + 30 + int.from_bytes(head[26:28], "little")
    begin += int.from_bytes(head[28:30], "little")
    packed = content[begin : begin + entry.compress_size]
    limit = min(budget, max(_SMALL, MOST_RATIO * len(packed)))
    if entry.compress_type == zipfile.ZIP_STORED:
        plain = packed
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        plain = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, limit + 1)
    else:
        raise NotImplementedError
    if len(plain) > limit:
        raise TooDense
    return plain
