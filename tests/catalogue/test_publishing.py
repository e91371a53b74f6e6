"""From files to the edition that learners are shown."""

import subprocess
import sys

import pytest
import sqlalchemy as sa

from lms.catalogue import actions, shelf
from lms.catalogue.authoring import read_course
from lms.catalogue.models import Edition
from lms.core import clock
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.core.errors import Missing
from tests.catalogue.test_advice import FAIR
from tests.catalogue.writing import FILES, write_course

pytestmark = pytest.mark.both


@pytest.fixture
def courses(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "COURSES_DIR", str(tmp_path))
    return tmp_path


def run(app, *words):
    return app.test_cli_runner().invoke(args=["courses", *words])


def count(kind) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(kind))


def test_publishing_puts_a_course_on_the_shelf_and_again_changes_nothing(app, courses):
    write_course(courses)
    assert "published as" in run(app, "publish").output
    assert run(app, "publish").output == "thu: as it was\n"
    with app.app_context():
        assert shelf.course("thu").module("an-toan").lessons[0].title.in_("en") == "Passwords"
        assert (count(Edition), count(AuditEntry)) == (1, 1)


def test_a_change_makes_a_new_edition_and_keeps_the_old_one(app, courses):
    write_course(courses)
    run(app, "publish")
    with app.app_context():
        old = shelf.course("thu").edition
    write_course(courses, **{"course.yaml": FILES["course.yaml"].replace("pass_mark: 80", "pass_mark: 70")})
    run(app, "publish")
    with app.app_context():
        assert (shelf.course("thu").pass_mark, shelf.edition(old).pass_mark) == (70, 80)
    write_course(courses)
    run(app, "publish")
    with app.app_context():
        assert shelf.course("thu").edition == old, "an edition comes back under its own name"
        assert count(Edition) == 2


def test_a_wrong_course_is_listed_line_by_line_and_not_published(app, courses):
    write_course(courses, **{"course.yaml": FILES["course.yaml"].replace("pass_mark: 80", "pass_mark: 800")})
    for words in (["publish"], ["check"], ["check", str(courses / "thu")]):
        refused = run(app, *words)
        assert refused.exit_code == 1
        assert "thu/course.yaml:4: pass_mark: this number must be at most 100" in refused.output
    with app.app_context(), pytest.raises(Missing):
        shelf.course("thu")


def test_a_sound_course_passes_the_check(app, courses):
    write_course(courses, **FAIR)
    checked = run(app, "check")
    assert (checked.exit_code, checked.output) == (0, "thu: 1 modules, 1 lessons, 3 questions, no errors\n")


def test_two_courses_are_published_together_and_only_the_changed_one_counts(inside, tmp_path):
    document = read_course(write_course(tmp_path))
    other = document | {"slug": "khac"}
    assert set(actions.publish([document], clock.now())) == {"thu"}
    assert set(actions.publish([document, other], clock.now())) == {"khac"}


def test_a_process_that_serves_pages_loads_no_parser(tmp_path):
    script = (
        "import sys, lms.app\n"
        "from tests.servers import settings\n"
        "from pathlib import Path\n"
        f"lms.app.create_app(settings('sqlite:///{tmp_path}/x', Path('{tmp_path}')))\n"
        "heavy = {'pydantic', 'markdown_it', 'yaml', 'nh3', 'python_calamine', 'xlsxwriter', 'vietnam_provinces'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert loaded.stdout == "[]\n", loaded.stderr
