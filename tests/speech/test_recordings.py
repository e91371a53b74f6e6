"""A step that somebody recorded: for whom it plays, who may record it, and what becomes of it."""

import copy
import hashlib
import html
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from lms.core.access import Role
from lms.core.db import db
from lms.speech.models import Recording
from tests import world as make
from tests.course_document import COURSE
from tests.reader import Reader
from tests.speech.files import SECRET, silence, webm
from tests.studio.making import drafted, lesson_at
from tests.world import World

pytestmark = pytest.mark.both
Read = Callable[..., Reader]
LESSON = "thanh-toan/thanh-toan-mot"
STEP = f"/learn/{COURSE['slug']}/{LESSON}/1"
DESK = f"/studio/courses/{COURSE['slug']}/recordings"
SHEET = f"{DESK}/{LESSON}/en"
LISTEN = "Listen, 3 seconds, 1 kB"


def upload(reader: Reader, content: bytes, step: int = 1, path: str = SHEET, expect: int = 200) -> Reader:
    return reader.post(path, expect, step=step, file=(io.BytesIO(content), "ghi-am.opus"))


@pytest.fixture
def an(world: World, read_as: Read) -> Reader:
    """An administrator of the country, where the course is at home."""
    return read_as(world.people["an"], staff=True)


@pytest.fixture
def hoa(world: World, read_as: Read) -> Reader:
    return read_as(world.people["hoa"])


def test_what_is_recorded_plays_in_the_lesson_and_says_its_size_first(an: Reader, hoa: Reader) -> None:
    assert LISTEN not in hoa.visit(STEP).text
    an.visit(DESK)
    assert "0/6" in an.text
    an.visit(SHEET).press("Take the recording: 1", step=1, file=(io.BytesIO(silence(3)), "a.opus"))
    assert "The recording is here." in an.text
    assert "3 seconds, 1 kB · Lê Thị An" in an.text
    assert "1/6" in an.visit(DESK).text
    page = hoa.visit(STEP)
    assert LISTEN in page.text
    assert '<audio controls preload="none"' in page.html
    assert "autoplay" not in page.html
    assert LISTEN not in hoa.visit(STEP[:-1] + "2").text


def test_a_recording_is_sent_whole_or_in_parts_and_kept_for_good(
    an: Reader, hoa: Reader, read_as: Read
) -> None:
    upload(an, silence(3))
    address = hoa.visit(STEP).html.split('src="/recordings/')[1].split('"')[0]
    visitor = read_as().client
    whole = visitor.get(f"/recordings/{address}")
    assert whole.status_code == 200
    assert whole.headers["Content-Type"] == "audio/ogg; codecs=opus"
    assert whole.headers["Accept-Ranges"] == "bytes"
    assert "immutable" in whole.headers["Cache-Control"]
    assert whole.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in whole.headers["Content-Security-Policy"]
    assert SECRET.encode() not in whole.data
    part = visitor.get(f"/recordings/{address}", headers={"Range": "bytes=0-1"})
    assert (part.status_code, part.data) == (206, whole.data[:2])
    assert part.headers["Content-Range"] == f"bytes 0-1/{len(whole.data)}"
    end = visitor.get(f"/recordings/{address}", headers={"Range": "bytes=-5"})
    assert (end.status_code, end.data) == (206, whole.data[-5:])
    beyond = visitor.get(f"/recordings/{address}", headers={"Range": "bytes=9999999-"})
    assert beyond.status_code == 416
    assert visitor.get(f"/recordings/{'0' * 32}.opus").status_code == 404
    assert visitor.get("/recordings/..%2f.opus").status_code == 404


def test_what_a_browser_recorded_is_taken_too(an: Reader, hoa: Reader) -> None:
    upload(an, webm(150))
    assert LISTEN in hoa.visit(STEP).text


def test_a_file_that_is_none_is_refused_and_nothing_is_kept(an: Reader, app: Flask) -> None:
    for content, why in (
        (b"ID3" + bytes(99), "This is a MP3 file."),
        (silence(3)[:-1], "This file is broken"),
        (silence(91), "This takes 91 seconds."),
        (b"", "This is no recording that we know."),
    ):
        assert why in upload(an, content).text
    assert "no words for a voice" in upload(an, silence(3), step=9).text
    with app.app_context():
        assert db.session.query(Recording).count() == 0


