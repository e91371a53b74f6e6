"""What the pages send comes back as the same response, and what they cannot send is refused."""

import contextlib
import json
import random
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from lms.catalogue.content import Marking
from lms.catalogue.documents import course_from
from lms.catalogue.questions import QuestionKind, Scenario
from lms.core.text import is_clean, nfc
from lms.quizzes import forms, rules
from lms.quizzes.rules.numbers import plain
from lms.ui.languages import LANGUAGES, number
from tests.quizzes.kinds_document import filled_in, kinds_course

QUESTIONS = {question.kind: question for question in course_from(kinds_course(), "e").modules[0].questions}
lucks = st.integers(0, 2**32).map(random.Random)
texts = (
    st.text(min_size=1, max_size=200)
    .map(nfc)
    .filter(lambda text: text and is_clean(text) and len(text) <= 200)
)
amounts = st.decimals(-(10**12), 10**12, allow_nan=False, places=2)


def asked(kind: QuestionKind, luck: random.Random) -> rules.Asked:
    question = QUESTIONS[kind]
    return rules.Asked(question, rules.choice_order(question, luck), 1, 9)


@st.composite
def responses(draw: st.DrawFn, kind: QuestionKind) -> list:
    """Any response that the page of this kind offers, "I don't know yet" included."""
    body = QUESTIONS[kind].body
    if draw(st.integers(0, 9)) == 0:
        return []
    match kind:
        case QuestionKind.SINGLE | QuestionKind.TRUE_FALSE:
            return [draw(st.integers(0, len(body.choices) - 1))]
        case QuestionKind.MULTIPLE | QuestionKind.HOTSPOT:
            parts = len(body.choices if kind is QuestionKind.MULTIPLE else body.spots)
            return sorted(draw(st.sets(st.integers(0, parts - 1), min_size=1)))
        case QuestionKind.ORDERING:
            return draw(st.permutations(range(len(body.items))))
        case QuestionKind.MATCHING:
            return draw(st.permutations(range(len(body.matches))))[: len(body.prompts)]
        case QuestionKind.NUMBER:
            return [plain(draw(amounts))]
        case QuestionKind.SHORT_TEXT:
            return [draw(texts)]
    return draw(walks(body))


@st.composite
def walks(draw: st.DrawFn, story: Scenario) -> list[int]:
    moves: list[int] = []
    while story.at(moves).moves:
        ways = list(range(len(story.at(moves).moves)))
        moves.append(draw(st.sampled_from(ways)) if len(moves) < 30 else rules.good_way(story)[0])
        if len(moves) > 35:
            return rules.good_way(story)
    return moves


@pytest.mark.parametrize("kind", QuestionKind)
@given(st.data(), lucks)
def test_the_form_of_any_response_comes_back_as_the_same_response(kind, data, luck):
    sheet = asked(kind, luck)
    response = data.draw(responses(kind))
    *steps, last = filled_in(sheet, response)
    for step in steps:
        assert forms.underway(step, sheet)
    if forms.goes_on(sheet):
        assert forms.underway(last, sheet) is None
    assert forms.read_response(last, sheet) == response


@given(lucks, st.lists(st.tuples(st.sampled_from(["up", "down"]), st.integers(0, 3)), max_size=12))
def test_moving_items_step_by_step_gives_the_order_shown(luck, presses):
    sheet = asked(QuestionKind.ORDERING, luck)
    shown, expected = MultiDict(), list(range(4))
    for way, item in presses:
        before = expected.index(item)
        after = min(max(before + (1 if way == "down" else -1), 0), 3)
        expected.insert(after, expected.pop(before))
        posted = MultiDict([("item", str(place)) for place in forms.ordering.shown(shown, sheet)])
        posted["move"] = f"{way}-{item}"
        query = forms.underway(posted, sheet)
        assert query
        shown = MultiDict(pair.split("=") for pair in query.partition("#")[0].split("&"))
    assert forms.ordering.shown(shown, sheet) == expected


