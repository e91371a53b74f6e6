"""Listening to a lesson: a recording where there is one, else the phone's own voice, and nothing by itself."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page

from lms.catalogue import shelf
from lms.core import clock
from lms.core.db import db
from lms.speech.actions import Place, record
from lms.speech.rules import taken
from tests.browser.conftest import WIDTHS, Walk
from tests.course_document import COURSE
from tests.quizzes.kinds import path_of, publish_kinds
from tests.quizzes.kinds_document import KINDS_QUIZ
from tests.quizzes.sitting import asked_on
from tests.speech.files import silence
from tests.world import World

pytestmark = pytest.mark.browser
Open = Callable[..., Walk]
STEP = f"/learn/{COURSE['slug']}/thanh-toan/thanh-toan-mot/1"
SPEECH = COURSE["modules"][0]["lessons"][0]["steps"][0]
LISTEN = "Listen, 30 seconds, 7 kB"

# What a headless browser lacks of a phone: voices that say when they begin and end.
VOICES = """(codes) => {
  window.said = [];
  const voices = codes.map((lang) => ({ lang, name: lang, localService: true }));
  const speaker = { getVoices: () => voices, cancel() { window.said.push("hush"); }, addEventListener() {} };
  speaker.speak = (speech) => {
    window.said.push([speech.text, speech.lang, speech.rate]);
    if (window.endsAtOnce) setTimeout(() => speech.onend(), 0);
  };
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", { value: speaker });
}"""


def with_voices(walk: Walk, *codes: str) -> None:
    walk.context.add_init_script(f"({VOICES})({list(codes)})")


def spoken(page: Page) -> list[list[object]]:
    return [each for each in page.evaluate("window.said") if each != "hush"]


@pytest.fixture
def recorded(world: World, app: Flask) -> str:
    """The address of a recording of the first step's English words."""
    with app.app_context():
        place = Place(world.units["country"], world.course, "thanh-toan", "thanh-toan-mot", 1, "Bước 1")
        made = record(
            taken(silence(30)), "en", SPEECH["digest"]["en"], place, world.people["an"], clock.now()
        )
        db.session.commit()
        shelf.forget()
        return f"/recordings/{made.name}.opus"


def sends(walk: Walk) -> list[str]:
    """The recordings that the browser asks for from now on."""
    asked: list[str] = []
    walk.page.on(
        "request", lambda request: asked.append(request.url) if "/recordings/" in request.url else None
    )
    return asked


def test_a_recording_plays_slowly_and_stops(world: World, walk: Open, recorded: str) -> None:
    hoa = walk(360, world.people["hoa"])
    with_voices(hoa, "en-US")
    asked = sends(hoa)
    hoa.visit(STEP)
    hoa.page.wait_for_timeout(500)
    assert asked == [], "nothing is fetched before the tap"
    hoa.press("Slowly")
    hoa.press(LISTEN)
    hoa.until("document.querySelector('audio').currentTime > 0.2")
    assert asked[0].endswith(recorded)
    audio = "(() => { const a = document.querySelector('audio'); return [a.paused, a.playbackRate, a.controls] })()"
    assert hoa.page.evaluate(audio) == [False, 0.8, False]
    assert round(hoa.page.evaluate("document.querySelector('audio').duration")) == 30
    hoa.press("Slowly")
    assert hoa.page.evaluate(audio) == [False, 1, False]
    hoa.press("Stop")
    assert hoa.page.evaluate(audio) == [True, 1, False]
    assert spoken(hoa.page) == [], "the phone's voice stays silent where somebody recorded"
    hoa.sees(LISTEN)


def test_the_speed_is_remembered(world: World, walk: Open, recorded: str) -> None:
    hoa = walk(360, world.people["hoa"])
    hoa.visit(STEP).press("Slowly")
    hoa.visit(STEP)
    assert hoa.page.get_by_role("button", name="Slowly").get_attribute("aria-pressed") == "true"
    hoa.press(LISTEN)
    assert hoa.page.evaluate("document.querySelector('audio').playbackRate") == 0.8


def test_without_a_script_the_browsers_own_controls_are_there(
    world: World, walk: Open, recorded: str
) -> None:
    hoa = walk(360, world.people["hoa"], javascript=False)
    asked = sends(hoa)
    hoa.visit(STEP).sees(LISTEN)
    sound = hoa.page.locator("audio")
    assert sound.is_visible()
    assert sound.get_attribute("controls") is not None
    assert sound.get_attribute("preload") == "none"
    assert not hoa.page.get_by_role("button", name="Listen").is_visible()
    assert asked == []


def test_without_a_recording_the_phone_says_the_words_sentence_by_sentence(world: World, walk: Open) -> None:
    hoa = walk(360, world.people["hoa"])
    with_voices(hoa, "fr-FR", "en_US")
    hoa.visit(STEP)
    assert spoken(hoa.page) == []
    hoa.page.evaluate("window.endsAtOnce = true")
    hoa.page.get_by_role("button", name="Listen").click()
    hoa.sees("Listen")
    hoa.until("window.said.at(-1) === 'hush' && window.said.length > 3")
    said = spoken(hoa.page)
    assert " ".join(str(each[0]) for each in said) == SPEECH["speech"]["en"]
    assert {(each[1], each[2]) for each in said} == {("en_US", 1)}


