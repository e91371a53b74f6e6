"""Aiken: a question, its choices A to Z, the letter of the right one; no names, no feedback."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l

from lms.interop.formats.draft import Draft, Given
from lms.interop.formats.found import Found, Refused, bounded
from lms.interop.formats.text_file import lines_of

_CHOICE = re.compile(r"([A-Z])[.)]\s+(.+)")
_ANSWER = re.compile(r"ANSWER:\s*(.*)")
_LETTER = re.compile(r"[A-Z]")


@dataclass(slots=True)
class _Block:
    """What was read since the last answer."""

    line: int = 0
    ask: list[str] = field(default_factory=list)
    choices: dict[str, str] = field(default_factory=dict)
    twice: str = ""


def read(content: bytes, language: str) -> list[Found]:
    return [_found(block, answer, language) for block, answer in bounded(_blocks(content))]


def _blocks(content: bytes) -> Iterator[tuple[_Block, str]]:
    """Each question as it was read, with what stands behind its "ANSWER:"."""
    block = _Block()
    for number, line in enumerate(lines_of(content), start=1):
        text = line.strip()
        if not text:
            continue
        block.line = block.line or number
        if answer := _ANSWER.match(text):
            yield block, answer[1].strip()
            block = _Block()
        elif choice := _CHOICE.match(text):
            block.twice = block.twice or (choice[1] if choice[1] in block.choices else "")
            block.choices[choice[1]] = choice[2]
        elif block.choices:
            yield block, ""
            block = _Block(number, [text])
        else:
            block.ask.append(text)
    if block.line:
        yield block, ""


def _found(block: _Block, answer: str, language: str) -> Found:
    where, name = _l("line %(number)d", number=block.line), " ".join(block.ask)[:60]
    draft = Draft(language)
    try:
        if not _LETTER.fullmatch(answer):
            raise Refused(_l("a line such as “ANSWER: B” is missing after the choices"))
        if answer not in block.choices:
            raise Refused(_l("the answer is %(letter)s, but there is no such choice", letter=answer))
        if block.twice:
            raise Refused(_l("the letter %(letter)s stands there twice", letter=block.twice))
        given = [Given(draft.words(text), letter == answer) for letter, text in block.choices.items()]
        ask = draft.words(" ".join(block.ask))
        document = draft.question("", "single", ask, "", **draft.choices(given, several=False))
    except Refused as refused:
        return Found(where, name, None, refusal=refused.reason)
    return Found(where, name, document, losses=tuple(draft.losses))
