"""Elder learners are "bác"; officials and coaches are called as their module says, and nobody by another's word."""

import copy

import pytest
from flask_babel import gettext, ngettext

from lms.ui.manners import address_as
from tests.course_document import COURSE
from tests.world import publish

OURS, THEIRS = "thanh-toan", "an-toan"


@pytest.fixture
def for_officials(app, world):
    document = copy.deepcopy(COURSE)
    document["modules"][1]["addressed_as"] = "anh/chị"
    with app.app_context():
        publish(document)


@pytest.mark.both
def test_the_pages_of_a_module_call_its_readers_as_it_says(read_as, world, for_officials):
    reader = read_as(world.people["hoa"], language="vi")
    for module, said, unsaid in ((THEIRS, "Anh/chị", "Bác "), (OURS, "Bác ", "Anh/chị")):
        reader.visit(f"/quizzes/{COURSE['slug']}/{module}")
        assert f"{said.strip()} đạt khi đúng" in reader.text
        assert unsaid not in reader.text
        reader.press("Bắt đầu")
        assert f"{said.strip()} có thể làm lại" in reader.text, "a kept page is nobody else's"


def test_only_the_reader_is_called_otherwise(app):
    with app.test_request_context(headers={"Accept-Language": "vi"}):
        assert gettext("You passed the quiz") == "Bác đã đạt bài kiểm tra"
        address_as(None)
        assert gettext("Your name") == "Tên của bác"
        address_as("anh/chị")
        assert gettext("You passed the quiz") == "Anh/chị đã đạt bài kiểm tra"
        assert gettext("Your name") == "Tên của anh/chị"
        assert ngettext("You have answered %(num)d question. Your answer is kept.", "", 2).startswith(
            "Anh/chị"
        )
    with app.test_request_context(headers={"Accept-Language": "en"}):
        address_as("anh/chị")
        assert gettext("Your name") == "Your name"
