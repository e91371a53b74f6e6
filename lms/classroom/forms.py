"""What a trainer chooses and types around a quiz with a class."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from lms.catalogue.content import Module
from lms.classroom.models import GroupWay
from lms.classroom.rules.papers import as_shown, tidy
from lms.core.text import is_clean
from lms.ui.forms import Form, required

MOST_HANDS = 999
UNKNOWN = "unknown"


class _Chosen(RadioField):
    """What the list does not hold cannot be chosen; the browser never sends it by itself."""

    def __init__(self, *arguments: Any, **words: Any) -> None:
        super().__init__(*arguments, **words)
        self.type = "RadioField"  # the macros know the kinds by their names

    def pre_validate(self, form: Any) -> None:
        if self.data and str(self.data) not in {str(value) for value, *_rest in self.iter_choices()}:
            raise ValidationError(_l("Choose one from the list."))


class _AboutModule(Form):
    module = _Chosen(_l("Skill"), [required(_l("Choose one from the list."))])

    def offer_modules(self, modules: Sequence[Module], language: str) -> None:
        self["module"].choices = [SelectChoice(each.slug, each.title.in_(language)) for each in modules]
        if len(modules) == 1 and not self["module"].data:
            self["module"].data = modules[0].slug


class GroupForm(_AboutModule):
    """A quiz on the wall."""

    way = _Chosen(
        _l("How the class answers"),
        [required(_l("Choose one from the list."))],
        choices=[
            SelectChoice(GroupWay.HANDS.value, _l("With hands up")),
            SelectChoice(GroupWay.CARDS.value, _l("With printed cards A, B, C and D")),
        ],
        default=GroupWay.HANDS.value,
    )
    count = _Chosen(
        _l("How many questions"),
        [required(_l("Choose one from the list."))],
        choices=[SelectChoice(str(number), str(number)) for number in (5, 6, 7, 8)],
        default="5",
    )


class PaperForm(_AboutModule):
    """A quiz on paper."""

    variants = _Chosen(
        _l("How many versions"),
        [required(_l("Choose one from the list."))],
        choices=[
            SelectChoice("1", _l("One sheet for everybody")),
            SelectChoice("2", _l("Two versions with the questions in another order")),
        ],
        default="1",
    )
    several = BooleanField(_l("Also questions with several right answers. They take longer to enter."))


class TogetherForm(_AboutModule):
    """A trainer taps for a learner, who agrees."""

    agreed = BooleanField(
        _l("They agree, and they say every answer themselves."),
        [required(_l("Ask whether they agree, then tick the box."))],
    )


class BadCount(ValueError):
    """Something that is no number of hands."""


def read_counts(posted: Mapping[str, str], choices: int) -> list[int]:
    """How many hands for each choice in the order shown, and last how many did not know.

    Raises:
        BadCount: a field holds no whole number.
    """
    counts = []
    for name in [*(f"count-{place}" for place in range(choices)), f"count-{UNKNOWN}"]:
        text = posted.get(name, "").strip() or "0"
        if not (text.isascii() and text.isdigit() and len(text) < 4):
            raise BadCount(name)
        counts.append(int(text))
    return counts


def read_sheets(
    posted: Mapping[str, str], people: Collection[int], questions: int, variants: int
) -> dict[int, tuple[str, list[str]]]:
    """What was typed for these people: the variant and a cell for each question.

    Left out is whose row the page does not hold, or holds as it was shown: somebody else may have filled
    it meanwhile. Anything may stand in a cell: what cannot be read is kept and named, never lost.
    """
    sheets = {}
    for person_id in people:
        if f"a-{person_id}-1" not in posted:
            continue
        cells = [_cell(posted.get(f"a-{person_id}-{position}", "")) for position in range(1, questions + 1)]
        variant = _cell(posted.get(f"v-{person_id}", "")) if variants > 1 else "1"
        if posted.get(f"was-{person_id}") != as_shown(variant, cells):
            sheets[person_id] = variant, cells
    return sheets


def _cell(text: str) -> str:
    return tidy(text[:40]) if is_clean(text) else "…"
