"""How easily a lesson reads: its sentences, their length, and a published measure of ease.

Sources. English: R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948), 221–233.
French: L. Kandel and A. Moles, "Application de l'indice de Flesch à la langue française", Cahiers d'études
de radio-télévision 19 (1958), 253–274. Both run from 0 (hard) to 100 (very easy); 60 is plain. Vietnamese is
written syllable by syllable, so length in syllables is counted and nothing is estimated.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lms.core.text import fold

LONGEST = {"vi": 20, "en": 22, "fr": 22}
"""Syllables of a Vietnamese sentence, words of an English or French one."""
MEAN = {"vi": 10}
EASE = {"en": 75, "fr": 75}
SAMPLE = 100
"""Words below which the measure of ease says nothing; Flesch counted in samples of a hundred."""

_END = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][”»\"’)])\s+")
_WORD = re.compile(r"[^\W_]+(?:[.,’'/-][^\W_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_FRENCH = re.compile(r"é|[aàâäeèêëiîïoôöuùûüyœæ]+é?")


@dataclass(frozen=True, slots=True)
class Measure:
    """One lesson in one language; `ease` is None for Vietnamese and for what is too short to tell."""

    file: str
    language: str
    sentences: int
    words: int
    mean: float
    longest: int
    ease: float | None
    too_long: tuple[str, ...]


def sentences_of(texts: Iterable[str]) -> list[str]:
    """The sentences of paragraphs and list items, one after the other."""
    found = (each.strip() for text in texts for each in _END.split(text))
    return [each for each in found if _WORD.search(each)]


def words_of(sentence: str, language: str) -> list[str]:
    """Its words; in Vietnamese its syllables, which are what blanks part there."""
    if language == "vi":
        return [each for each in sentence.split() if any(letter.isalnum() for letter in each)]
    return _WORD.findall(sentence.replace("/", " "))


def measured(file: str, language: str, texts: Iterable[str]) -> Measure:
    sentences = sentences_of(texts)
    lengths = [len(words_of(each, language)) for each in sentences]
    words = sum(lengths)
    return Measure(
        file=file,
        language=language,
        sentences=len(sentences),
        words=words,
        mean=words / len(sentences) if sentences else 0.0,
        longest=max(lengths, default=0),
        ease=_ease(sentences, words, language),
        too_long=tuple(each for each, n in zip(sentences, lengths, strict=True) if n > LONGEST[language]),
    )


def _ease(sentences: list[str], words: int, language: str) -> float | None:
    if words < SAMPLE or language not in EASE:
        return None
    syllables = sum(syllables_of(word, language) for each in sentences for word in words_of(each, language))
    if language == "en":
        return 206.835 - 1.015 * words / len(sentences) - 84.6 * syllables / words
    return 207 - 1.015 * words / len(sentences) - 73.6 * syllables / words


def syllables_of(word: str, language: str) -> int:
    """Groups of vowels, less the silent ends; doubtful ones count, so the ease is rather under- than overstated.

    A number counts as one, like a word without vowels.
    """
    return max(
        1, len(_FRENCH.findall(_french(word)) if language == "fr" else _VOWELS.findall(_english(word)))
    )


def _english(word: str) -> str:
    plain = fold(word)
    if len(plain) > 2:
        plain = re.sub(r"(?<![td])ed$|(?<![sxzcg])(?<!sh|ch)es$|(?<![^aeiouy]l)e$", "", plain)
    plain = re.sub(r"(?<=[aeiouy])ing$", "-ing", plain)
    plain = re.sub(r"(?<![tscgx])i(?=[aou])", "i-", plain)
    return re.sub(r"(?<=..)ea$|(?<=cr)eat", "e-a", re.sub(r"(?<![qg])ua", "u-a", plain))


def _french(word: str) -> str:
    """Without the letters that are written and not said: qu, a final e or es, y between vowels."""
    plain = re.sub(r"qu", "q", word.lower())
    plain = re.sub(r"gu(?=[eéèêiy])", "g", plain)
    plain = re.sub(r"es?$", "", plain) if len(plain) > 1 else plain
    return re.sub(r"(?<=[aeiouéè])y(?=[aeiouéè])", "j", plain)
