"""What each page asks of the database, pinned."""

import pytest

from tests.quizzes.sitting import QUIZ, answer_right, sit

pytestmark = pytest.mark.both


@pytest.fixture
def hoa(read_as, world):
    return read_as(world.people["hoa"])


def test_an_answer_costs_two_queries_a_question_two_and_its_explanation_three(hoa, count_queries, engine):
    hoa.visit(QUIZ).press("Start")
    answer_right(hoa).follow("Next question")
    with count_queries() as asked:
        hoa.visit(hoa.path)
    assert asked.total == 2, asked.statements
    csrf = dict(hoa.page.forms[0]["fields"])["csrf_token"]
    with count_queries() as asked:
        assert hoa.client.post(hoa.path, data={"csrf_token": csrf, "choice": "0"}).status_code == 303
    # Where several write at once, whether this was the last open question is asked apart.
    assert asked.total == (2 if engine == "sqlite" else 3), asked.statements
    with count_queries() as asked:
        hoa.visit(hoa.path)
    assert asked.total == 3, asked.statements


def test_the_first_page_costs_the_same_for_one_try_as_for_ten(hoa, count_queries):
    totals = []
    for tries in (1, 9):
        for _ in range(tries):
            sit(hoa, right=5)
        with count_queries() as asked:
            hoa.visit(QUIZ)
        totals.append(asked.total)
    assert totals[0] == totals[1] <= 4


@pytest.mark.parametrize(("right", "most"), [(2, 2), (5, 3)], ids=["not-passed", "passed"])
def test_the_result_asks_how_far_one_is_only_for_whoever_passed(hoa, count_queries, right, most):
    sit(hoa, right=right)
    with count_queries() as asked:
        hoa.visit(hoa.path)
    assert asked.total == most, asked.statements
