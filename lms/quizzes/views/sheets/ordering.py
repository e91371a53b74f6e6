"""A list to put in order."""

from werkzeug.datastructures import MultiDict

from lms.catalogue.questions import Ordering
from lms.catalogue.texts import Text
from lms.quizzes import rules
from lms.quizzes.forms import ordering as form
from lms.quizzes.views.sheets.face import Face, Words, unknown_ticked
from lms.ui.languages import language


def asked(asked: rules.Asked, kept: MultiDict[str, str]) -> Face:
    spoken, items = language(), _items(asked)
    places, moved = form.shown(kept, asked), form.just_moved(kept, asked)
    words: Words = {"checked_unknown": unknown_ticked(kept)}
    for line, place in enumerate(places):
        words[f"place_{line}"] = str(place)
        words[f"item_{line}"] = items[asked.order[place]].in_(spoken)
    return Face("ordering", (len(places), None if moved is None else places.index(moved)), words)


def explained(asked: rules.Asked, response: rules.Response) -> Face:
    """The right order; beside each item the place it was given, where that was another."""
    spoken, items = language(), _items(asked)
    words: Words = {f"item_{number}": item.in_(spoken) for number, item in enumerate(items)}
    given = tuple(response.index(number) + 1 if response else None for number in range(len(items)))
    return Face("ordering", given, words)


def _items(asked: rules.Asked) -> tuple[Text, ...]:
    assert isinstance(asked.question.body, Ordering)  # noqa: S101  the kind says so
    return asked.question.body.items
