"""A quiz on paper: drawn once for the class, typed row by row, marked once, and then an attempt like any other."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from lms.catalogue import shelf
from lms.classes.models import Cohort
from lms.classroom.models import PaperSheet
from lms.core import clock
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.learning import actions as learning
from lms.learning.models import Completion
from lms.quizzes.models import Answer, Attempt, AttemptWay
from tests.classes import make
from tests.classroom.lesson import MODULE, class_of, key_of, make_paper, typed, wrong
from tests.course_document import COURSE
from tests.world import publish

pytestmark = pytest.mark.both


def attempts(app):
    with app.app_context():
        return db.session.execute(
            sa.select(
                Attempt.person_id, Attempt.way, Attempt.helped_by, Attempt.score, Attempt.passed
            ).order_by(Attempt.id)
        ).all()


def cells_of(app, person_id):
    with app.app_context():
        return db.session.scalar(sa.select(PaperSheet.letters).where(PaperSheet.person_id == person_id))


def test_papers_become_attempts_of_each_person(app, world, read_as):
    lesson = class_of(app, world, more=1)
    lan = read_as(lesson.lan, staff=True)
    path = make_paper(lan, lesson, several="y")
    key = key_of(app, path)
    rows = {**typed(lesson.hoa, key), **typed(lesson.minh, wrong(key))}
    lan.visit(f"{path}/answers").press("Save and go on", **rows)
    assert "2 papers" in lan.text and "1 person has no paper" in lan.text
    lan.press("Mark these papers")
    assert "2 papers are marked." in lan.text and "1 of 2 passed." in lan.text
    assert attempts(app) == [
        (lesson.hoa, AttemptWay.PAPER, lesson.lan, 100, True),
        (lesson.minh, AttemptWay.PAPER, lesson.lan, 0, False),
    ]
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Answer)) == 10
        changed = sa.select(AuditEntry.deed, AuditEntry.detail).where(AuditEntry.subject == "attempts")
        assert ("changed", {"papers": 2}) in [tuple(row) for row in db.session.execute(changed)]


def test_a_paper_can_complete_a_skill_and_earn_its_certificate(app, world, read_as):
    lesson = class_of(app, world)
    with app.app_context():
        course = shelf.course(world.course)
        for each in course.module(MODULE).lessons:
            learning.finish_lesson(lesson.hoa, course, MODULE, each.slug, clock.now())
        db.session.commit()
    lan = read_as(lesson.lan, staff=True)
    path = make_paper(lan, lesson)
    lan.visit(f"{path}/answers").press("Save and go on", **typed(lesson.hoa, key_of(app, path)))
    lan.press("Mark these papers")
    with app.app_context():
        assert db.session.scalars(sa.select(Completion.module)).all() == [MODULE]
    assert "Năng lực thanh-toan" in read_as(lesson.hoa).visit("/certificates/").text


def test_bad_letters_are_named_and_nothing_is_lost(app, world, read_as):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    path = make_paper(lan, lesson)
    cells = ["A", "X", "", "?"]
    lan.visit(f"{path}/answers").press(
        "Save and go on", **typed(lesson.hoa, cells), **typed(lesson.minh, ["b"])
    )
    assert "Bùi Thị Hoa, question 2: “X” is no answer." in lan.text
    assert cells_of(app, lesson.hoa) == cells and cells_of(app, lesson.minh) == ["B", "", "", ""]
    lan.visit(f"{path}/mark").press("Mark these papers")
    assert [each.person_id for each in attempts(app)] == [lesson.minh]
    assert 'value="X"' in lan.visit(f"{path}/answers").html


def test_marking_twice_and_typing_after_marking_change_nothing(app, world, read_as):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    path = make_paper(lan, lesson)
    key = key_of(app, path)
    lan.visit(f"{path}/answers").press("Save and go on", **typed(lesson.hoa, key))
    for _twice in range(2):
        lan.post(f"{path}/mark")
    lan.post(f"{path}/answers", **typed(lesson.hoa, wrong(key)))
    lan.post(f"{path}/answers/{lesson.hoa}", **typed(lesson.hoa, wrong(key)))
    lan.post(f"{path}/mark")
    assert len(attempts(app)) == 1 and cells_of(app, lesson.hoa) == key


def test_a_row_is_kept_as_soon_as_it_is_sent(app, world, read_as):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    path = make_paper(lan, lesson)
    lan.post(f"{path}/answers/{lesson.minh}", **typed(lesson.minh, ["A", "b"]))
    assert cells_of(app, lesson.minh) == ["A", "B", "", ""]
    lan.post(f"{path}/answers/{world.people['xuan']}", expect=404, **typed(world.people["xuan"], ["A"]))


def test_two_versions_are_read_each_in_its_own_order(app, world, read_as):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    path = make_paper(lan, lesson, variants="2", several="y")
    rows = {**typed(lesson.hoa, key_of(app, path)), **typed(lesson.minh, key_of(app, path, 1))}
    lan.visit(f"{path}/answers").press("Save and go on", **rows, **{f"v-{lesson.hoa}": "1"})
    assert "Cao Đức Minh: write the version of the sheet, 1 or 2." in lan.text
    lan.press("Save and go on", **{f"v-{lesson.minh}": "2"}).press("Mark these papers")
    assert [each.score for each in attempts(app)] == [100, 100]


def test_the_sheet_names_nobody_and_tells_no_answer_and_the_list_names_everybody(app, world, read_as):
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    path = make_paper(lan, lesson)
    for name, mine in (("sheet.pdf", False), ("grid.pdf", True)):
        response = lan.visit(f"{path}/{name}").response
        assert response.mimetype == "application/pdf" and response.data.startswith(b"%PDF")
        with app.app_context():
            seen = db.session.scalars(
                sa.select(AuditEntry.detail).where(AuditEntry.deed == "exported").order_by(AuditEntry.id)
            ).all()
        assert seen == ([{"people": 2}] if mine else [])


def test_only_who_runs_the_class_sees_its_papers(app, world, read_as):
    lesson = class_of(app, world)
    path = make_paper(read_as(lesson.lan, staff=True), lesson)
    assert "Type the letters" in read_as(world.people["dung"], staff=True).visit(path).text
    for who, staff in (("other_trainer", True), ("other_cadre", True), ("hoa", False)):
        stranger = read_as(world.people[who], staff=staff)
        for last in ("", "/answers", "/mark", "/sheet.pdf", "/grid.pdf"):
            stranger.visit(path + last, expect=404)
        stranger.post(f"{path}/answers/{lesson.hoa}", expect=404, **typed(lesson.hoa, ["A"]))
    assert cells_of(app, lesson.hoa) is None


def test_two_trainers_who_mark_at_once_make_one_attempt(app, world, read_as):
    lesson = class_of(app, world, more=6)
    lan = read_as(lesson.lan, staff=True)
    path = make_paper(lan, lesson)
    key = key_of(app, path)
    rows = [typed(person, key) for person in (lesson.hoa, *lesson.others)]
    lan.visit(f"{path}/answers").press("Save and go on", **{k: v for row in rows for k, v in row.items()})
    readers = [lan, read_as(world.people["dung"], staff=True)]
    tokens = [reader.csrf_token() for reader in readers]

    def press(number):
        return readers[number].client.post(f"{path}/mark", data={"csrf_token": tokens[number]}).status_code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(press, range(2))) == [303, 303]
    assert sorted(each.person_id for each in attempts(app)) == [lesson.hoa, *lesson.others]


def test_who_has_no_tries_left_is_named_and_the_others_are_marked(app, world, read_as):
    with app.app_context():
        publish({**COURSE, "quiz": {"attempts": 1}})
    lesson = class_of(app, world)
    lan = read_as(lesson.lan, staff=True)
    for _twice in range(2):
        path = make_paper(lan, lesson)
        key = key_of(app, path)
        lan.visit(f"{path}/answers").press("Save and go on", **typed(lesson.hoa, key))
        lan.press("Mark these papers")
    assert "Bùi Thị Hoa: You have used all your tries" in lan.text
    lan.visit(f"{path}/answers").press("Save and go on", **typed(lesson.minh, key))
    lan.press("Mark these papers")
    assert "1 paper is marked." in lan.text
    assert [each.person_id for each in attempts(app)] == [lesson.hoa, lesson.minh]


def test_a_large_class_costs_no_more_statements_than_a_small_one(app, world, read_as, count_queries):
    lesson = class_of(app, world, more=1)
    lan = read_as(lesson.lan, staff=True)
    path = make_paper(lan, lesson)
    totals = []
    for more in (0, 40):
        with app.app_context():
            make.members(world, db.session.get_one(Cohort, lesson.id), more)
        for page in (path, f"{path}/answers", f"{path}/mark", lesson.path):
            lan.visit(page)
            with count_queries() as asked:
                lan.visit(page)
            totals.append(asked.total)
    assert totals[:4] == totals[4:] and max(totals) <= 12
