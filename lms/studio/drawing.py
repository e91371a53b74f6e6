"""Steps and questions as learners will see them, from what an author is typing."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any


def drawn_steps(
    steps: Sequence[Mapping[str, Any]],
    language: str,
    facts: Mapping[str, Any],
    pictures: Sequence[str],
    address: Callable[[str], str],
) -> list[dict[str, str]]:
    """Each step's title and safe HTML; what cannot be drawn is left out and shown by the check.

    Args:
        pictures: the files of the module's folder; `address` says where an author sees one.
    """
    # Imported here: the course's checker stays out of every process that serves pages.
    from lms.catalogue.authoring.markdown import Hand, draw_steps
    from lms.catalogue.authoring.pictures import Drawing

    named = {f"{hashlib.sha256(name.encode()).hexdigest()[:32]}.svg": name for name in pictures}
    drawings = {name: Drawing(published, 360, 240) for published, name in named.items()}
    hand = Hand(language, _facts(facts), drawings, lambda _message, _line: None)
    made = []
    for step in steps:
        title = str(step.get("title", ""))
        found = draw_steps(f"## {title or '…'}\n\n{step.get('text', '')}\n", 1, hand)
        html = re.sub(
            r'/pictures/([0-9a-f]{32}\.svg)" alt="([^"]*)" width="360" height="240"',
            lambda match: f'{address(named[match[1]])}" alt="{match[2]}"',
            "".join(each.html for each in found),
        )
        made.append({"title": title, "html": html})
    return made


def sayer(facts: Mapping[str, Any]) -> Callable[[Any, str], str]:
    """What turns a text by language into the words of one, facts filled in; the original where it is missing."""
    known = _facts(facts)

    def say(texts: Any, language: str) -> str:
        held = texts if isinstance(texts, Mapping) else {}
        return known.insert(str(held.get(language) or held.get("vi") or ""), language)

    return say


def _facts(facts: Mapping[str, Any]) -> Any:
    from lms.catalogue.authoring.wording import Facts

    return Facts(
        {
            str(name): {key: str(text) for key, text in fact["value"].items()}
            for name, fact in facts.items()
            if isinstance(fact, Mapping) and isinstance(fact.get("value"), Mapping)
        }
    )
