"""Vietnamese text at the boundary: one spelling inside, searches without accents."""

import re
import unicodedata

# Characters that look like nothing, or turn a line around: in a name they can only deceive.
_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# A vowel order for sorting: a ă â b c d đ e ê … as in a Vietnamese dictionary, tones after letters.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(0x100 + i) for i, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def nfc(text: str) -> str:
    """The text in composed form, outer blanks gone and inner ones single."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_clean(text: str) -> bool:
    """False where the text hides characters, or cannot be written as UTF-8 at all."""
    return not (_INVISIBLE.search(text) or _SURROGATE.search(text))


def visible(text: str) -> str:
    """The text without characters that look like nothing: phones put them into names."""
    return nfc(_SURROGATE.sub("", _INVISIBLE.sub("", text)))


def fold(text: str) -> str:
    """The search key: lower case, no accents, đ as d.

    >>> fold("Đặng Thị Hòa") == fold("đặng thị Hoà") == "dang thi hoa"
    True
    """
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return nfc("".join(c for c in plain if not unicodedata.combining(c)))


def phone_number(written: str) -> str | None:
    """A Vietnamese phone number as digits with a leading 0; None for nothing.

    Raises:
        ValueError: when it is no such number.
    """
    # ".0" is what a spreadsheet makes of a number it took for a quantity; it eats the first zero, too.
    digits = "".join(c for c in written.strip().removesuffix(".0") if c not in " .-()\u00a0")
    if not digits:
        return None
    if digits.startswith("+84"):
        digits = "0" + digits[3:]
    if len(digits) == 9 and digits[0] != "0":
        digits = "0" + digits
    if not (digits.isascii() and digits.isdigit() and digits[0] == "0" and 9 <= len(digits) <= 11):
        raise ValueError(written)
    return digits


def given_name(name: str) -> str:
    """What a person is called: the last word of a Vietnamese name."""
    return name.split()[-1] if name.split() else ""


def sort_key(name: str) -> str:
    """Orders by given name, then family and middle names, in Vietnamese alphabetical order.

    Databases sort Ánh, Đức and Ơn last without ICU; this key sorts the same on all of them.
    """
    words = name.split()
    return " ".join(_word_key(word) for word in words[-1:] + words[:-1])[:200]


def plain_sort_key(name: str) -> str:
    """Orders names of places and things from their first word on, numbers by their size."""
    name = re.sub(r"\d+", lambda digits: digits.group().zfill(6), name)
    return " ".join(_word_key(word) for word in name.split())[:200]


def _word_key(word: str) -> str:
    letters, tones = [], []
    for char in unicodedata.normalize("NFC", word.lower()):
        parts = unicodedata.normalize("NFD", char)
        tone = next((_TONES[p] for p in parts if p in _TONES), "0")
        base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in _TONES))
        letters.append(_RANK.get(base, base))
        tones.append(tone)
    return "".join(letters) + "".join(tones).rstrip("0")
