"""How Vietnamese pages call their reader: "bác", unless what is read was written for somebody else."""

import re
from functools import lru_cache
from typing import Any

from flask import g
from flask_babel import Domain, get_babel, get_locale

from lms.core.access import Asker

STAFF = "anh/chị"
_READER = re.compile(r"\b[Bb]ác\b(?! bỏ)")


def address_as(called: str | None) -> None:
    """From here to the end of the request, call the reader so; None keeps "bác"."""
    if called:
        g.called = called
        _domain(called).as_default()


def address_colleague(asker: Asker | None) -> None:
    """On a page about oneself that learners read too, whoever signed in as staff is called as staff are."""
    address_as(STAFF if asker is not None and asker.is_staff else None)


def called() -> str | None:
    """How this page calls its reader; for the keys of pages that are kept."""
    found: str | None = g.get("called")
    return found


class _Translations:
    """The product's words, with another word for the reader."""

    def __init__(self, words: Any, called: str) -> None:
        self._words = words
        self._called = called

    def __getattr__(self, name: str) -> Any:
        find = getattr(self._words, name)
        return lambda *asked: self._said(find(*asked))

    def _said(self, words: str) -> str:
        called = self._called
        return _READER.sub(
            lambda found: called if found[0][0] == "b" else called[:1].upper() + called[1:], words
        )


class _Domain(Domain):
    def __init__(self, called: str) -> None:
        super().__init__()
        self._called = called

    def get_translations(self) -> Any:
        words = get_babel().instance.domain_instance.get_translations()
        return _Translations(words, self._called) if getattr(get_locale(), "language", "") == "vi" else words


@lru_cache(maxsize=20)
def _domain(called: str) -> _Domain:
    return _Domain(called)
