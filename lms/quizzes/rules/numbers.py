"""Numbers as people write them: 50.000, 50,000, 50 nghìn, 2 triệu rưỡi.

| written | understood | because |
|---|---|---|
| 50000, 50 000, 50.000, 50,000 | 50000 | a mark before exactly three digits groups thousands |
| 1.500, 1,500 | 1500 | the same, in every language |
| 1.5, 1,5, 12.50 | 1.5, 12.5 | before any other number of digits it is a decimal mark |
| 0,125 | 0.125 | nothing is grouped after a nought |
| 1.234.567,8 or 1,234,567.8 | 1234567.8 | of two marks the last is the decimal one |
| 50 nghìn, 50 ngàn, 50k | 50000 | |
| 1,5 triệu, 1tr5, 1 triệu 500 nghìn, 1 triệu rưỡi | 1500000 | as amounts are said at the market |
| nửa triệu, half a million, un demi-million | 500000 | |
| 2 trăm nghìn | 200000 | |
| 50.000đ, 50.000 đồng, VND 50.000, 20 % | 50000, 20 | a unit behind the number is left out, đồng also before it |
| 1.23.4, 12.34.567, ten, NaN, ٣ | nothing | better asked again than guessed |

The language of the page does not decide: a reader of the French or English page in
Vietnam writes 50.000 as often as 50,000, and nobody here writes thousandths. The one
thing that cannot be written is a number above one with exactly three decimals; written
with a fourth, 1,1250, it can. `babel.numbers.parse_decimal` is of no help: for a
Vietnamese reader it takes 1.5 for 15 and 50,000 for 50.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from lms.core.text import fold

MOST_LETTERS = 60
_MOST_DIGITS, _MOST_DECIMALS = 15, 6
_CURRENCY = ("d", "dong", "vnd", "₫")
_SCALES = {
    **dict.fromkeys(("nghin", "ngan", "ng", "k", "thousand", "mille"), 1000),
    **dict.fromkeys(("trieu", "tr", "million", "millions"), 1_000_000),
    **dict.fromkeys(("ty", "ti", "billion", "billions", "milliard", "milliards"), 1_000_000_000),
}
_FACTORS = {"chuc": 10, "tram": 100, "hundred": 100}
_HALF = Decimal("0.5")
_WORD = re.compile(r"[0-9][0-9.,]*|[^\W\d_]+")
_GROUPED = re.compile(
    r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?|[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"
)
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


def understood(written: str, units: Iterable[str] = ()) -> Decimal | None:
    """The number that was meant; None where it is unclear.

    Args:
        units: words that may stand behind the number and do not change it.
    """
    text = fold(written[: MOST_LETTERS + 1])
    if len(text) > MOST_LETTERS:
        return None
    text = re.sub(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))", "", text)
    sign = text[:1] if text.startswith(("-", "−", "+")) else ""
    text = _without_units(text.removeprefix(sign).strip().rstrip("."), units)
    words = _WORD.findall(text)
    if not words or re.sub(r"[\s-]", "", text) != "".join(words):
        return None
    amount = _amount(words)
    if amount is None or amount >= 10**_MOST_DIGITS or _decimals(amount) > _MOST_DECIMALS:
        return None
    return amount if sign in ("", "+") else -amount


def plain(number: Decimal) -> str:
    """The number as a response keeps it: "50000" or "0.5", never "5E+4" or "-0"."""
    return format(number.normalize() if number else Decimal(0), "f")


def _without_units(text: str, units: Iterable[str]) -> str:
    for unit in ("%", *_CURRENCY, *map(fold, units)):
        text = re.sub(rf"(?<![^\W\d_]){re.escape(unit)}\.?$", "", text).strip()
    for unit in _CURRENCY:
        text = text.removeprefix(f"{unit} ").strip()
    return text


def _digits(word: str) -> Decimal | None:
    if _GROUPED.fullmatch(word):
        grouping = word.lstrip("0123456789")[0]
        return Decimal(word.replace(grouping, "").replace(",", "."))
    return Decimal(word.replace(",", ".")) if _PLAIN.fullmatch(word) else None


def _amount(words: list[str]) -> Decimal | None:
    """The sum of parts such as "1 triệu", "500 nghìn", each smaller than the one before."""
    total, part, scale = Decimal(0), None, None
    for number, word in enumerate(words):
        last = number == len(words) - 1
        if word[0].isdecimal():
            if part is not None or (part := _digits(word)) is None:
                return None
            if last and scale:
                return _with_rest(total, word, part, scale)
        elif word in ("nua", "half", "demi") and part is None and scale is None and not last:
            part = _HALF
        elif word in ("a", "an", "un") and not last:
            continue
        elif word in _FACTORS and part is not None:
            part *= _FACTORS[word]
        elif (
            word in _SCALES and (part is not None or word == "mille") and (not scale or _SCALES[word] < scale)
        ):
            scale = _SCALES[word]
            total, part = total + (Decimal(1) if part is None else part) * scale, None
        elif word == "ruoi" and last and scale and part is None:
            return total + _HALF * scale
        else:
            return None
    if part == _HALF and words[-1] in ("nua", "half", "demi"):
        return None
    return total if part is None else total + part


def _with_rest(total: Decimal, word: str, rest: Decimal, scale: int) -> Decimal | None:
    """ "1 triệu 2" is said for 1.200.000 and "1tr250" for 1.250.000; "1 triệu 250.000" is written out."""
    if re.fullmatch("[0-9]{1,3}", word):
        rest = rest * scale / 10 ** len(word)
    return total + rest if rest < scale else None


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
