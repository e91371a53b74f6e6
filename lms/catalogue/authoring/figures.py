"""Figures that must not get lost in translation: a translation holds every number of the original, and no other.

1/7/2025, 1 July 2025 and 1er juillet 2025 hold the same figures; so do 17 giờ, 5 p.m. and 17 h 00.
"""

import html
import re
from collections.abc import Mapping
from typing import Any

from lms.catalogue.authoring.sources import Place, Source
from lms.catalogue.authoring.wording import Facts

_ENGLISH = "January February March April May June July August September October November December"
_FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_MONTH = {name: str(n) for names in (_ENGLISH, _FRENCH) for n, name in enumerate(names.split(), start=1)}
# "May" and "mai" are other words, too, except after a day.
_MONTH_NAME = re.compile(
    r"\b(?:(?<=\d )May|(?<=\d )mai|(?<=1er )mai|" + "|".join(_MONTH.keys() - {"May", "mai"}) + r")\b"
)
_HALF_DAY = re.compile(r"\b(\d{1,2})((?::\d\d)?) ?([ap])\.?m\b", re.IGNORECASE)
_FULL_HOUR = re.compile(r"(?<=\d)(?::|\sh\s)00\b")
_GROUPED = re.compile(r"(?<=\d)[., \u00a0\u202f](?=\d{3}(?!\d))")
_DIGITS = re.compile(r"\d{1,40}")  # Python reads no number of thousands of digits, and nobody means one
_PICTURE = re.compile(r'<img [^>]*?alt="([^"]*)"[^>]*>')
_TAG = re.compile(r"<[^>]*>")


def figures(text: str) -> frozenset[int]:
    """The numbers in this text or HTML, however its language writes thousands, months and hours.

    Zero is left out: "số 0" is a word that other languages spell.
    """
    plain = html.unescape(_TAG.sub(" ", _PICTURE.sub(r" \1 ", text)))
    plain = _MONTH_NAME.sub(lambda match: _MONTH[match[0]], plain)
    plain = _FULL_HOUR.sub("", _HALF_DAY.sub(_of_24_hours, plain))
    return frozenset(int(digits) for digits in _DIGITS.findall(_GROUPED.sub("", plain))) - {0}


def _of_24_hours(match: re.Match[str]) -> str:
    afternoon = match[3].lower() == "p"
    return f"{int(match[1]) % 12 + 12 * afternoon}{match[2]}"


def lost_figures(original: str, translated: str) -> str:
    """What differs, in words for an author; empty when nothing does."""
    here, there = figures(original), figures(translated)
    lost = ", ".join(str(number) for number in sorted(here - there))
    strange = ", ".join(str(number) for number in sorted(there - here))
    return "; ".join(
        words
        for words, numbers in (
            (f"the Vietnamese text has {lost}, this one has not", lost),
            (f"this text has {strange}, the Vietnamese one has not", strange),
        )
        if numbers
    )


def check_figures(source: Source, facts: Facts, value: Any = None, place: Place = ()) -> None:
    """Advise of every text of a YAML file whose translation has other numbers than the original."""
    value = source.value if value is None else value
    if isinstance(value, dict) and isinstance(value.get("vi"), str):
        _compare(source, facts, value, place)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name != "spoken":
                check_figures(source, facts, inner, (*place, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            check_figures(source, facts, inner, (*place, number))


def _compare(source: Source, facts: Facts, texts: Mapping[str, Any], place: Place) -> None:
    original = facts.insert(texts["vi"], "vi")
    for language, text in texts.items():
        if language != "vi" and isinstance(text, str):
            differs = lost_figures(original, facts.insert(text, language))
            if differs:
                source.advise(differs, (*place, language))
