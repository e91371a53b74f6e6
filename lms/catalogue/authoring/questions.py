"""The bank of a module: each question answerable, each wrong choice explained."""

from typing import Any

from lms.catalogue.authoring.format import ChoiceQuestion, QuestionEntry, Texts, TrueFalseQuestion
from lms.catalogue.authoring.shapes import questions
from lms.catalogue.authoring.sources import Place, Source
from lms.catalogue.authoring.wording import Facts, check_addresses
from lms.core.text import fold

_TRUE_FALSE = ({"vi": "Đúng", "en": "True", "fr": "Vrai"}, {"vi": "Sai", "en": "False", "fr": "Faux"})
_OURS = {
    "toi chua biet",
    "bac chua biet",
    "i don't know",
    "i don't know yet",
    "i do not know yet",
    "je ne sais pas",
}
_CHOICES = {"single": (3, 4), "multiple": (4, 5)}


def read_questions(source: Source, lessons: list[str], facts: Facts) -> list[dict[str, Any]]:
    """The questions as the published document holds them; everything wrong is noted."""
    drawn = []
    for number, entry in questions(source):
        place: Place = (number,)
        if entry.lesson not in lessons:
            source.complain(f"this module has no lesson “{entry.lesson}”", (*place, "lesson"))
        if isinstance(entry, ChoiceQuestion):
            _check_choices(source, entry, place)
        for texts in _true_texts(entry):
            for words in texts.by_language().values():
                check_addresses(source, words, facts, place)
        drawn.append(_document(entry, facts))
    return drawn


def _check_choices(source: Source, entry: ChoiceQuestion, place: Place) -> None:
    least, most = _CHOICES[entry.type]
    right = sum(choice.right is True for choice in entry.choices)
    here = (*place, "choices")
    if not least <= len(entry.choices) <= most:
        source.complain(
            f"a {entry.type} question has {least} or {most} choices; this one has {len(entry.choices)}", here
        )
    if entry.type == "single" and right != 1:
        source.complain(f"a single question has exactly one right choice; this one has {right}", here)
    if entry.type == "multiple" and (right < 2 or right == len(entry.choices)):
        source.complain("a multiple question has two or more right choices and at least one wrong one", here)
    seen: set[str] = set()
    for number, choice in enumerate(entry.choices):
        spot = (*here, number)
        if choice.right is None and choice.because is None:
            source.complain("a wrong choice says why it is wrong", (*spot, "because"))
        if choice.right and choice.because is not None:
            source.complain(
                "a right choice needs no reason; the question's own because is shown", (*spot, "because")
            )
        for language, words in choice.text.by_language().items():
            if fold(words).rstrip(".") in _OURS:
                source.complain(
                    "leave this choice out: the system adds it to every question", (*spot, "text", language)
                )
        if choice.text.vi in seen:
            source.complain("this choice stands here twice", (*spot, "text"))
        seen.add(choice.text.vi)


def _true_texts(entry: QuestionEntry) -> list[Texts]:
    """What we say ourselves. A question may quote a false address, and a wrong choice may be one."""
    right = (
        [choice.text for choice in entry.choices if choice.right] if isinstance(entry, ChoiceQuestion) else []
    )
    reasons = [c.because for c in entry.choices if c.because] if isinstance(entry, ChoiceQuestion) else []
    return [entry.because, *right, *reasons]


def _document(entry: QuestionEntry, facts: Facts) -> dict[str, Any]:
    def drawn(texts: Texts) -> dict[str, str]:
        return {language: facts.insert(text, language) for language, text in texts.by_language().items()}

    if isinstance(entry, TrueFalseQuestion):
        choices: list[dict[str, Any]] = [{"text": dict(text), "because": None} for text in _TRUE_FALSE]
        right = [0 if entry.answer else 1]
    else:
        choices = [
            {"text": drawn(choice.text), "because": drawn(choice.because) if choice.because else None}
            for choice in entry.choices
        ]
        right = [number for number, choice in enumerate(entry.choices) if choice.right]
    return {
        "id": entry.id,
        "kind": entry.type,
        "lesson": entry.lesson,
        "difficulty": entry.difficulty,
        "ask": drawn(entry.ask),
        "choices": choices,
        "right": right,
        "because": drawn(entry.because),
    }
