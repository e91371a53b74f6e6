"""What of a lesson goes on paper: decisions on values."""

import pytest

from lms.handouts.rules.posters import for_poster, halves, size_of
from lms.handouts.rules.reading import Shown, read, sentences
from lms.handouts.rules.speaking import seconds, syllables


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("Bà con chú ý.", "vi", 4),
        ("Gọi 113 nhé", "vi", 5),  # each digit is spoken
        ("mã OTP", "vi", 4),  # each letter, too
        ("Neighbours, take care", "en", 4),
        ("Prudence à tous", "fr", 4),
        ("", "vi", 0),
    ],
)
def test_syllables(text, language, count):
    assert syllables(text, language) == count


def test_ninety_syllables_are_half_a_minute():
    assert seconds("nhé " * 90, "vi") == 30
    assert seconds("", "vi") == 1


def test_a_long_line_is_halved_at_a_pause_near_its_middle():
    assert halves("Dừng lại") == ["Dừng lại"]
    assert halves("Ngân hàng một chìa riêng, nơi khác chìa khác.") == [
        "Ngân hàng một chìa riêng,",
        "nơi khác chìa khác.",
    ]
    assert halves("x" * 60) == ["x" * 60]


def test_a_short_title_is_large():
    assert [size_of("x" * n) for n in (10, 24, 30, 34, 60)] == ["short", "middle", "long", "longer", ""]


def test_a_poster_shows_a_drawing_before_a_practice_screen():
    mock, drawing = (Shown(name, "", 360, 240) for name in ("mock.svg", "drawing.svg"))
    assert for_poster([mock, drawing], {"mock.svg"}) == drawing
    assert for_poster([mock], {"mock.svg"}) == mock
    assert for_poster([], set()) is None


def test_what_boxes_hold_is_not_the_steps_own():
    found = read(
        '<p>Một. Hai!</p><div class="box screen"><p class="box-title"><span>T</span></p><ul><li>x</li></ul></div><ol><li>A &lt;b&gt; <strong>c</strong></li></ol>'
    )
    assert found.said == ["Một. Hai!"] and found.boxes == {"screen": ["x"]}
    assert found.ordered and [str(item) for item in found.listed] == ["A &lt;b&gt; <strong>c</strong>"]
    assert sentences(found.said[0]) == ["Một.", "Hai!"]


def test_only_published_pictures_are_shown():
    assert read('<img src="https://example.org/a.svg">').picture is None
    assert read(f'<img src="/pictures/{"a" * 32}.svg" width="0" height="240">').picture == Shown(
        f"{'a' * 32}.svg", "", 360, 240
    )
