"""What a format test says of a file: its questions by id, and why the others were refused."""

from typing import Any

from flask_babel import force_locale

from lms.interop import formats
from lms.interop.formats import Found


def read(kind: str, text: str | bytes, language: str = "vi") -> list[Found]:
    return formats.read(text.encode() if isinstance(text, str) else text, kind, language)


def only(kind: str, text: str | bytes, language: str = "vi") -> dict[str, Any]:
    """The one question of a file, read without loss."""
    [found] = read(kind, text, language)
    assert found.question is not None, str(found.refusal)
    assert not found.losses, [str(each) for each in found.losses]
    return found.question


def losses(kind: str, text: str | bytes) -> list[str]:
    """What the one question of a file lost."""
    [found] = read(kind, text)
    assert found.question is not None, str(found.refusal)
    with force_locale("en"):
        return [str(each) for each in found.losses]


def refusal(kind: str, text: str | bytes) -> str:
    """Why the one question of a file was refused."""
    [found] = read(kind, text)
    assert found.question is None, found.question
    with force_locale("en"):
        return str(found.refusal)


def words(texts: dict[str, str] | None) -> str | None:
    return texts and texts["vi"]


def choices(question: dict[str, Any]) -> list[tuple[str | None, bool, str | None]]:
    """Each choice with whether it is right and what is said of it."""
    return [
        (words(each["text"]), number in question["right"], words(each["because"]))
        for number, each in enumerate(question["choices"])
    ]
