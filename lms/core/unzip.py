"""Entries of a zip from strangers, inflated in memory under limits: what its headers say of sizes is not believed."""

import io
import posixpath
import stat
import zipfile
import zlib

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal

MOST_ENTRIES = 1_000
MOST_RATIO = 100
_SMALL = 100 * 1024  # below this a high ratio harms nobody

# What a damaged archive makes `zipfile` and `inflated` raise.
DAMAGED = (zipfile.BadZipFile, zlib.error, ValueError, IndexError, NotImplementedError, EOFError)


class Locked(Exception):
    """An entry needs a password."""


class TooDense(Exception):
    """An entry unpacks to more than is left of the budget, or its ratio is a bomb's."""


class BadArchive(Refusal):
    """The archive is damaged, locked, a bomb, or names places outside itself."""


_DAMAGED = _l("This zip file is damaged. Make it again.")
_TOO_DENSE = _l("This zip file unpacks to far too much.")


def unpacked(content: bytes, most: int) -> dict[str, bytes]:
    """The files of an archive by their path in it, `most` bytes in all.

    Raises:
        BadArchive: and nothing was unpacked.
    """
    files: dict[str, bytes] = {}
    budget = budget_for(content, most)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise BadArchive(_l("This zip file holds more than 1,000 files."))
            if shares_its_bytes(content, entries):
                raise BadArchive(_TOO_DENSE)
            for entry in entries:
                path = _path(entry)
                if entry.is_dir():
                    continue
                if path in files:
                    raise BadArchive(_DAMAGED)
                files[path] = inflated(content, entry, budget)
                budget -= len(files[path])
    except Locked as error:
        raise BadArchive(_l("This zip file is locked with a password. Make one without.")) from error
    except TooDense as error:
        raise BadArchive(_TOO_DENSE) from error
    except (*DAMAGED, OSError) as error:
        raise BadArchive(_DAMAGED) from error
    return files


def _path(entry: zipfile.ZipInfo) -> str:
    """The entry's path, which must stay inside the archive and be a plain file's."""
    name = entry.filename.replace("\\", "/")
    path = posixpath.normpath(name)
    if name.startswith("/") or ":" in name.split("/")[0] or ".." in path.split("/") or "\x00" in name:
        raise BadArchive(_l("This zip file names a place outside itself."))
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise BadArchive(_l("This zip file holds links or devices instead of files."))
    return path


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
