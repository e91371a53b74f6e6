"""From an empty course to learners, by people who write no files."""

import pytest

from lms.catalogue import shelf
from lms.core.access import Role
from tests.catalogue.writing import write_course
from tests.studio.making import drafted, lesson_at
from tests.world import grant, person

pytestmark = pytest.mark.both


def test_a_course_from_a_zip_is_asked_for_looked_at_and_published(read_as, world, app):
    author, draft = drafted(read_as, world)
    assert "Nothing to correct" in author.text
    author.visit(lesson_at(draft)).press("Save", title="Mật khẩu của bác")
    assert "Saved." in author.text
    author.visit(f"/studio/{draft}/ask").press("Ask", note="Bài mới")
    with app.app_context():
        assert [each.slug for each in shelf.courses()] == [world.course]
    an = read_as(world.people["an"], staff=True)
    an.visit("/studio/").follow("Khóa thử")
    assert "Bài mới" in an.text and "Mật khẩu của bác" in an.text
    an.press("Publish")
    with app.app_context():
        shelf.forget()
        assert shelf.course("khoa-moi").modules[0].lessons[0].title.in_("vi") == "Mật khẩu của bác"


def test_differences_name_things_and_answers_as_people_do(read_as, world):
    author, draft = drafted(read_as, world)
    said = author.visit(f"/studio/{draft}/changes").text
    for words in (
        "Module Safety · Lesson Passwords",
        "Module Safety · Skill Sets a password",
        "Module Safety · Question Which number?",
        "Difficulty",
        "Say, word for word",
        "Needed for completing the module in a class Yes",
        "English True",
    ):
        assert words in said
    for raw in ("difficulty", "required", "an-toan"):
        assert raw not in said


def test_what_has_no_title_yet_says_so(read_as, world):
    author = read_as(world.people["author"], staff=True)
    author.visit("/studio/new").press("Begin", title="Lịch", unit=str(world.units["commune"]))
    assert "No title yet (phan-mot)" in author.text and "No title yet (bai-mot)" in author.text


def test_nobody_publishes_what_they_asked_for_themselves(read_as, world):
    author, draft = drafted(read_as, world)
    author.visit(f"/studio/{draft}/ask").press("Ask")
    assert "Another person must look at it" in author.visit(f"/studio/{draft}/changes").text
    author.post(f"/studio/{draft}/publish", seen="x")
    assert "Another person must look at it" in author.text


def test_what_is_sent_back_carries_the_reason_and_can_be_written_on(read_as, world):
    author, draft = drafted(read_as, world)
    author.visit(f"/studio/{draft}/ask").press("Ask")
    an = read_as(world.people["an"], staff=True)
    an.visit(f"/studio/{draft}/changes").press("Send back", reason="Bước 2 quá dài")
    author.visit(f"/studio/{draft}")
    assert "Bước 2 quá dài" in author.text and "Being written" in author.text


def test_an_author_of_another_commune_sees_nothing_of_it(read_as, world, app):
    _author, draft = drafted(read_as, world)
    with app.app_context():
        stranger = person("Tô Thị Lạ", world.units["sibling"], 1990).id
        grant(stranger, Role.AUTHOR, world.units["sibling"])
    other = read_as(stranger, staff=True)
    assert "Khóa thử" not in other.visit("/studio/").text
    for path in ("", "/check", "/history", "/package", "/changes", "/facts", "/ask"):
        other.visit(f"/studio/{draft}{path}", expect=404)
    other.visit(lesson_at(draft), expect=404)


def test_a_course_of_a_commune_is_for_its_people_alone(read_as, world):
    author, draft = drafted(read_as, world)
    author.visit(f"/studio/{draft}/ask").press("Ask")
    read_as(world.people["an"], staff=True).visit(f"/studio/{draft}/changes").press("Publish")
    assert "Khóa thử" in author.visit("/studio/").text
    read_as(world.people["hoa"]).visit("/learn/khoa-moi/")
    read_as(world.people["xuan"]).visit("/learn/khoa-moi/", expect=404)


