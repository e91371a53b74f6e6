"""Single, multiple, and true or false."""

from lms.catalogue.authoring.format import Texts
from lms.catalogue.authoring.questions.entries import ChoiceQuestion, TrueFalseQuestion
from lms.catalogue.authoring.questions.sheets import Body, Sheet
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


def check_choices(sheet: Sheet, entry: ChoiceQuestion) -> None:
    least, most = _CHOICES[entry.type]
    right = sum(choice.right is True for choice in entry.choices)
    if not least <= len(entry.choices) <= most:
        sheet.complain(
            f"a {entry.type} question has {least} or {most} choices; this one has {len(entry.choices)}",
            "choices",
        )
    if entry.type == "single" and right != 1:
        sheet.complain(f"a single question has exactly one right choice; this one has {right}", "choices")
    if entry.type == "multiple" and (right < 2 or right == len(entry.choices)):
        sheet.complain(
            "a multiple question has two or more right choices and at least one wrong one", "choices"
        )
    for number, choice in enumerate(entry.choices):
        spot = ("choices", number)
        if choice.right is None and choice.because is None:
            sheet.complain("a wrong choice says why it is wrong", *spot, "because")
        if choice.right and choice.because is not None:
            sheet.complain(
                "a right choice needs no reason; the question's own because is shown", *spot, "because"
            )
        for language, words in choice.text.by_language().items():
            if fold(words).rstrip(".") in _OURS:
                sheet.complain(
                    "leave this choice out: the system adds it to every question", *spot, "text", language
                )
    sheet.check_distinct(
        ((("choices", n, "text"), choice.text) for n, choice in enumerate(entry.choices)), "choice"
    )
    _check_lengths(sheet, entry)


def _check_lengths(sheet: Sheet, entry: ChoiceQuestion) -> None:
    """Advise where the right choice is the longest: who knows nothing at all picks that one."""
    for language in sheet.languages:
        lengths = [
            len(sheet.facts.insert(choice.text.by_language().get(language, ""), language))
            for choice in entry.choices
        ]
        longest = [n for n, length in enumerate(lengths) if length == max(lengths)]
        if all(entry.choices[n].right for n in longest):
            sheet.advise(
                "the right choice is the longest, which gives it away: shorten it or lengthen a wrong one",
                *("choices", longest[0], "text", language),
            )


def choices_said(entry: ChoiceQuestion) -> list[Texts]:
    """A wrong choice may be a false address; what is right, and every reason, is ours."""
    return [choice.text for choice in entry.choices if choice.right] + [
        choice.because for choice in entry.choices if choice.because
    ]


def choices_body(sheet: Sheet, entry: ChoiceQuestion) -> Body:
    return {
        "choices": [
            {"text": sheet.drawn(choice.text), "because": sheet.drawn_or_none(choice.because)}
            for choice in entry.choices
        ],
        "right": [number for number, choice in enumerate(entry.choices) if choice.right],
    }


def true_false_body(_sheet: Sheet, entry: TrueFalseQuestion) -> Body:
    return {
        "choices": [{"text": dict(text), "because": None} for text in _TRUE_FALSE],
        "right": [0 if entry.answer else 1],
    }
