"""What a process remembers of an attempt saves asking, and decides nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from lms.catalogue import shelf
from lms.core import clock
from lms.core.access import Asker
from lms.core.db import db
from lms.quizzes import actions, queries, rules
from lms.quizzes.models import Answer
from tests.quizzes.sitting import QUIZ

pytestmark = pytest.mark.both


def test_a_remembered_attempt_is_still_nobody_elses(read_as, world):
    hoa, minh = read_as(world.people["hoa"]), read_as(world.people["minh"])
    page = hoa.visit(QUIZ).press("Start").path
    minh.visit(QUIZ)
    csrf = dict(minh.page.forms[0]["fields"])["csrf_token"]
    for choice in ("0", "unknown", "99", ""):
        answer = minh.client.post(page, data={"csrf_token": csrf, "choice": choice})
        assert answer.status_code == 404
    with minh.client.application.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Answer)) == 0


def test_an_attempt_that_came_to_have_the_same_id_is_not_answered(read_as, world, inside):
    hoa = world.people["hoa"]
    page = read_as(hoa).visit(QUIZ).press("Start").path
    who = Asker(hoa, "", "", "en", 0, "", 0, "")
    sheet = queries.sheet_at(who, int(page.split("/")[-2]), 1)
    course = shelf.edition(sheet.edition)
    asked = rules.asked_at(course.module(sheet.module), sheet.questions, 1)
    db.session.rollback()  # what signing in looked at
    before = replace(sheet, started_at=sheet.started_at - timedelta(seconds=1))
    for answered in (0, asked.total - 1):  # as a transaction of its own, and as the last one is kept
        stale = replace(before, answered=answered)
        assert not actions.answer(who, stale, asked, [], course, clock.now())
    assert actions.answer(who, sheet, asked, [], course, clock.now())