def test_what_is_taken_out_can_be_brought_back(an: Reader, hoa: Reader) -> None:
    upload(an, silence(3))
    an.press("Take out: 1")
    assert "Taken out." in an.text
    assert an.path == SHEET
    assert LISTEN not in hoa.visit(STEP).text
    an.press("Bring it back: 1")
    assert LISTEN in hoa.visit(STEP).text


def test_a_replaced_recording_can_be_brought_back(an: Reader, hoa: Reader) -> None:
    upload(an, silence(3))
    upload(an, silence(5))
    assert "Listen, 5 seconds" in hoa.visit(STEP).text
    an.visit(SHEET).press("Bring it back: 1")
    assert "Listen, 3 seconds" in hoa.visit(STEP).text
    an.press("Bring it back: 1")
    assert "Listen, 5 seconds" in hoa.visit(STEP).text


def test_what_was_taken_out_is_not_sent_any_more(an: Reader, hoa: Reader, read_as: Read) -> None:
    upload(an, silence(3))
    address = hoa.visit(STEP).html.split('src="/recordings/')[1].split('"')[0]
    an.press("Take out: 1")
    assert read_as().client.get(f"/recordings/{address}").status_code == 404


def _said_otherwise(words: str) -> dict[str, Any]:
    """The course with other words in the first step of the first lesson, in English alone."""
    document: dict[str, Any] = copy.deepcopy(COURSE)
    step = document["modules"][0]["lessons"][0]["steps"][0]
    step["speech"]["en"] = words
    step["digest"]["en"] = hashlib.sha256(words.encode()).hexdigest()[:32]
    return document


def test_changed_words_drop_their_recording_and_the_old_words_take_it_up_again(
    app: Flask, an: Reader, hoa: Reader
) -> None:
    upload(an, silence(3))
    with app.app_context():
        make.publish(_said_otherwise("Other words."))
    assert LISTEN not in hoa.visit(STEP).text
    assert "The words have changed since this step was recorded." in an.visit(SHEET).text
    assert "Recorded for words that have changed" in an.text
    with app.app_context():
        make.publish(COURSE)
    assert LISTEN in hoa.visit(STEP).text


def test_a_recording_is_of_one_language(an: Reader, world: World, read_as: Read) -> None:
    upload(an, silence(3))
    assert "<audio" not in read_as(world.people["hoa"], language="vi").visit(STEP).html
    french = read_as(world.people["hoa"], language="fr").visit(STEP)
    assert "<audio" in french.html, "who reads the English words hears them"
    assert 'data-spoken="en"' in french.html


def test_authors_of_a_commune_leave_the_words_of_the_country_to_its_authors(
    world: World, read_as: Read, app: Flask
) -> None:
    author = read_as(world.people["author"], staff=True)
    author.visit(DESK, expect=404)
    author.visit(SHEET, expect=404)
    upload(author, silence(3), expect=404)
    with app.app_context():
        tam = make.person("Tâm", world.units["country"], 1990).id
        make.grant(tam, Role.AUTHOR, world.units["country"])
    assert "The recording is here." in upload(read_as(tam, staff=True), silence(3)).text
    with app.app_context():
        made = db.session.query(Recording).one().id
    for deed in ("take-out", "bring-back"):
        author.post(f"/studio/recordings/{made}/{deed}", expect=404)


def test_a_step_that_plays_costs_no_more_to_show(
    an: Reader, hoa: Reader, count_queries: Callable[..., Any]
) -> None:
    upload(an, silence(3))
    hoa.visit(STEP)
    with count_queries() as asked:
        hoa.visit(STEP)
    assert asked.total == 1


def test_a_page_of_recordings_costs_the_same_whatever_is_recorded(
    an: Reader, count_queries: Callable[..., Any]
) -> None:
    with count_queries() as none:
        an.visit(SHEET)
    for step in (1, 2, 3):
        upload(an, silence(3), step)
    an.visit(SHEET)
    with count_queries() as three:
        an.visit(SHEET)
    assert three.total <= none.total


