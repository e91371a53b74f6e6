"""What is typed: a number, or a few words."""

import re
import unicodedata

from lms.catalogue.authoring.questions.entries import NumberQuestion, TextQuestion
from lms.catalogue.authoring.questions.sheets import Body, Sheet
from lms.catalogue.authoring.wording import check_addresses
from lms.core.text import fold, nfc


def number_body(sheet: Sheet, entry: NumberQuestion) -> Body:
    return {
        "value": f"{entry.answer:f}",
        "tolerance": f"{entry.tolerance:f}",
        "unit": sheet.drawn_or_none(entry.unit),
    }


def check_text_question(sheet: Sheet, entry: TextQuestion) -> None:
    for language in sheet.languages:
        if language not in entry.accepted:
            sheet.complain(f"the language “{language}” is missing", "accepted")
    for language, answers in entry.accepted.items():
        seen: set[str] = set()
        for number, answer in enumerate(answers):
            place = ("accepted", language, number)
            if _bare(sheet.facts.insert(answer, language)) not in sheet.facts.values:
                check_addresses(sheet.source, answer, sheet.facts, (*sheet.place, *place))
            same = _as_marked(answer, entry)
            if not same:
                sheet.complain("nothing is left of this answer when it is compared", *place)
            elif same in seen:
                sheet.complain("this answer counts already: it stands here twice", *place)
            seen.add(same)


def _bare(address: str) -> str:
    """An address of facts.yaml may be typed with what browsers put before it."""
    return re.sub(r"^(https?://)?(www\.)?", "", address.lower())


def _as_marked(answer: str, entry: TextQuestion) -> str:
    """The answer as far as marking will look at it (`quizzes.rules.marking`)."""
    text = nfc(answer).rstrip(".")
    if entry.accents:
        return text if entry.case else text.casefold()
    if not entry.case:
        return fold(text)
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def text_body(sheet: Sheet, entry: TextQuestion) -> Body:
    return {
        "accepted": {
            language: [nfc(sheet.facts.insert(answer, language)) for answer in answers]
            for language, answers in entry.accepted.items()
        },
        "accents_count": entry.accents,
        "case_counts": entry.case,
    }
