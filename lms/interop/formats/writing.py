"""A file of one of the formats that can be written."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from lms.interop.formats.found import Written


def write(
    kind: str,
    course: str,
    module: str,
    questions: list[dict[str, Any]],
    language: str,
    pictures: Mapping[str, bytes],
) -> Written:
    """The questions of a module in one language; what the format cannot hold is said in the answer."""
    written: Written = import_module(f"lms.interop.formats.{kind}.writing").write(
        course, module, questions, language, pictures
    )
    return written
