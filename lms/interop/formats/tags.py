"""Difficulty, outcome and the like, where a format only has free tags for them."""

import re
from collections.abc import Iterable
from typing import Any

from lms.core.text import fold, is_clean, nfc

_DIFFICULTY = re.compile(r"(?:difficulty|do kho|kho|level|niveau|difficulte)[ :=_-]*([123])")
_WORDS = {
    "easy": 1, "de": 1, "facile": 1, "very easy": 1,
    "medium": 2, "vua": 2, "moyen": 2, "trung binh": 2,
    "hard": 3, "kho": 3, "difficult": 3, "difficile": 3, "very difficult": 3,
}  # fmt: skip
_OUTCOME = re.compile(r"outcome[ :=_-]+([a-z0-9]+(?:-[a-z0-9]+)*)")
_UNIT = re.compile(r"unit: (.{1,20})")
_LESSON = re.compile(r"lesson[ :=_-]+([a-z0-9]+(?:-[a-z0-9]+)*)")


def apply(document: dict[str, Any], tags: Iterable[str], language: str) -> str:
    """Put what the tags say into the document; answers the lesson one of them names, or nothing."""
    lesson = ""
    for written in tags:
        tag = fold(written)
        if document["kind"] == "number" and (unit := _UNIT.fullmatch(nfc(written))) and is_clean(written):
            document["unit"] = {language: unit[1]}
            continue
        if found := _DIFFICULTY.fullmatch(tag):
            document["difficulty"] = int(found[1])
        elif tag in _WORDS:
            document["difficulty"] = _WORDS[tag]
        elif found := _OUTCOME.fullmatch(tag):
            document["outcome"] = found[1][:60]
        elif found := _LESSON.fullmatch(tag):
            lesson = found[1][:60]
        elif tag in {"accents-count", "case-counts"} and document["kind"] == "text":
            document[tag.replace("-", "_")] = True
    return lesson


def tags_of(document: dict[str, Any]) -> list[str]:
    """The tags that `apply` understands, for a question going out."""
    tags = [f"difficulty-{document['difficulty']}"]
    if document.get("outcome"):
        tags.append(f"outcome-{document['outcome']}")
    if document["kind"] == "text":
        tags += [name for name in ("accents-count", "case-counts") if document[name.replace("-", "_")]]
    return tags
