"""One question in several languages, whose texts arrive one language at a time."""

from typing import Any

from lms.catalogue.texts import Text

_LANGUAGES = {"vi", "en", "fr"}


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and set(value) <= _LANGUAGES


def in_language(document: Any, language: str) -> Any:
    """The document as a reader of this language sees it: every text in one language."""
    if _is_text(document):
        if all(isinstance(each, str) for each in document.values()):
            return Text(document).in_(language)
        return document.get(language) or next(iter(document.values()))
    if isinstance(document, dict):
        return {name: in_language(value, language) for name, value in document.items()}
    if isinstance(document, list):
        return [in_language(each, language) for each in document]
    return document


def merged(old: Any, new: Any) -> Any:
    """The new document, keeping the old one's texts in other languages.

    Only where both ask and answer the same thing: of two documents of different shape the
    new one stands alone.
    """
    return _merge(old, new) if _shape(old) == _shape(new) else new


def _shape(value: Any) -> Any:
    """A document without its words."""
    if value is None or _is_text(value):
        return ()  # an explanation may come with the second language
    if isinstance(value, dict):
        return {name: _shape(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_shape(each) for each in value]
    return value


def _merge(old: Any, new: Any) -> Any:
    if _is_text(new):
        return {**(old or {}), **new}
    if isinstance(new, dict):
        return {name: _merge(old[name], value) for name, value in new.items()}
    if isinstance(new, list):
        return [_merge(before, value) for before, value in zip(old, new, strict=True)]
    return old if new is None else new
