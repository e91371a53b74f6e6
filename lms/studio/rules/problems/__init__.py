"""What the check says, in the reader's language: its sentences are English, authors are not."""

import re

from lms.studio.rules.problems import advice, files, lessons, questions

_SENTENCES = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (*files.SENTENCES, *lessons.SENTENCES, *questions.SENTENCES, *advice.SENTENCES)
)


def translated(message: str) -> str:
    """The sentence in the reader's language, or as the check says it where we do not know it."""
    for pattern, words in _SENTENCES:
        match = pattern.fullmatch(message)
        if match:
            return str(words) % match.groupdict()
    return message
