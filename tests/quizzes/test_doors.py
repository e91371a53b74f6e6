"""Whose attempts are whose, and what happens to what no page offers."""

import pytest

from lms.core.db import db
from tests.quizzes.sitting import QUIZ, answer_right, answers, asked_on

pytestmark = pytest.mark.both


def token(reader) -> str:
    return dict(reader.visit(QUIZ).page.forms[0]["fields"])["csrf_token"]


def test_somebody_elses_attempt_is_not_there(read_as, world, app):
    hoa = read_as(world.people["hoa"]).visit(QUIZ).press("Start")
    attempt = hoa.path.rsplit("/", 1)[0]
    for name, staff in (("minh", False), ("lan", True), ("dung", True), ("an", True)):
        other = read_as(world.people[name], staff)
        csrf = token(other)
        other.visit(attempt, expect=404).visit(f"{attempt}/1", expect=404)
        sent = other.client.post(f"{attempt}/1", data={"csrf_token": csrf, "choice": "0"})
        assert sent.status_code == 404
        assert "Your earlier tries" not in other.visit(QUIZ).text
    assert answers(app) == []
    answer_right(hoa)
    assert len(answers(app)) == 1


def test_a_visitor_is_asked_to_sign_in(read_as, world, app):
    visitor = read_as()
    for path in (QUIZ, "/quizzes/attempts/1", "/quizzes/attempts/1/1"):
        assert "/sign-in" in visitor.visit(path, expect=303).response.headers["Location"]


def test_what_the_page_does_not_offer_is_refused_without_harm(read_as, world, app):
    hoa = read_as(world.people["hoa"]).visit(QUIZ).press("Start")
    here = hoa.path
    while len(asked_on(app, hoa.path).question.body.right) > 1:
        hoa.visit(hoa.path[:-1] + str(int(hoa.path[-1]) + 1))
    here = hoa.path
    csrf = dict(hoa.page.forms[0]["fields"])["csrf_token"]
    for choice in ("9", "-1", "٣", "0 ", "x" * 5000, "\x00", "", ["0", "1"], ["0", "0"], ["unknown", "0"]):
        sent = hoa.client.post(here, data={"csrf_token": csrf, "choice": choice})
        assert sent.status_code == 400, choice
    assert hoa.client.post(here, data={"choice": "0"}).status_code == 400, "no token"
    assert answers(app) == []


@pytest.mark.parametrize("position", ["0", "6", "999999999999999999", "99999999999999999999", "x", "-1", "٣"])
def test_a_position_outside_the_attempt_is_not_there(read_as, world, app, position):
    hoa = read_as(world.people["hoa"]).visit(QUIZ).press("Start")
    csrf = dict(hoa.page.forms[0]["fields"])["csrf_token"]
    attempt = hoa.path.rsplit("/", 1)[0]
    hoa.visit(f"{attempt}/{position}", expect=404)
    assert (
        hoa.client.post(f"{attempt}/{position}", data={"csrf_token": csrf, "choice": "0"}).status_code == 404
    )
    hoa.visit(f"/quizzes/attempts/999999999999999999/{position}", expect=404)


def test_reading_pages_changes_no_row(read_as, world, app):
    hoa = read_as(world.people["hoa"]).visit(QUIZ).press("Start")
    answer_right(hoa)

    def everything():
        with app.app_context():
            return {
                table.name: db.session.execute(table.select()).all() for table in db.metadata.sorted_tables
            }

    before = everything()
    attempt = hoa.path.rsplit("/", 1)[0]
    for path in (QUIZ, attempt, f"{attempt}/1", f"{attempt}/2"):
        hoa.visit(path)
    assert everything() == before
