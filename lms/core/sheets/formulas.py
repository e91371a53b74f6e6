"""The defence against cells that a spreadsheet would run: one rule for writing, undone when reading."""

import re

# What begins a formula, the control characters that hide one, and the full-width look-alikes.
_ARMED = re.compile(r"\s*'*\s*[=+\-@\t\r\n＝＋－＠]")
_DISARMED = re.compile(r"'\s*'*\s*[=+\-@\t\r\n＝＋－＠]")


def inert(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if _ARMED.match(text) else text


def disarmed(text: str) -> str:
    """The text without the apostrophe that `inert` (or a person in Excel) put in front."""
    return text[1:] if _DISARMED.match(text) else text
