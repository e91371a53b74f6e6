"""A question on its way in: its texts made ours, its parts checked, what it lost noted."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.core.text import fold, is_clean, nfc
from lms.interop.formats.found import Refused, Words
from lms.interop.formats.plain import plain

LONGEST = 500
LONGEST_HTML = 10_000
_LONGEST_RAW = {"markdown": 2_000, "plain": 5_000}  # with its marks; looking for them takes time
MOST_CHOICES = 8
TRUE_FALSE = ({"vi": "Đúng", "en": "True", "fr": "Vrai"}, {"vi": "Sai", "en": "False", "fr": "Faux"})
HIDDEN = _l("a hidden character is taken out")
_HIDDEN = re.compile(
    r"[^\n\r\t -~\u00a0-\U0010ffff]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_NUMBER = re.compile(r"[-+]?(\d{1,15}(\.\d{0,9})?|\.\d{1,9})", re.ASCII)
_DONT_KNOW = {"toi chua biet", "bac chua biet", "i don't know", "i don't know yet", "i do not know yet", "je ne sais pas"}  # fmt: skip


@dataclass(slots=True)
class Given:
    """A choice as a file gives it."""

    text: str
    right: bool
    because: str = ""


@dataclass(slots=True)
class Draft:
    """Texts go in by `words`; the functions below make the parts of a document of them."""

    language: str
    losses: list[Words] = field(default_factory=list)

    def lose(self, *what: Words) -> None:
        self.losses += [each for each in what if each not in self.losses]

    def words(self, raw: str | None, markup: str = "plain") -> str:
        """The text in our spelling; refused when it is too long for a question here."""
        if len(raw or "") > _LONGEST_RAW.get(markup, LONGEST_HTML):
            raise Refused(_l("a text in it is longer than %(most)d letters", most=LONGEST))
        text, losses = plain(raw or "", markup)
        self.lose(*losses)
        if not is_clean(text):
            text = _HIDDEN.sub("", text)
            self.lose(HIDDEN)
        text = nfc(text)
        if len(text) > LONGEST:
            raise Refused(_l("a text in it is longer than %(most)d letters", most=LONGEST))
        return text

    def text(self, words: str) -> dict[str, str]:
        return {self.language: words}

    def text_or_none(self, words: str) -> dict[str, str] | None:
        return {self.language: words} if words else None

    def question(self, name: str, kind: str, ask: str, because: str, **body: Any) -> dict[str, Any]:
        """The document, still without its lesson.

        Args:
            name: what its id is made of; the question's own words where it is empty.
        """
        if not ask:
            raise Refused(_l("it has no words that ask something"))
        return {
            "id": id_from(name) or id_from(ask, tail=True),
            "kind": kind,
            "difficulty": 2,
            "outcome": None,
            "ask": self.text(ask),
            "because": self.text_or_none(because),
            **body,
        }

    def choices(self, given: list[Given], several: bool) -> dict[str, Any]:
        """The body of a question with choices."""
        kept = [each for each in given if each.right or fold(each.text).rstrip(".") not in _DONT_KNOW]
        if len(kept) < len(given):
            self.lose(_l("the choice “I don't know” is left out: every question here has one"))
        if not 2 <= len(kept) <= MOST_CHOICES:
            raise Refused(_l("it has %(count)d choices; 2 to 8 can be shown", count=len(kept)))
        distinct([each.text for each in kept])
        right = [number for number, each in enumerate(kept) if each.right]
        if not right:
            raise Refused(_l("it does not say which choice is right"))
        if not several and len(right) > 1:
            raise Refused(_l("it has several right choices but lets only one be chosen"))
        if len(right) == len(kept):
            raise Refused(_l("every choice is right"))
        return {
            "choices": [
                {
                    "text": self.text(each.text),
                    "because": None if each.right else self.text_or_none(each.because),
                }
                for each in kept
            ],
            "right": right,
        }

    def true_false(self, answer: bool, because_wrong: str) -> dict[str, Any]:
        choices: list[dict[str, Any]] = [{"text": dict(text), "because": None} for text in TRUE_FALSE]
        choices[1 if answer else 0]["because"] = self.text_or_none(because_wrong)
        return {"choices": choices, "right": [0 if answer else 1]}

    def ordering(self, items: list[str]) -> dict[str, Any]:
        """Args: items: in the right order."""
        if not 2 <= len(items) <= MOST_CHOICES:
            raise Refused(_l("it has %(count)d parts; 2 to 8 can be shown", count=len(items)))
        distinct(items)
        return {"items": [self.text(item) for item in items]}

    def matching(self, pairs: list[tuple[str, str]], extra: list[str]) -> dict[str, Any]:
        if not 2 <= len(pairs) <= MOST_CHOICES or len(pairs) + len(extra) > MOST_CHOICES + 2:
            raise Refused(_l("it has %(count)d parts; 2 to 8 can be shown", count=len(pairs) + len(extra)))
        distinct([prompt for prompt, _match in pairs])
        matches = [match for _prompt, match in pairs] + extra
        if len(set(matches)) < len(matches):
            raise Refused(_l("one answer belongs to several parts; here each has its own"))
        distinct(matches)
        return {
            "prompts": [self.text(prompt) for prompt, _match in pairs],
            "matches": [self.text(match) for match in matches],
        }

    def number(self, value: Decimal, tolerance: Decimal, unit: str = "") -> dict[str, Any]:
        return {
            "value": said(value),
            "tolerance": said(abs(tolerance)),
            "unit": self.text_or_none(unit),
        }

    def short_text(self, accepted: Iterable[str], case: bool, accents: bool = False) -> dict[str, Any]:
        texts = list(dict.fromkeys(each for each in accepted if each))
        if not texts:
            raise Refused(_l("it does not say which answer is right"))
        return {
            "accepted": {self.language: texts},
            "accents_count": accents,
            "case_counts": case,
        }


def distinct(texts: list[str]) -> None:
    if not all(texts):
        raise Refused(_l("a choice in it has no words"))
    if len(set(texts)) < len(texts):
        raise Refused(_l("two choices in it read the same"))


def number_from(written: str) -> Decimal:
    """A number as other systems write it, with a point."""
    text = written.strip()
    if not _NUMBER.fullmatch(text):
        raise Refused(_l("“%(text)s” is no number we can read", text=text[:40]))
    try:
        return Decimal(text)
    except InvalidOperation:
        raise Refused(_l("“%(text)s” is no number we can read", text=text[:40])) from None


def said(value: Decimal) -> str:
    """A number in digits, without an exponent and without idle zeros.

    >>> said(Decimal("3.10")), said(Decimal("5E+4")), said(Decimal("-0"))
    ('3.1', '50000', '0')
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def id_from(name: str, *, tail: bool = False) -> str:
    """A question's id made of its name; with a tail, two names that begin alike stay apart.

    >>> id_from("Câu 1: Mật khẩu?")
    'cau-1-mat-khau'
    """
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")
    if tail or (name.strip() and (not slug or len(slug) > 60)):
        mark = hashlib.sha256(nfc(name).encode("utf-8", "replace")).hexdigest()[:8]
        slug = f"{slug[:40].strip('-')}-{mark}".strip("-")
    return slug
