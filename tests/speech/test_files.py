"""What is taken for a recording, and what becomes of it."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.speech.rules import BadRecording, ogg, opus, taken
from tests.speech import files
from tests.speech.files import HEAD, SECRET, SILENCE, TAGS, heads, page, raw_page, silence, webm


def test_a_checksum_is_the_one_that_everybody_computes():
    """The inverse of what POSIX `cksum` makes of these digits without their length."""
    assert ogg.checksum(b"123456789") == 0x89A1897F


def test_a_recording_knows_its_length_to_the_sample():
    assert taken(silence(3)).milliseconds == 3000
    assert taken(silence(1.005)).milliseconds == 1005
    assert taken(silence(90)).milliseconds == 90_000


def test_what_was_noted_in_a_file_is_not_in_ours():
    made = taken(silence(3)).body
    assert SECRET.encode() in silence(3)
    assert SECRET.encode() not in made
    assert b"camera" not in made
    assert taken(made).body == made, "written once more it is the same"


def test_our_file_is_read_as_strictly_as_any():
    stream = opus.read(taken(silence(3)).body)
    assert stream.packets == (SILENCE,) * len(stream.packets)
    assert stream.head == opus.Head(1, 312, 0)
    assert stream.length == 3 * 48_000


def test_padding_in_which_anything_could_hide_is_left_out():
    padded = bytes([SILENCE[0] | 3, 0x41, 5]) + SILENCE[1:] + b"hello"
    made = taken(silence(3, padded))
    assert b"hello" not in made.body
    assert made.milliseconds == 3000


def test_a_recording_that_began_in_the_middle_of_something_counts_from_there():
    content = heads() + page([SILENCE] * 50, 1_000_000, 2) + page([SILENCE] * 50, 1_048_000, 3, ogg.LAST)
    assert taken(content).milliseconds == (100 * 960 - 312) * 1000 // 48_000


def test_a_recording_without_an_end_mark_is_whole():
    content = heads() + page([SILENCE] * 50, 48_000, 2)
    assert taken(content).milliseconds == (48_000 - 312) * 1000 // 48_000


def test_packets_longer_than_a_page_are_put_together():
    frames = bytes([0xFB, 40]) + b"\x11" * 40 * 20  # 40 frames of 2.5 ms would be 100 ms; these are of 20 ms
    with pytest.raises(BadRecording):
        taken(silence(3, frames))
    long = bytes([0xE3, 20]) + b"\x11" * 20 * 1_000
    body = bytes([255] * (len(long) // 255) + [len(long) % 255])
    content = (
        heads()
        + raw_page(body[:40], long[: 40 * 255], ogg.NOWHERE, 2)
        + raw_page(body[40:], long[40 * 255 :], 20 * 120, 3, ogg.CONTINUED | ogg.LAST)
    )
    assert opus.read(content).packets == (long,)
    assert opus.read(opus.written(opus.read(content))).packets == (long,)


@pytest.mark.parametrize("packets", [150, 3000])
def test_what_a_browser_recorded_is_put_into_our_container(packets):
    made = taken(webm(packets))
    assert made.body.startswith(b"OggS")
    assert made.milliseconds == (packets * 960 - 312) * 1000 // 48_000


def _broken() -> dict[str, bytes]:
    whole, sound = silence(3), [SILENCE] * 50
    vorbis = page([b"\x01vorbis" + bytes(22)], 0, 0, ogg.FIRST)
    looping = heads() + b"".join(page(sound, 48_000, number) for number in range(2, 40))
    return {
        "nothing": b"",
        "a page's beginning": b"OggS",
        "half": whole[: len(whole) // 2],
        "all but a byte": whole[:-1],
        "a byte more": whole + b"\0",
        "another file behind it": whole + b"PK\x03\x04 <script>alert(1)</script>",
        "another file before it": b"<html>" + whole,
        "another file between": heads() + b"<script>" + whole[len(heads()) :],
        "wrong checksum": heads() + page(sound, 48_000, 2, ogg.LAST, crc=1),
        "one bit": whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:],
        "the same page again": heads() + page(sound, 48_000, 2) * 2,
        "a page left out": heads() + page(sound, 48_000, 3, ogg.LAST),
        "positions going back": heads() + page(sound, 48_000, 2) + page(sound, 4_800, 3, ogg.LAST),
        "positions standing still": looping,
        "positions far ahead": heads() + page(sound, 48_000, 2) + page(sound, 1 << 62, 3, ogg.LAST),
        "two streams at once": heads() + page(sound, 48_000, 2, serial=78),
        "one stream after another": whole + whole,
        "a beginning in the middle": heads() + page(sound, 48_000, 2, ogg.FIRST),
        "a packet without its end": heads() + raw_page(b"\xff", bytes(255), ogg.NOWHERE, 2, ogg.LAST),
        "a packet without its beginning": heads() + page(sound, 48_000, 2, ogg.CONTINUED | ogg.LAST),
        "Vorbis": vorbis + page([TAGS], 0, 1) + page(sound, 48_000, 2, ogg.LAST),
        "no comments": page([HEAD], 0, 0, ogg.FIRST) + page(sound, 48_000, 1, ogg.LAST),
        "comments that are none": heads(tags=b"OggTags") + page(sound, 48_000, 2, ogg.LAST),
        "six channels": silence(3, head=HEAD[:9] + b"\x06" + HEAD[10:]),
        "no channel": silence(3, head=HEAD[:9] + b"\x00" + HEAD[10:]),
        "another mapping": silence(3, head=HEAD[:18] + b"\x01"),
        "a later version": silence(3, head=HEAD[:8] + b"\x10" + HEAD[9:]),
        "a short head": silence(3, head=HEAD[:-1]),
        "an empty packet": silence(3, b""),
        "too many frames": silence(3, bytes([0xFB, 7]) + bytes(7)),
        "no frame": silence(3, bytes([0xFB, 0])),
        "more padding than packet": silence(3, bytes([0xFB, 0x41, 200]) + bytes(10)),
        "padding without an end": silence(3, bytes([0xFB, 0x41]) + b"\xff" * 9),
        "frames that do not fit": silence(3, bytes([0xFA, 252])),
        "no sound": heads(),
        "only what is skipped": heads() + page([b"\xe0\xff"], 120, 2, ogg.LAST),
        "WebM cut off": webm()[:-1],
        "WebM with Vorbis": webm(codec=b"A_VORBIS"),
        "WebM with two tracks": webm(tracks=2),
        "WebM without a track": webm(tracks=0),
        "WebM with laced blocks": webm(lacing=2),
        "Matroska": webm(kind=b"matroska"),
        "an endless block": files.element(0x1A45DFA3, b"") + files.element(0xA3, b"", endless=True),
        "zeros": b"\x1a\x45\xdf\xa3" + bytes(100),
        "MP3": b"ID3" + bytes(200),
        "WAV": b"RIFF" + struct.pack("<I", 36) + b"WAVEfmt ",
        "M4A": b"\0\0\0\x20ftypM4A " + bytes(50),
        "a page": b"<!doctype html><script>alert(1)</script>",
    }


BROKEN = _broken()


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_not_whole_is_refused(name):
    with pytest.raises(BadRecording):
        taken(BROKEN[name])


def test_a_recording_is_at_most_ninety_seconds_and_four_hundred_kilobytes():
    with pytest.raises(BadRecording):
        taken(silence(91))
    heavy = bytes([0xFC]) + b"\x11" * 200
    assert len(taken(silence(30, heavy)).body) < 400_000
    with pytest.raises(BadRecording):
        taken(silence(60, heavy))
    with pytest.raises(BadRecording):
        taken(bytes(1_500_001))


@given(st.binary(max_size=300))
def test_no_bytes_whatever_do_more_harm_than_a_refusal(noise):
    whole = silence(0.1)
    for content in (
        noise,
        b"OggS" + noise,
        heads() + noise,
        webm(1) + noise,
        whole[:40] + noise + whole[40:],
    ):
        try:
            made = taken(content)
        except BadRecording:
            continue
        assert len(made.body) < 400_000
