"""Figures of questions: the formulas against published examples, and the pages on both databases."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.quizzes.models import AttemptState
from lms.quizzes.rules import statistics as rules
from tests.quizzes.many import QUESTIONS, RIGHT, answered, hand_in, people

TABLE = "/quizzes/statistics/thu/an-toan"

# "Item Analysis Worksheet", https://studylib.net/doc/25270846/item-anaylsis- (seen 2026-11-22): ten
# students, ten questions, the five best above the five last, and the answers printed below it.
WORKSHEET = [
    "1111111111",
    "1111111101",
    "1101111100",
    "0111110101",
    "1110111001",
    "1110110100",
    "0110110101",
    "0111001010",
    "1110100001",
    "0100010010",
]
DIFFICULTY = [".60", "1", ".80", ".50", ".80", ".80", ".50", ".60", ".30", ".60"]
D = ["0.4", "0", "0", "0.6", "0.4", "0.4", "0.6", "0.4", "-0.2", "0.4"]


def worksheet_sums(students: list[str], question: int) -> rules.Sums:
    marks = [[1000 * int(mark) for mark in student] for student in students]
    return rules.sums_of((row[question], (sum(row) - row[question]) / 9) for row in marks)


@pytest.mark.parametrize("question", range(10))
def test_facility_and_d_agree_with_the_printed_worksheet(question):
    facility = rules.facility(worksheet_sums(WORKSHEET, question))
    upper, lower = worksheet_sums(WORKSHEET[:5], question), worksheet_sums(WORKSHEET[5:], question)
    assert facility == pytest.approx(float(DIFFICULTY[question]), abs=1e-9)
    assert rules.upper_less_lower(upper, lower) == pytest.approx(float(D[question]), abs=1e-9)


# Moodle's own check of its quiz statistics: 22 attempts with their marks
# (mod/quiz/report/statistics/tests/fixtures/mdl_question_states.csv), and the discrimination
# index of each question as computed in a spreadsheet (the same folder, statistics_test.php:
# "Values expected are taken from contrib/tools/quiz_tools/stats.xls"). Here: the total of each
# attempt in tenths, and its marks for the questions in slots 13 to 20.
MOODLE_TOTALS = [
    120,
    74,
    117,
    85,
    101,
    113,
    112,
    141,
    86,
    116,
    93,
    131,
    115,
    113,
    55,
    48,
    87,
    118,
    60,
    59,
    128,
    138,
]
MOODLE_MARKS = {
    13: "1100001001001010100001",
    14: "0000110111111100111100",
    15: "0010011110011010010101",
    16: "1110011100010101110011",
    17: "1011101111110100100101",
    18: "0110101010011100010001",
    19: "0010101000001100000010",
    20: "1111001110110001000010",
}
MOODLE_FACILITY = {
    13: 36.36363636, 14: 59.09090909, 15: 50, 16: 59.09090909,
    17: 63.63636364, 18: 45.45454545, 19: 27.27272727, 20: 50,
}  # fmt: skip
MOODLE_DISCRIMINATION = {
    13: -12.99017581, 14: -8.900638238, 15: 8.670004606, 16: 29.63337745,
    17: 15.18945843, 18: 16.21079629, 19: 15.52451404, 20: -8.396734802,
}  # fmt: skip


@pytest.mark.parametrize("slot", MOODLE_MARKS)
def test_facility_and_discrimination_agree_with_moodle(slot):
    marks = [1000 * int(mark) for mark in MOODLE_MARKS[slot]]
    sums = rules.sums_of((mark, 100 * total - mark) for mark, total in zip(marks, MOODLE_TOTALS, strict=True))
    assert 100 * rules.facility(sums) == pytest.approx(MOODLE_FACILITY[slot], abs=5e-9)
    assert 100 * rules.discrimination(sums) == pytest.approx(MOODLE_DISCRIMINATION[slot], abs=5e-9)


pairs = st.lists(st.tuples(st.integers(0, 1000), st.floats(0, 1000)), min_size=1, max_size=40)


@given(pairs, pairs)
def test_sums_add_up_and_figures_stay_in_bounds(some, others):
    together = rules.sums_of(some) + rules.sums_of(others)
    at_once = rules.sums_of([*some, *others])
    assert together.count == at_once.count and together.credit == at_once.credit
    assert together.product == pytest.approx(at_once.product)
    assert 0 <= rules.facility(together) <= 1
    found = rules.discrimination(together)
    assert found is None or -1 <= found <= 1


@given(st.dictionaries(st.integers(0, 600), st.integers(1, 5), min_size=1))
def test_the_median_of_a_histogram_is_that_of_its_values(times):
    values = sorted(value for value, count in times.items() for _ in range(count))
    middle = len(values) // 2
    expected = values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
    assert rules.median(times) == expected


def rows_of(reader, address: str = "") -> dict[str, dict[str, str]]:
    text = reader.visit(f"{TABLE}/sheet.csv{address}").response.data.decode("utf-8-sig")
    return {row["Id"]: row for row in csv.DictReader(io.StringIO(text))}


@pytest.fixture
def author(read_as, world):
    return read_as(world.people["author"], staff=True)


@pytest.mark.both
def test_the_table_counts_what_was_answered(world, app, author):
    with app.app_context():
        for at, each in enumerate(people(world, 6)):
            hand_in(world, each, answered([1, 2, 3, 4, 5][:at]), seconds=10 + at)
    rows = rows_of(author)
    first, last = rows[QUESTIONS[0]], rows[QUESTIONS[4]]
    assert (first["Answers"], first["Right, per cent"]) == ("6", "83.3")
    assert last["Right, per cent"] == "16.7"
    assert float(first["Tells apart, per cent"]) > 0
    # The best third is right in 3, 4 and 5 of five, the last in none and in the first question alone.
    assert first["Best third less last third, per cent"] == "50.0"
    assert first["Median seconds"] == "12.5"
    page = author.visit(TABLE)
    assert "Câu một đáp án an-toan 1? (en)" in page.text
    assert "83" in page.text
    assert "Học Viên" not in page.text


@pytest.mark.both
def test_one_question_shows_who_chose_what(world, app, author):
    with app.app_context():
        for at, each in enumerate(people(world, 12)):
            hand_in(world, each, [[0] if at < 8 else [] if at < 9 else [1], *RIGHT[1:]])
    page = author.visit(f"{TABLE}/{QUESTIONS[0]}")
    assert "Học Viên" not in page.text
    assert "7 in ten choose A (“Sai một (en)”): is it also true?" in page.text
    assert "A. Sai một (en) How many people: 8 Of all: 67" in page.text
    assert "B. Đúng (en) ✓ Right How many people: 3 Of all: 25" in page.text
    assert "I don't know yet How many people: 1 Of all: 8" in page.text
    author.visit(f"{TABLE}/no-such-question", expect=404)


def test_nothing_is_shown_under_five_answers(world, app, author):
    with app.app_context():
        for each in people(world, 4):
            hand_in(world, each, answered([1]))
    assert "too few answers yet: 4 of 5" in author.visit(TABLE).text
    page = author.visit(f"{TABLE}/{QUESTIONS[0]}")
    assert "too few answers yet: 4 of 5" in page.text
    assert "What was chosen" not in page.text
    assert rows_of(author)[QUESTIONS[0]]["Right, per cent"] == ""
    with app.app_context():
        hand_in(world, people(world, 1)[0], answered([1]))
    assert "What was chosen" in author.visit(f"{TABLE}/{QUESTIONS[0]}").text


@pytest.mark.both
def test_only_the_first_quiz_of_a_person_in_ones_area_counts(world, app, author, read_as):
    with app.app_context():
        for each in people(world, 5):
            hand_in(world, each, answered([]), number=2)
            hand_in(world, each, answered([1, 2, 3, 4, 5]), number=3)
            hand_in(world, each, [[1]], number=1, state=AttemptState.OPEN)
        for each in people(world, 7, "far_commune", language="fr"):
            hand_in(world, each, answered([1, 2, 3, 4, 5]))
    row = rows_of(author)[QUESTIONS[0]]
    assert (row["Answers"], row["Right, per cent"]) == ("5", "0.0")
    an = read_as(world.people["an"], staff=True)
    assert rows_of(an)[QUESTIONS[0]]["Answers"] == "12"
    assert rows_of(an, "?language=fr")[QUESTIONS[0]]["Answers"] == "7"
    assert rows_of(an, f"?edition={world.edition}&language=vi")[QUESTIONS[0]]["Answers"] == "5"
    an.visit(f"{TABLE}?edition=unknown", expect=404)


def test_a_long_pause_is_no_time_to_think(world, app, author):
    with app.app_context():
        for at, each in enumerate(people(world, 6)):
            hand_in(world, each, answered([1]), seconds=15 if at < 5 else 4000)
    assert rows_of(author)[QUESTIONS[0]]["Median seconds"] == "15.0"


def test_the_table_is_sorted_and_narrowed_as_asked(world, app, author):
    with app.app_context():
        for at, each in enumerate(people(world, 6)):
            hand_in(world, each, answered([1, 2, 3, 4, 5][:at]))
    assert next(iter(rows_of(author, "?sort=facility"))) == QUESTIONS[4]
    assert next(iter(rows_of(author, "?sort=course"))) == QUESTIONS[0]
    assert set(rows_of(author, "?difficulty=2")) == {QUESTIONS[2]}
    assert rows_of(author, "?lesson=an-toan-hai") == {}
    assert "No question is like this" in author.visit(f"{TABLE}?lesson=an-toan-hai").text


def test_the_pages_are_for_authors_and_cost_the_same_for_many(world, app, author, read_as, count_queries):
    read_as(world.people["lan"], staff=True).visit(TABLE, expect=404)
    read_as(world.people["hoa"]).visit("/quizzes/statistics/", expect=404)
    counts = []
    for more in (5, 40):
        with app.app_context():
            for each in people(world, more):
                hand_in(world, each, answered([1]))
        for address in ("/quizzes/statistics/", TABLE, f"{TABLE}/{QUESTIONS[0]}"):
            author.visit(address)
            with count_queries() as asked:
                author.visit(address)
            counts.append(asked.total)
    assert counts[:3] == counts[3:]
    assert max(counts) <= 8
    assert "45 people handed in a quiz" in author.visit("/quizzes/statistics/").text
