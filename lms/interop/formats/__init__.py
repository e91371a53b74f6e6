"""Questions in the formats of other systems: pure functions from bytes to what was found, and back.

`docs/question-formats.md` says what each format holds. Nothing here knows a database.
"""

from collections.abc import Callable
from importlib import import_module

from flask_babel import lazy_gettext as _l

from lms.interop.formats.found import Found as Found
from lms.interop.formats.found import Unreadable as Unreadable
from lms.interop.formats.found import Written as Written

READ = ("gift", "aiken", "moodle", "qti")
WRITTEN = ("gift", "qti")
NAMES = {"gift": "GIFT", "aiken": "Aiken", "moodle": "Moodle XML", "qti": "QTI 2.1 / 3.0"}
MOST_BYTES = 5 * 1024 * 1024

Read = Callable[[bytes, str], list[Found]]


def read(content: bytes, kind: str, language: str) -> list[Found]:
    """Every question of a file, taken or refused, in the file's order.

    Raises:
        Unreadable: the file as a whole is not of this kind, or would do harm.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(_l("This file is larger than 5 MB. Split it into several files."))
    # Parsers stay out of a process until somebody brings a file.
    reader: Read = import_module(f"lms.interop.formats.{kind}").read
    found = reader(content, language)
    if not found:
        raise Unreadable(_l("There is no question in this file. Is it of the kind you chose?"))
    return found