def test_a_question_to_match_is_said_with_all_its_matches_and_explained_with_the_right_choice(
    world: World, walk: Open, app: Flask
) -> None:
    publish_kinds(app)
    hoa = walk(360, world.people["hoa"])
    with_voices(hoa, "en-US")
    attempt = hoa.visit(KINDS_QUIZ).press("Start").page.url.removeprefix(hoa.site).rsplit("/", 1)[0]
    for kind in ("matching", "single"):
        hoa.visit(path_of(app, attempt, kind))
        hoa.page.evaluate("window.endsAtOnce = true")
        body = asked_on(app, path_of(app, attempt, kind)).question.body
        if kind == "single":
            wanted = [choice.text.in_("en") for choice in body.choices]
        else:
            wanted = [text.in_("en") for text in (*body.prompts, *body.matches)]
        hoa.page.get_by_role("button", name="Listen to the question").click()
        texts = json.dumps([text.rstrip(".") for text in wanted])
        hoa.until(f"{texts}.every((text) => window.said.some((each) => String(each[0]).includes(text)))")
    hoa.page.get_by_label("I don't know yet").check()
    hoa.press("Answer")
    hoa.page.evaluate("window.endsAtOnce = true")
    hoa.page.get_by_role("button", name="Listen to the explanation").click()
    hoa.until("window.said.some((each) => each[0] == 'This is right')")
    right = next(choice.text.in_("en") for at, choice in enumerate(body.choices) if at in body.right)
    hoa.until(f"window.said.some((each) => each[0].startsWith({right.rstrip('.')!r}))")


def test_the_phones_voice_slows_down_in_the_middle_and_stops(world: World, walk: Open) -> None:
    hoa = walk(360, world.people["hoa"])
    with_voices(hoa, "en-GB")
    hoa.visit(STEP).press("Listen")
    hoa.press("Slowly")
    first = SPEECH["speech"]["en"].split(". ")[0] + "."
    assert spoken(hoa.page) == [[first, "en-GB", 1], [first, "en-GB", 0.8]]
    hoa.press("Stop")
    assert hoa.page.evaluate("window.said.at(-1)") == "hush"


def test_a_phone_without_a_voice_for_the_language_says_so(world: World, walk: Open) -> None:
    hoa = walk(360, world.people["hoa"], language="vi")
    with_voices(hoa, "en-GB")
    hoa.visit(STEP)
    hoa.page.locator(".listen").click()
    hoa.page.locator(".hear [role=status]").wait_for()
    hoa.look()
    assert spoken(hoa.page) == []


def test_where_a_recording_does_not_arrive_the_phones_voice_reads(
    world: World, walk: Open, recorded: str
) -> None:
    hoa = walk(360, world.people["hoa"])
    with_voices(hoa, "en-GB")
    hoa.visit(STEP)
    hoa.page.route("**/recordings/**", lambda route: route.fulfill(status=404))
    hoa.page.get_by_role("button", name=LISTEN).click()
    hoa.until("window.said.some((each) => each !== 'hush')")


def test_a_phone_that_cannot_play_opus_reads_with_its_own_voice_and_fetches_nothing(
    world: World, walk: Open, recorded: str
) -> None:
    hoa = walk(360, world.people["hoa"])
    with_voices(hoa, "en-GB")
    hoa.context.add_init_script("HTMLMediaElement.prototype.canPlayType = () => ''")
    asked = sends(hoa)
    hoa.visit(STEP)
    hoa.page.get_by_role("button", name=LISTEN).click()
    hoa.until("window.said.some((each) => each !== 'hush')")
    assert asked == []
    assert not hoa.page.locator(".hear [role=status]").is_visible()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_of_recordings_fit_and_take_a_file(
    world: World, walk: Open, recorded: str, tmp_path: Path, width: int
) -> None:
    an = walk(width, world.people["an"], staff=True)
    an.visit(f"/studio/courses/{world.course}").follow("Recordings").sees(
        "Steps that are recorded, of all steps"
    ).sees("1/6")
    an.follow("Bài thanh-toan-mot (en): English 1/3").sees("30 seconds, 7 kB")
    file = tmp_path / "ghi-am.opus"
    file.write_bytes(silence(3))
    an.page.get_by_label("Recording of step 2").set_input_files(file)
    an.page.locator("#step-2").get_by_role("button").last.click()
    an.look().sees("The recording is here.")
    file.write_bytes(b"ID3")
    an.page.get_by_label("Recording of step 3").set_input_files(file)
    an.page.locator("#step-3").get_by_role("button").last.click()
    an.look().sees("This is a MP3 file.")


# Two seconds of a tone, recorded as phones and browsers do.
RECORD = """async () => {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const into = context.createMediaStreamDestination();
  tone.connect(into);
  tone.start();
  const recorder = new MediaRecorder(into.stream, { mimeType: "audio/webm;codecs=opus" });
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.start(500);
  await new Promise((go) => setTimeout(go, 2000));
  await new Promise((go) => { recorder.onstop = go; recorder.stop(); });
  return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
}"""
LOUD = """async (bytes) => {
  const sound = await new OfflineAudioContext(1, 1, 48000).decodeAudioData(new Uint8Array(bytes).buffer);
  return [sound.duration, Math.max(...sound.getChannelData(0).slice(24000, 48000))];
}"""


def test_what_a_browser_really_records_is_heard_after_it_was_written_anew(world: World, walk: Open) -> None:
    visitor = walk(360).visit("/sign-in")
    visitor.page.mouse.click(180, 600)
    recording = taken(bytes(visitor.page.evaluate(RECORD)))
    assert 1000 < recording.milliseconds < 3000
    assert recording.body.startswith(b"OggS")
    seconds, loudest = visitor.page.evaluate(LOUD, list(recording.body))
    assert abs(seconds * 1000 - recording.milliseconds) < 20
    assert loudest > 0.5
