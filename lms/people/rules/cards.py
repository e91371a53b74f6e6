"""The letters of a learner card: 128 random bits in Crockford's base 32, which forgives O for 0 and I for 1."""

import hashlib

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1"})
_LENGTH = 26


def card_letters(number: int) -> str:
    """26 letters for 128 bits."""
    return "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))


def read_letters(typed: str) -> str | None:
    """The letters as printed, from what somebody typed; None when they cannot be those of a card."""
    letters = "".join(typed.upper().translate(_FORGIVEN).split()).replace("-", "")
    if len(letters) != _LENGTH or any(letter not in _LETTERS for letter in letters):
        return None
    return letters


def in_groups(letters: str) -> str:
    return " ".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def card_hash(letters: str) -> str:
    return hashlib.sha256(letters.encode()).hexdigest()
