"""One share is one number, wherever it is read."""

import pytest

from lms.core.db import db
from lms.learning.models import WHOLE_COURSE
from lms.reports.models import ClassTally, Tally
from lms.reports.rules import per_cent_of_adults
from tests.reports.history import SLUG, adults
from tests.reports.test_classes import taught  # noqa: F401
from tests.reports.test_exports import sheet

pytestmark = pytest.mark.both


def test_the_sheet_gives_the_rate_of_the_adults_that_the_page_gives(app, world, read_as):
    with app.app_context():
        adults(world.units["commune"], 400)
        db.session.add(
            Tally(
                unit_id=world.units["commune"],
                course=SLUG,
                module=WHOLE_COURSE,
                enrolled=200,
                completed=115,
            )
        )
        db.session.commit()
    dung = read_as(world.people["dung"], staff=True)
    assert "28.8 % of 400 adults" in dung.visit("/reports/22045").text
    total = next(line for line in sheet(dung.visit("/reports/22045.xlsx")) if line[0] == "In all")
    assert total[-1] == 28.8


@pytest.mark.parametrize(
    ("done", "of", "share"), [(7, 2000, 0.4), (0, 3, 0.0), (1, 1, 100.0), (1, 0, None), (1, None, None)]
)
def test_a_half_is_rounded_up(done, of, share):
    assert per_cent_of_adults(done, of) == share


def test_the_list_of_classes_says_of_attendance_what_the_page_of_attendance_says(app, taught, read_as):  # noqa: F811
    with app.app_context():
        counted = db.session.get_one(ClassTally, taught.cohort)
        counted.attended, counted.held = 399, 400
        db.session.commit()
    dung = read_as(taught.people["dung"], staff=True)
    for page in ("/reports/22045/attendance", "/reports/22045/classes", "/reports/22045-01"):
        text = dung.visit(page).text
        assert "99 %" in text, page
        assert "Lớp tối thứ Ba" in text and "100 %" not in text.split("Lớp tối thứ Ba")[1][:60], page
