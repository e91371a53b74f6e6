"""One question on an author's desk: where its findings are noted and what its texts become."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lms.catalogue.authoring.format import Texts
from lms.catalogue.authoring.pictures import Drawing
from lms.catalogue.authoring.sources import Place, Source
from lms.catalogue.authoring.wording import Facts

Drawn = dict[str, str]
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`pictures` are those that can be shown, by their files in the module's folder."""

    source: Source
    place: Place
    languages: list[str]
    facts: Facts
    pictures: Mapping[str, Drawing]

    def complain(self, message: str, *where: str | int) -> None:
        self.source.complain(message, (*self.place, *where))

    def advise(self, message: str, *where: str | int) -> None:
        self.source.advise(message, (*self.place, *where))

    def drawn(self, texts: Texts) -> Drawn:
        return {language: self.facts.insert(text, language) for language, text in texts.by_language().items()}

    def drawn_or_none(self, texts: Texts | None) -> Drawn | None:
        return self.drawn(texts) if texts else None

    def check_distinct(self, parts: Iterable[tuple[Place, Texts]], what: str) -> None:
        """Note every part that reads like one before it, in any language: a reader could not tell them apart."""
        seen: set[tuple[str, str]] = set()
        for where, texts in parts:
            same = {
                (language, " ".join(text.casefold().split()))
                for language, text in texts.by_language().items()
            }
            if same & seen:
                self.complain(f"this {what} stands here twice", *where)
            seen |= same
