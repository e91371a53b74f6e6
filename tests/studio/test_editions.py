"""Editions: begun from, compared, gone back to, and left alone by the files of the machine."""

import re

import pytest
import sqlalchemy as sa

from lms.catalogue import queries as catalogue
from lms.catalogue import shelf
from lms.catalogue.bank_actions import put as put_into_bank
from lms.core import clock
from lms.core.db import db
from lms.learning.models import Completion, LessonProgress, Standing
from tests.catalogue.writing import FILES, write_course
from tests.studio.making import drafted, lesson_at

pytestmark = pytest.mark.both


@pytest.fixture
def files(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "COURSES_DIR", str(tmp_path))
    folder = tmp_path / "goc"
    write_course(tmp_path).rename(folder)
    return folder


def publish(app, *words):
    return app.test_cli_runner().invoke(args=["courses", "publish", *words]).output


@pytest.fixture
def an(read_as, world, app, files):
    """The administrator of the country, and the small course published from files."""
    assert "goc: published as" in publish(app)
    return read_as(world.people["an"], staff=True)


def change(an, read_as, world, app, title, **ticked):
    """Publish a new title of the lesson in the browser; An asks and a second administrator publishes."""
    from lms.core.access import Role
    from tests.world import grant, person

    an.visit("/studio/courses/goc/begin").press("Begin", what="course", unit=str(world.units["country"]))
    draft = int(an.path.rpartition("/")[2])
    an.visit(lesson_at(draft)).press("Save", title=title)
    an.visit(f"/studio/{draft}/ask").press("Ask")
    with app.app_context():
        second = person("Hà Văn Hai", world.units["country"], 1980).id
        grant(second, Role.ADMIN, world.units["country"])
    other = read_as(second, staff=True)
    other.visit(f"/studio/{draft}/changes")
    assert title in other.text
    other.post(
        f"/studio/{draft}/publish", seen=re.search(r'name="seen" value="(\w+)"', other.html)[1], **ticked
    )
    return draft


def title_now(app):
    with app.app_context():
        shelf.forget()
        return shelf.course("goc").modules[0].lessons[0].title.in_("vi")


def test_the_files_leave_what_was_published_in_the_browser_alone(an, read_as, world, app, files):
    change(an, read_as, world, app, "Tên từ trình duyệt")
    assert title_now(app) == "Tên từ trình duyệt"
    assert "goc: left as it is, for it was published in the browser" in publish(app)
    assert title_now(app) == "Tên từ trình duyệt"
    assert "goc: published as" in publish(app, "--replace")
    assert title_now(app) == "Mật khẩu"
    assert publish(app) == "goc: as it was\n", "and from then on the files decide again"


def test_two_editions_are_compared_and_a_former_one_comes_back(an, read_as, world, app, files):
    before = _edition(app)
    change(an, read_as, world, app, "Tên mới tinh")
    an.visit(f"/studio/courses/goc/compare?from={before}")
    assert "Mật khẩu" in an.text and "Tên mới tinh" in an.text
    an.visit(f"/studio/courses/goc/editions/{before}/roll-back").press("Go back to it")
    assert "Tick the box first" in an.text and title_now(app) == "Tên mới tinh"
    an.press("Go back to it", sure="y")
    assert title_now(app) == "Mật khẩu" and _edition(app) == before
    assert "left as it is" in publish(app), "a choice of people stays when the product restarts"


def test_questions_of_the_bank_survive_an_edit_and_a_way_back(an, read_as, world, app, files):
    before = _edition(app)
    change(an, read_as, world, app, "Tên mới")
    with app.app_context():
        question = {**shelf_question(), "id": "tu-kho"}
        put_into_bank("goc", "an-toan", [question], "gift", "x.txt", None, clock.now())
        db.session.commit()
        assert catalogue.package(_current()) is not None, "the files go with the new edition"
    an.visit(f"/studio/courses/goc/editions/{before}/roll-back").press("Go back to it", sure="y")
    assert title_now(app) == "Mật khẩu"
    with app.app_context():
        assert shelf.course("goc").modules[0].question("tu-kho") is not None


def test_an_edition_that_is_newer_than_the_draft_is_taken_in_first(an, read_as, world, app, files):
    an.visit("/studio/courses/goc/begin").press("Begin", what="course", unit=str(world.units["country"]))
    draft = int(an.path.rpartition("/")[2])
    an.visit(lesson_at(draft)).press("Save", **{"steps.0.title": "Bước của bản nháp"})
    files.joinpath("an-toan/mat-khau.vi.md").write_text(
        FILES["an-toan/mat-khau.vi.md"].replace("## Năm", "## Bước của tệp")
    )
    publish(app)
    an.visit(f"/studio/{draft}/ask").press("Ask")
    assert "published anew" in an.text
    an.visit(f"/studio/{draft}").press("Take the newer edition in")
    text = an.visit(f"/studio/{draft}/files/an-toan/mat-khau.vi.md").html
    assert "Bước của bản nháp" in text and "Bước của tệp" in text


def test_a_lower_author_makes_a_course_or_a_lesson_of_their_own_and_does_not_change_ours(an, read_as, world):
    author = read_as(world.people["author"], staff=True)
    author.visit("/studio/courses/goc/begin")
    assert "belongs to a wider area" in author.text and 'value="course"' not in author.html
    author.press("Begin", what="course", unit=str(world.units["commune"]))
    assert "/begin" in author.path, "and no form of theirs can say so either"
    author.press("Begin", what="copy", unit=str(world.units["commune"]))
    assert "Nothing to correct" in author.text
    author.visit("/studio/courses/goc/begin").press(
        "Begin", what="an-toan/mat-khau", unit=str(world.units["commune"])
    )
    assert "Lesson of our own" in author.text
    author.visit(f"/studio/courses/goc/editions/{'0' * 32}/roll-back", expect=404)


def test_an_edition_can_be_taken_along_as_a_zip(an, app):
    taken = an.visit(f"/studio/courses/goc/editions/{_edition(app)}.zip").response
    assert taken.data[:2] == b"PK" and taken.mimetype == "application/zip"


def shelf_question():
    from lms.catalogue.bank_queries import current_document

    question = dict(current_document("goc")["modules"][0]["questions"][0])
    return {**question, "outcome": None}


def _current():
    return catalogue.current_editions()["goc"]


def _edition(app):
    with app.app_context():
        return _current()


def test_the_first_page_asks_as_much_for_many_drafts_as_for_few(read_as, world, count_queries):
    author, _draft = drafted(read_as, world)
    with count_queries() as few:
        author.visit("/studio/")
    for _time in range(4):
        drafted(read_as, world)
    with count_queries() as many:
        author.visit("/studio/")
    assert many.total <= few.total <= 12


@pytest.mark.parametrize("ticked", [{"urgent": "on"}, {}])
def test_what_everybody_must_see_completes_who_lacks_nothing_any_more(an, read_as, world, app, ticked):
    here, now = {"person_id": world.people["hoa"], "course": "goc", "module": "an-toan"}, clock.now()
    with app.app_context():
        db.session.add(Standing(**here, quiz_passed_at=now))
        db.session.add(LessonProgress(**here, lesson="mat-khau", step=1, updated_at=now, done_at=now))
        db.session.commit()
    change(an, read_as, world, app, "Tên mới", **ticked)
    with app.app_context():
        found = db.session.scalars(
            sa.select(Completion.module).where(Completion.person_id == here["person_id"])
        )
        assert sorted(found) == (["", "an-toan"] if ticked else [])
