"""Serials: 128 random bits as 26 letters that survive a bad photocopy and being read over the telephone."""

import re
import secrets

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
LENGTH = 26
_FORGIVE = str.maketrans("OIL", "011", " \t\r\n-–—._\N{NO-BREAK SPACE}")
_SERIAL = re.compile(f"[0-7][{LETTERS}]{{{LENGTH - 1}}}", re.ASCII)


def new_serial() -> str:
    number = secrets.randbits(128)
    return "".join(LETTERS[number >> (5 * place) & 31] for place in reversed(range(LENGTH)))


def letters_typed(text: str) -> str:
    """What is left of a typed or pasted serial, or of the whole address it stands in, after forgiving
    case, spaces, hyphens, O for 0 and I or L for 1."""
    return text[-200:].rpartition("/")[2].upper().translate(_FORGIVE)


def read_serial(text: str) -> str:
    """The serial meant by this text; empty when it cannot be one."""
    letters = letters_typed(text)
    return letters if _SERIAL.fullmatch(letters) else ""


def grouped(serial: str) -> str:
    """As printed: groups of four are copied with the fewest slips."""
    return "-".join(serial[at : at + 4] for at in range(0, len(serial), 4))
