"""What the check says, in the reader's language: its sentences are English, authors are not."""

import re
from collections.abc import Mapping

from lms.studio.rules.problems import advice, files, lessons, questions

_SENTENCES = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (*files.SENTENCES, *lessons.SENTENCES, *questions.SENTENCES, *advice.SENTENCES)
)


def translated(message: str, titles: Mapping[str, str] | None = None) -> str:
    """The sentence in the reader's language, or as the check says it where we do not know it.

    Args:
        titles: what people call a module or a lesson, by its short name.
    """
    for pattern, words in _SENTENCES:
        match = pattern.fullmatch(message)
        if match:
            found = match.groupdict()
            return str(words) % {name: (titles or {}).get(value, value) for name, value in found.items()}
    return message