def test_a_lesson_of_a_commune_stands_in_for_the_course_own_until_it_is_ended(
    read_as, world, app, tmp_path, monkeypatch
):
    monkeypatch.setitem(app.config, "COURSES_DIR", str(tmp_path))
    write_course(tmp_path).rename(tmp_path / "goc")
    app.test_cli_runner().invoke(args=["courses", "publish"])
    author = read_as(world.people["author"], staff=True)
    author.visit("/studio/courses/goc/begin").press(
        "Begin", what="an-toan/mat-khau", unit=str(world.units["commune"])
    )
    draft = int(author.path.rpartition("/")[2])
    author.visit(lesson_at(draft)).press("Save", **{"steps.0.title": "Bước của xã mình"})
    author.visit(f"/studio/{draft}/ask").press("Ask")
    an = read_as(world.people["an"], staff=True)
    an.visit(f"/studio/{draft}/changes")
    assert "Bước của xã mình" in an.text and "Một" in an.text
    an.press("Publish")
    hoa, xuan = read_as(world.people["hoa"], language="vi"), read_as(world.people["xuan"], language="vi")
    first = "/learn/goc/an-toan/mat-khau/1"
    assert "Bước của xã mình" in hoa.visit(first).text
    assert "Bước của xã mình" not in xuan.visit(first).text
    author.visit("/studio/").follow("Show the course's own lesson again").press("Show the course's own")
    minh = read_as(world.people["minh"], language="vi")
    assert "Bước của xã mình" not in minh.visit(first).text


def test_a_course_is_written_from_nothing_with_forms_alone(read_as, world):
    author = read_as(world.people["author"], staff=True)
    author.visit("/studio/new").press("Begin", title="Gọi điện cho cháu", unit=str(world.units["commune"]))
    draft = int(author.path.rpartition("/")[2])
    author.visit(f"/studio/{draft}/course").press("Save", **{"summary.vi": "Bác gọi được cho con cháu."})
    spoken = "Bà con ơi, gọi điện có hình không khó. " * 9
    words = {f"steps.{n}.text": f"Bác làm việc {n} nhé." for n in range(6)}
    author.visit(f"/studio/{draft}/modules/phan-mot/lessons/bai-mot/vi").press(
        "Save",
        **words,
        title="Gọi có hình",
        goal="Bác gọi được cho cháu.",
        loudspeaker=spoken,
        poster="Gọi cho cháu\nNhìn thấy mặt\nKhông mất tiền",
        **{"frameworks.digcomp": "2.1", "frameworks.dlgf": "2.1"},
    )
    skill = "skills.0"
    author.visit(f"/studio/{draft}/modules/phan-mot").press("Add one more thing to say").press(
        "Add one more thing to say"
    )
    author.press(
        "Save",
        form=1,
        **{
            "title.vi": "Gọi điện",
            "short.vi": "Gọi",
            "summary.vi": "Bác gọi được.",
            f"{skill}.title.vi": "Tự gọi",
        },
        **{f"{skill}.coach.{n}.{name}.vi": f"Bác bấm nút {n}." for n in (0, 1) for name in ("say", "look")},
    )
    for number in (1, 2, 3):
        author.visit(f"/studio/{draft}/modules/phan-mot/questions/bai-mot-{number}").press(
            "Save",
            answer="yes",
            **{"ask.vi": f"Gọi có hình thì thấy mặt, lần {number}.", "because.vi": "Đúng vậy."},
        )
    author.visit(f"/studio/{draft}/check")
    assert "Nothing to correct" in author.text
    author.visit(f"/studio/{draft}/ask").press("Ask")
    read_as(world.people["an"], staff=True).visit(f"/studio/{draft}/changes").press("Publish")
    assert (
        "Đây là gì?"
        in read_as(world.people["hoa"], language="vi")
        .visit("/learn/goi-dien-cho-chau/phan-mot/bai-mot/1")
        .text
    )
