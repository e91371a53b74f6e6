"""The three languages, which one a reader wants, and numbers and dates in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache

from babel import Locale, dates, numbers
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, force_locale, get_locale
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from lms.core import clock
from lms.core.requests import itself

LANGUAGES = ("vi", "en", "fr")
LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English", "fr": "Français"}
TEXT_SIZES = ("small", "normal", "large", "largest")
product_name = _l("Digital skills for everyone")

babel = Babel()


def init(app: Flask, translations: str) -> None:
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "vi")
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", translations)
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", str(clock.HERE))
    babel.init_app(app, locale_selector=_wanted)


def language() -> str:
    """The reader's language: the one chosen, else the one the phone asks for, else Vietnamese."""
    if not has_request_context():
        return str(getattr(get_locale(), "language", "vi"))
    here = itself(g)
    spoken: str | None = here.get("language")
    if spoken is None:
        asked = itself(request)
        chosen = asked.cookies.get("language", "")
        spoken = chosen if chosen in LANGUAGES else _best(asked.headers.get("Accept-Language", ""))
        here.language = spoken
    return spoken


@contextmanager
def written_in(code: str) -> Iterator[None]:
    """For a while, words and dates are those of this language, whatever the reader's is."""
    reader = language()
    g.language = code
    try:
        with force_locale(code):
            yield
    finally:
        g.language = reader


@lru_cache(maxsize=500)
def _best(accepted: str) -> str:
    """The language that fits an Accept-Language header; there are few different ones."""
    return str(parse_accept_header(accepted[:200], LanguageAccept).best_match(LANGUAGES, default="vi"))


def _wanted() -> str | None:
    """What Babel asks; outside a request nobody reads, so its default answers."""
    return language() if has_request_context() else None


def text_size_now() -> str:
    size = request.cookies.get("text", "")
    return size if size in TEXT_SIZES else "normal"


@lru_cache(maxsize=8)
def _locale(code: str) -> Locale:
    return Locale.parse({"fr": "fr_FR", "en": "en_GB"}.get(code, code))


def locale() -> Locale:
    return _locale(language())


# Written by hand for whole numbers: a table has hundreds, and the general formatter takes 20 µs for each.
_GROUPS = {"vi": ".", "en": ",", "fr": "\u202f"}
_POINT = {"vi": ",", "en": ".", "fr": ","}


def number(value: float) -> str:
    """1.030 in Vietnamese, 1,030 in English."""
    if isinstance(value, int):
        return f"{value:,}".replace(",", _GROUPS[language()])
    return str(numbers.format_decimal(value, locale=locale()))


def per_cent(share: float | None, digits: int = 0) -> str:
    """A share of 1 as "6,6 %"; a dash when there is nothing to divide by."""
    if share is None:
        return "–"
    whole, _point, rest = f"{share * 100:,.{digits}f}".partition(".")
    rest = rest.rstrip("0")
    grouped = whole.replace(",", _GROUPS[language()])
    return f"{grouped}{_POINT[language()] + rest if rest else ''}\N{NO-BREAK SPACE}%"


def day(value: date | datetime) -> str:
    """The date with its weekday, as said aloud: "Thứ Tư 19 tháng 11"."""
    if isinstance(value, datetime):
        value = clock.local(value).date()
    pattern = {"vi": "EEEE d MMMM", "en": "EEEE d MMMM", "fr": "EEEE d MMMM"}[language()]
    text = dates.format_date(value, pattern, locale=locale())
    return str(text[:1].upper() + text[1:])


def full_date(value: date | datetime) -> str:
    if isinstance(value, datetime):
        value = clock.local(value).date()
    return str(dates.format_date(value, "d/M/yyyy" if language() != "en" else "d MMM yyyy", locale=locale()))


def hour(value: datetime) -> str:
    return clock.local(value).strftime("%H:%M")