@pytest.mark.parametrize(
    ("kind", "posted"),
    [
        ("single", [("choice", "9")]),
        ("single", [("choice", "0"), ("choice", "1")]),
        ("truefalse", [("choice", "2")]),
        ("multiple", [("choice", "-1")]),
        ("hotspot", [("choice", "4")]),
        ("ordering", []),
        ("ordering", [("item", "0"), ("item", "1"), ("item", "2")]),
        ("ordering", [("item", "0")] * 4),
        ("ordering", [("item", "x"), ("item", "1"), ("item", "2"), ("item", "3")]),
        ("ordering", [("choice", "0")]),
        ("matching", [("match-0", "4")]),
        ("matching", [("match-0", "٣")]),
        ("number", [("written", "1"), ("written", "2")]),
        ("number", [("written", "1"), ("choice", "0")]),
        ("text", [("choice", "unknown"), ("choice", "unknown")]),
        ("scenario", [("choice", "7")]),
        ("scenario", [("choice", "0"), ("choice", "1")]),
        ("scenario", [("moves", "x"), ("choice", "0")]),
        ("scenario", [("moves", "0-0-0-0-0"), ("choice", "0")]),
        ("scenario", [("moves", "-".join(["0"] * 5000)), ("choice", "0")]),
    ],
)
def test_what_no_page_sends_is_refused(kind, posted):
    sheet = rules.Asked(QUESTIONS[QuestionKind(kind)], _plain_order(kind), 1, 9)
    with pytest.raises(BadRequest):
        forms.read_response(MultiDict(posted), sheet)


def _plain_order(kind: str):
    """The author's own order, so that the test knows what stands where."""
    body = QUESTIONS[QuestionKind(kind)].body
    if isinstance(body, Scenario):
        return tuple(list(range(len(scene.moves))) for scene in body.scenes)
    return (
        tuple(range(4))
        if kind in ("multiple", "hotspot", "ordering", "matching")
        else (0, 1, 2)[: 2 + (kind == "single")]
    )


FIELDS = ["choice", "item", "move", "match-0", "match-1", "match-2", "written", "moves", "moved", "order"]
values = st.one_of(
    st.sampled_from(["0", "1", "2", "3", "unknown", "up-1", "down-3", "0-1", "", "50 nghìn", "1e999", "NaN"]),
    st.text(max_size=300),
)


@pytest.mark.parametrize("kind", QuestionKind)
@given(st.lists(st.tuples(st.sampled_from(FIELDS), values), max_size=8), lucks)
def test_whatever_is_posted_is_a_response_that_can_be_marked_or_refused_by_name(kind, posted, luck):
    sheet, form = asked(kind, luck), MultiDict(posted)
    with contextlib.suppress(rules.Unclear, BadRequest):
        if forms.goes_on(sheet):
            forms.underway(form, sheet)
        response = forms.read_response(form, sheet)
        assert 0 <= rules.credit(sheet.question, response, Marking.PARTIAL) <= rules.FULL
        assert rules.outcome(sheet.question, response, Marking.EXACT) != "partly"
        json.dumps(response)


@pytest.mark.parametrize("posted", ["up-9", "up", "left-0", "up-٣", "up-0-1"])
def test_a_move_that_no_button_makes_is_refused(posted):
    sheet = asked(QuestionKind.ORDERING, random.Random(1))
    items = [("item", str(place)) for place in range(4)]
    with pytest.raises(BadRequest):
        forms.underway(MultiDict([*items, ("move", posted)]), sheet)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amount=amounts)
def test_a_number_as_a_page_prints_it_is_understood_again(app, language, amount):
    whole = amount == amount.to_integral_value()
    with app.test_request_context(headers={"Accept-Language": language}):
        printed = number(int(amount) if whole else float(amount))
    sheet = asked(QuestionKind.NUMBER, random.Random(1))
    assert [Decimal(each) for each in forms.read_response(MultiDict({"written": printed}), sheet)] == [amount]