def test_authors_record_what_they_wrote_themselves_before_it_is_published(
    world: World, read_as: Read, app: Flask
) -> None:
    author, draft = drafted(read_as, world)
    sheet = f"/studio/{draft}/recordings/an-toan/mat-khau/vi"
    author.visit(lesson_at(draft)).follow("Recordings")
    assert author.path == sheet
    assert "The recording is here." in upload(author, silence(3), path=sheet).text
    other = read_as(world.people["other_trainer"], staff=True)
    other.visit(sheet, expect=404)
    with app.app_context():
        stranger = make.person("Tô Thị Lạ", world.units["sibling"], 1990).id
        make.grant(stranger, Role.AUTHOR, world.units["sibling"])
        made = db.session.query(Recording).one()
        assert made.unit_id == world.units["commune"]
        recording = made.id
    stranger_reads = read_as(stranger, staff=True)
    stranger_reads.visit(sheet, expect=404)
    stranger_reads.post(f"/studio/recordings/{recording}/take-out", expect=404)
    author.visit(sheet).press("Take out: 1")
    assert "Taken out." in author.text


def test_authors_of_a_commune_do_not_speak_for_the_country_through_a_draft_that_says_the_same(
    world: World, read_as: Read, app: Flask
) -> None:
    author, draft = drafted(read_as, world)
    sheet = f"/studio/{draft}/recordings/an-toan/mat-khau/vi"
    words = re.search(r'<p class="words" lang="vi">([^<]+)</p>', author.visit(sheet).html)
    assert words
    document = copy.deepcopy(COURSE)
    step = document["modules"][0]["lessons"][0]["steps"][0]
    step["speech"]["vi"] = html.unescape(words.group(1))
    step["digest"]["vi"] = hashlib.sha256(step["speech"]["vi"].encode()).hexdigest()[:32]
    with app.app_context():
        make.publish(document)
    assert "Another course says the same words." in author.visit(sheet).text
    assert "Another course says the same words." in upload(author, silence(3), path=sheet).text
    with app.app_context():
        assert db.session.query(Recording).count() == 0
    an = read_as(world.people["an"], staff=True)
    assert "The recording is here." in upload(an, silence(3), path=SHEET[:-2] + "vi").text


def test_a_draft_that_is_not_in_order_is_put_in_order_first(world: World, read_as: Read) -> None:
    author, draft = drafted(read_as, world, **{"an-toan/questions.yaml": "[]"})
    author.visit(f"/studio/{draft}/recordings/an-toan/mat-khau/vi")
    assert "Put the draft in order first." in author.text


def test_a_button_leads_back_into_the_studio_and_nowhere_else(an: Reader, app: Flask) -> None:
    upload(an, silence(3))
    with app.app_context():
        made = db.session.query(Recording).one().id
    for elsewhere in ("//evil.example", "https://evil.example/studio/", "/studio/\\r\\nX: y", ""):
        answer = an.client.post(
            f"/studio/recordings/{made}/take-out", data={"csrf_token": an.csrf_token(), "back": elsewhere}
        )
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/studio/")


@pytest.mark.parametrize("step", ["", "0", "-1", "9" * 5000, "1e3", "\x00", "step"])
def test_a_step_that_is_none_is_answered_kindly(an: Reader, step: str) -> None:
    answer = an.post(SHEET, step=step, file=(io.BytesIO(silence(3)), "a.opus"))
    assert "no words for a voice" in answer.text
    an.post(SHEET, step="1", file="no file at all")
    assert "This is no recording that we know." in an.text


def test_a_recording_goes_to_the_words_its_reader_saw_wherever_they_stand_now(
    an: Reader, hoa: Reader
) -> None:
    def edition(change: Callable[[list[dict[str, Any]]], Any]) -> None:
        document = copy.deepcopy(COURSE)
        change(document["modules"][0]["lessons"][0]["steps"])
        with an.app.app_context():
            make.publish(document)

    an.visit(SHEET)
    edition(lambda steps: steps.insert(0, COURSE["modules"][1]["lessons"][0]["steps"][0]))
    an.press("Take the recording: 2", file=(io.BytesIO(silence(3)), "a.opus"))
    assert "The recording is here." in an.text
    assert LISTEN in hoa.visit(STEP[:-1] + "3").text and LISTEN not in hoa.visit(STEP[:-1] + "2").text
    an.visit(SHEET)
    edition(lambda steps: steps.pop(0))
    an.press("Take the recording: 1", file=(io.BytesIO(silence(3)), "a.opus"))
    assert "The words of this step have changed since you opened this page." in an.text
    with an.app.app_context():
        assert db.session.query(Recording).count() == 1
