"""Putting things in order, and matching them."""

from lms.catalogue.authoring.questions.entries import MatchingQuestion, OrderingQuestion
from lms.catalogue.authoring.questions.sheets import Body, Sheet


def check_ordering(sheet: Sheet, entry: OrderingQuestion) -> None:
    sheet.check_distinct(((("items", n), item) for n, item in enumerate(entry.items)), "item")


def ordering_body(sheet: Sheet, entry: OrderingQuestion) -> Body:
    return {"items": [sheet.drawn(item) for item in entry.items]}


def check_matching(sheet: Sheet, entry: MatchingQuestion) -> None:
    prompts = [(("pairs", n, "prompt"), pair.prompt) for n, pair in enumerate(entry.pairs)]
    matches = [(("pairs", n, "match"), pair.match) for n, pair in enumerate(entry.pairs)]
    sheet.check_distinct(prompts, "prompt")
    sheet.check_distinct([*matches, *((("extra", n), text) for n, text in enumerate(entry.extra))], "match")


def matching_body(sheet: Sheet, entry: MatchingQuestion) -> Body:
    return {
        "prompts": [sheet.drawn(pair.prompt) for pair in entry.pairs],
        "matches": [sheet.drawn(match) for match in [*(pair.match for pair in entry.pairs), *entry.extra]],
    }
