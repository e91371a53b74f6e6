"""How long a text takes to be read out slowly.

Assumed: three syllables a second, as somebody reads who wants to be understood across a
village. A Vietnamese word is a syllable; elsewhere each group of vowels is one, but for a
silent e at the end. Every digit is spoken by itself, and so is every letter of a word in
capitals.
"""

import re

SYLLABLES_A_SECOND = 3
_WORD = re.compile(r"[^\W_]+")
_VOWELS = re.compile(r"[aeiouyàâæéèêëîïôœùûü]+")


def syllables(text: str, language: str) -> int:
    return sum(_of_word(word, language) for word in _WORD.findall(text))


def seconds(text: str, language: str) -> int:
    """At least one."""
    return max(1, round(syllables(text, language) / SYLLABLES_A_SECOND))


def _of_word(word: str, language: str) -> int:
    if any(letter.isdigit() for letter in word) or (len(word) > 1 and word.isupper()):
        return len(word)
    if language == "vi":
        return 1
    groups = len(_VOWELS.findall(word.lower()))
    return max(1, groups - word.endswith(("e", "es")))
