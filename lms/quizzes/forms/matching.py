"""A match chosen for every prompt, in fields `match-0`, `match-1` and so on; empty where none is chosen yet."""

from werkzeug.datastructures import MultiDict

from lms.catalogue.questions import Matching
from lms.quizzes.forms.unknown import is_unknown, place_in
from lms.quizzes.rules import Asked, KnownAndUnknown, MatchedTwice, NotAllMatched, Response


def read(posted: MultiDict[str, str], asked: Asked) -> Response:
    """For each prompt the number of its match."""
    places = shown(posted, asked)
    chosen = [place for place in places if place is not None]
    if is_unknown(posted):
        if chosen:
            raise KnownAndUnknown
        return []
    if len(chosen) < len(places):
        raise NotAllMatched
    if len(set(chosen)) < len(chosen):
        raise MatchedTwice
    return [asked.order[place] for place in chosen]


def shown(posted: MultiDict[str, str], asked: Asked) -> list[int | None]:
    """For each prompt the place of the match chosen so far."""
    assert isinstance(asked.question.body, Matching)  # noqa: S101  the kind says so
    values = [posted.get(f"match-{prompt}", "") for prompt in range(len(asked.question.body.prompts))]
    return [place_in(value, len(asked.order)) if value else None for value in values]
