"""A zip from strangers, unpacked in memory under limits: what its headers say of sizes is not believed."""

import io
import posixpath
import stat
import zipfile

from flask_babel import lazy_gettext as _l

from lms.core.unzip import DAMAGED, MOST_ENTRIES, Locked, TooDense, budget_for, inflated, shares_its_bytes
from lms.interop.formats.found import Unreadable

MOST_INFLATED = 20 * 1024 * 1024
_DAMAGED = _l("This zip file is damaged. Make it again.")
_TOO_DENSE = _l("This zip file unpacks to far too much.")


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of an archive by their path in it.

    Raises:
        Unreadable: it is damaged, locked, a bomb, or names places outside itself.
    """
    files: dict[str, bytes] = {}
    budget = budget_for(content, MOST_INFLATED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise Unreadable(_l("This zip file holds more than 1,000 files."))
            if shares_its_bytes(content, entries):
                raise Unreadable(_TOO_DENSE)
            for entry in entries:
                path = _path(entry)
                if entry.is_dir():
                    continue
                if path in files:
                    raise Unreadable(_DAMAGED)
                files[path] = inflated(content, entry, budget)
                budget -= len(files[path])
    except Locked as error:
        raise Unreadable(_l("This zip file is locked with a password. Make one without.")) from error
    except TooDense as error:
        raise Unreadable(_TOO_DENSE) from error
    except (*DAMAGED, OSError) as error:
        raise Unreadable(_DAMAGED) from error
    return files


def _path(entry: zipfile.ZipInfo) -> str:
    """The entry's path, which must stay inside the archive and be a plain file's."""
    name = entry.filename.replace("\\", "/")
    path = posixpath.normpath(name)
    if name.startswith("/") or ":" in name.split("/")[0] or ".." in path.split("/") or "\x00" in name:
        raise Unreadable(_l("This zip file names a place outside itself."))
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Unreadable(_l("This zip file holds links or devices instead of files."))
    return path
