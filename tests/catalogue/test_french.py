"""French texts of the courses we ship: no line of them begins with a sign, or breaks inside a sum."""

from typing import Any

from lms.core.french import spaced
from tests.catalogue.test_content import nothing, texts

UNREAD = {"accepted", "speech"}
"""What is only compared with a learner's own typing, or only said by a voice."""


def read(value: Any) -> Any:
    """The document as far as somebody reads it."""
    if isinstance(value, dict):
        return {name: read(inner) for name, inner in value.items() if name not in UNREAD}
    return [read(inner) for inner in value] if isinstance(value, list) else value


def test_french_blanks_before_signs_and_inside_sums_hold_together(document):
    found = list(texts(read(document), "fr"))
    assert len(found) > 3000
    nothing(each for each in found if spaced(each) != each)
