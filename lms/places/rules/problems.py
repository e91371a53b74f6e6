"""A refused file names every wrong line at once, so that it is corrected in one go."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.core.errors import Refusal


@dataclass(frozen=True, slots=True)
class Problem:
    line: int
    reason: Any


class RowsRefused(Refusal):
    """Nothing of the file was taken; `problems` says why, line by line."""

    reason = _l("Nothing was changed. Correct these lines and choose the file again.")

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = sorted(problems, key=lambda problem: problem.line)


NOT_IN_CHARGE = _l("No unit with this code is in your charge.")
"""Unknown and out of scope read the same: the list of a stranger's villages is not for guessing."""
