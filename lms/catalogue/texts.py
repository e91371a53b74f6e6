"""One text in several languages."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text in several languages."""

    by_language: Mapping[str, str]

    def in_(self, language: str) -> str:
        """The text in this language, else English for a reader of French, else Vietnamese, else what there is."""
        return self.by_language[self.language_for(language)]

    def language_for(self, language: str) -> str:
        """Which language `in_` answers in, for the `lang` attribute."""
        texts = self.by_language
        if language in texts:
            return language
        if language == "fr" and "en" in texts:
            return "en"
        return "vi" if "vi" in texts else next(iter(texts))
