"""The bank beside the files: what an edition is made of, and how its questions are answered."""

import copy
import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from types import SimpleNamespace

import pytest

from lms.catalogue import actions as catalogue
from lms.catalogue import bank, bank_actions, shelf
from lms.core import clock
from lms.core.db import db
from lms.interop.formats import writing
from tests.course_document import COURSE
from tests.quizzes.sitting import answer_wrong

PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 480"><rect width="360" height="480" fill="#fff"/></svg>'


def kept(name: str, module: str = "an-toan", lesson: str = "an-toan-mot") -> SimpleNamespace:
    document = {"id": name, "lesson": lesson, "kind": "truefalse"}
    return SimpleNamespace(
        module=module, question_id=name, document=document, origin_format="gift", origin_file="x.txt"
    )


def ids(document, module=1) -> list[str]:
    return [question["id"] for question in document["modules"][module]["questions"]]


def test_an_edition_is_the_files_and_what_the_bank_keeps_now():
    files = copy.deepcopy(COURSE)
    first = bank.composed(files, [kept("a"), kept("b")])
    assert ids(first) == [*ids(COURSE), "a", "b"]
    assert files == COURSE, "the document given stays as it was"
    assert bank.composed(first, [kept("b")]) == bank.composed(files, [kept("b")])
    assert bank.composed(first, []) == COURSE


def test_the_files_win_and_lost_places_do_no_harm():
    taken = ids(COURSE)[0]
    again = bank.composed(COURSE, [kept(taken), kept("a", module="nirgends"), kept("b", lesson="nirgends")])
    assert ids(again) == [*ids(COURSE), "b"]
    assert again["modules"][1]["questions"][-1]["lesson"] == "an-toan-mot"


def run(app, *words):
    return app.test_cli_runner().invoke(args=["questions", *map(str, words)])


@pytest.mark.both
def test_a_question_without_explanations_can_be_answered_and_reviewed(app, world, read_as, tmp_path):
    file = tmp_path / "x.txt"
    asked = [f"::cau-{n}::Câu {n} không có lời giải?{{=đúng ~sai ~cũng sai}}" for n in range(40)]
    file.write_text("\n\n".join(asked))
    assert run(app, "import", file, "--format", "gift", "--into", "thu/an-toan").exit_code == 0
    hoa = read_as(world.people["hoa"]).visit("/quizzes/thu/an-toan").press("Start")
    for _ in range(5):
        assert "None" not in answer_wrong(hoa).text
        hoa.follow("See the result" if "See the result" in hoa.page.links else "Next question")
    assert "Your answers" in hoa.text


@pytest.mark.both
def test_who_is_in_the_middle_keeps_the_question_that_is_retired(app, world, read_as, tmp_path):
    file = tmp_path / "x.txt"
    file.write_text("\n\n".join(f"::cau-{n}::Câu mới {n}?{{=đúng ~sai}}" for n in range(20)))
    run(app, "import", file, "--format", "gift", "--into", "thu/an-toan")
    hoa = read_as(world.people["hoa"]).visit("/quizzes/thu/an-toan").press("Start")
    seen = hoa.path
    author = read_as(world.people["author"], staff=True)
    for row_id in range(1, 21):
        author.post(f"/questions/{row_id}/retire")
    with app.app_context():
        shelf.forget()
        assert len(shelf.course("thu").module("an-toan").questions) == 5
    assert "Câu" in hoa.visit(seen).text
    answer_wrong(hoa)


def hotspot(picture: str, body: bytes | None) -> bytes:
    document = {
        "id": "cho-la", "kind": "hotspot", "lesson": "an-toan-hai", "difficulty": 2, "outcome": None,
        "ask": {"vi": "Chỗ nào lạ?"}, "because": None, "picture": picture, "alt": {"vi": "Một tin nhắn"},
        "spots": [
            {"text": {"vi": "đường dẫn"}, "because": None, "box": [10, 10, 30, 10]},
            {"text": {"vi": "tên"}, "because": None, "box": [10, 50, 30, 10]},
        ],
        "right": [0],
    }  # fmt: skip
    pictures = {picture: body} if body is not None else {}
    return writing.write("qti", "thu", "an-toan", [document], "vi", pictures).content


@pytest.mark.both
def test_a_picture_comes_with_its_package_cleaned_and_goes_out_again(app, world, tmp_path):
    path = tmp_path / "x.zip"
    into = ["--format", "qti", "--into", "thu/an-toan"]
    with app.app_context():
        path.write_bytes(hotspot("tin.svg", PICTURE))
    assert "1 taken" in run(app, "import", path, *into).output
    assert "1 already here" in run(app, "import", path, *into).output
    out = tmp_path / "out.zip"
    assert (
        "6 written, 0 changed, 0 left out"
        in run(app, "export", "thu/an-toan", "--format", "qti", "--output", out).output
    )
    with zipfile.ZipFile(io.BytesIO(out.read_bytes())) as archive:
        [name] = [each for each in archive.namelist() if each.startswith("pictures/")]
    with app.app_context():
        shelf.forget()
        assert shelf.course("thu").module("an-toan").question("cho-la").body.picture == name.removeprefix(
            "pictures/"
        )
    assert "6 already here" in run(app, "import", out, *into).output


@pytest.mark.parametrize(
    "body, why",
    [
        (None, "its picture “tin.svg” is not one of the course's pictures"),
        (b"\x89PNG", "its picture is no SVG that can be shown here"),
        (
            PICTURE.replace(b"<rect", b"<script>1</script><rect"),
            "its picture is no SVG that can be shown here",
        ),
        (PICTURE + b" " * 9_000, "its picture is no SVG that can be shown here"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_refused_with_its_question(app, world, tmp_path, body, why):
    path = tmp_path / "x.zip"
    with app.app_context():
        path.write_bytes(hotspot("tin.svg", body))
    refused = run(app, "import", path, "--format", "qti", "--into", "thu/an-toan")
    assert f"refused\tcho-la\tcho-la\t{why}" in refused.output.replace("\tChỗ nào lạ?", "\tcho-la"), (
        refused.output
    )


@pytest.mark.both
def test_a_question_taken_while_somebody_publishes_is_in_what_they_publish(app, world):
    def publish() -> None:
        with app.app_context():
            catalogue.publish([{**COURSE, "pass_mark": 70}], clock.now())
            db.session.commit()

    question = {**copy.deepcopy(COURSE["modules"][1]["questions"][0]), "id": "them-vao", "outcome": None}
    with ThreadPoolExecutor(1) as other:
        with app.app_context():
            bank_actions.put("thu", "an-toan", [question], "gift", "x.txt", world.people["an"], clock.now())
            published = other.submit(publish)
            sleep(1)
            db.session.commit()
        published.result()
    with app.app_context():
        shelf.forget()
        course = shelf.course("thu")
        assert course.pass_mark == 70 and course.module("an-toan").question("them-vao")
