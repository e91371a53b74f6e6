"""Rules for every text an author writes: one spelling, kind words, no address that nobody keeps true."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from lms.catalogue.authoring.sources import Place, Source
from lms.core.text import is_clean

# Words that put the learner in the wrong or keep them at a distance.
_UNKIND = re.compile(
    r"vui\s+lòng|xin\s+lỗi|không\s+hợp\s+lệ|\b(?:please|sorry|invalid|veuillez|désolée?s?|invalides?)\b",
    re.IGNORECASE,
)
_FACT = re.compile(r"\{fact:([^{}]*)\}")
_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.@-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:vn|com|net|org|info|top|shop|xyz|app|io)\b",
    re.IGNORECASE | re.ASCII,
)


class Facts:
    """The course's values that may change, by name and language."""

    def __init__(
        self, by_name: Mapping[str, Mapping[str, str]], spoken: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self.by_name = by_name
        self.spoken = spoken or {}
        self.values = {value.lower() for texts in by_name.values() for value in texts.values()}
        self.used: set[str] = set()

    def insert(self, text: str, language: str) -> str:
        """The text with its facts filled in; an unknown one stays as it is written."""

        def value(match: re.Match[str]) -> str:
            texts = self.by_name.get(match[1], {})
            return texts.get(language) or texts.get("vi") or match[0]

        return _FACT.sub(value, text)

    def say(self, text: str, language: str) -> str:
        """The text with its facts as a voice should say them."""

        def value(match: re.Match[str]) -> str:
            return self.spoken.get(match[1], {}).get(language) or match[0]

        return self.insert(_FACT.sub(value, text), language)


def check_text(source: Source, text: str, facts: Facts, place: Place = (), line: int | None = None) -> None:
    """Note everything wrong with one text, or one line of Markdown."""
    if unicodedata.normalize("NFC", text) != text:
        source.complain(
            "the accents are stored apart from their letters (not NFC): type this again", place, line
        )
    if not is_clean(text):
        source.complain(
            "there is a hidden character here: type this again instead of pasting it", place, line
        )
    for match in _UNKIND.finditer(text):
        source.complain(f"“{match[0]}” is a word we never use; say what to do instead", place, line)
    for match in _FACT.finditer(text):
        facts.used.add(match[1])
        if match[1] not in facts.by_name:
            source.complain(f"facts.yaml has no “{match[1]}”", place, line)
    if "{" in _FACT.sub("", text):
        source.complain("a brace { begins only a fact, such as {fact:vneid-app}", place, line)


def check_addresses(
    source: Source, text: str, facts: Facts, place: Place = (), line: int | None = None
) -> None:
    """Note each address of the outside world that is not kept in facts.yaml."""
    for match in _ADDRESS.finditer(_FACT.sub("", text)):
        address = match[0].rstrip(".,;:!?)”\"'")
        if address.lower() not in facts.values:
            source.complain(
                f"the address “{address}” is not in facts.yaml: add it there with its source and write {{fact:…}}",
                place,
                line,
            )


def texts_in(value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every text of a parsed file with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts_in(inner, (*place, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts_in(inner, (*place, number))


def check_languages(source: Source, languages: list[str], value: Any = None, place: Place = ()) -> None:
    """Note every text that lacks one of the course's languages."""
    value = source.value if value is None else value
    if isinstance(value, dict):
        if isinstance(value.get("vi"), str):
            for language in languages:
                if language not in value:
                    source.complain(f"the language “{language}” is missing", place)
        for name, inner in value.items():
            if name == "spoken":
                continue  # said only in the languages whose voice would get it wrong
            check_languages(source, languages, inner, (*place, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            check_languages(source, languages, inner, (*place, number))
