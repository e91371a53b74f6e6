"""Pictures from authors' machines: drawn anew, small, and nothing hidden in them."""

import io
import struct
import zlib

import pytest
from PIL import Image

from lms.catalogue import shelf
from lms.core.photographs import MOST_PIXELS
from lms.studio.pictures import taken
from lms.studio.rules.refusals import BadPicture
from tests.studio.making import drafted, lesson_at

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 24"><rect width="9" height="9"/>%s</svg>'


def photograph(kind: str = "JPEG", size: tuple[int, int] = (1600, 1200), **more) -> bytes:
    out = io.BytesIO()
    noise = Image.effect_noise(size, 60).convert("RGB")
    noise.save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_becomes_a_small_webp(kind):
    ending, body = taken(photograph(kind))
    assert ending == "webp" and len(body) <= 40 * 1024
    with Image.open(io.BytesIO(body)) as image:
        assert image.format == "WEBP" and image.width <= 720


def test_the_place_noted_in_a_photograph_is_gone():
    noted = Image.Exif()
    noted[0x010E] = "Nha ba Hoa"
    noted.get_ifd(0x8825)[2] = (13.0, 6.0, 30.0)
    before = photograph(exif=noted.tobytes())
    assert b"Nha ba Hoa" in before
    _ending, body = taken(before)
    assert b"Nha ba Hoa" not in body
    with Image.open(io.BytesIO(body)) as image:
        assert not image.getexif() and "xmp" not in image.info


def test_a_picture_bomb_is_refused_by_its_head_alone():
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )
    assert MOST_PIXELS < 50_000 * 50_000
    with pytest.raises(BadPicture):
        taken(bomb)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + b"\0" * 50,
        b"\xff\xd8\xff" + b"\0" * 50,
        b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 9,
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.4",
        SVG % b"<script>alert(1)</script>",
        SVG % b'<image href="http://x.example/a.png"/>',
        SVG % b'<a href="javascript:alert(1)"><rect/></a>',
        SVG % b'<rect onload="alert(1)"/>',
        SVG % b'<rect style="fill:url(http://x.example)"/>',
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG % b"<text>&a;</text>",
        SVG % (b"<!-- -->" * 2000),
    ],
)
def test_what_is_no_picture_or_does_more_than_show_is_refused(content):
    with pytest.raises(BadPicture):
        taken(content)


def test_an_author_puts_a_photograph_into_a_step_and_learners_get_it(read_as, world, app):
    author, draft = drafted(read_as, world)
    author.visit(f"/studio/{draft}/modules/an-toan/pictures").press(
        "Take the picture", file=(io.BytesIO(photograph()), "Ảnh Của Bác.JPG"), name=""
    )
    assert "anh-cua-bac.webp" in author.text
    shown = "![Một chiếc điện thoại trên bàn](anh-cua-bac.webp)"
    for language in ("vi", "en"):
        author.visit(lesson_at(draft, language)).press("Save", **{"steps.0.text": shown})
    assert author.visit(lesson_at(draft)).html.count("/pictures/anh-cua-bac.webp") >= 1, (
        "the preview shows it"
    )
    assert (
        author.visit(f"/studio/{draft}/modules/an-toan/pictures/anh-cua-bac.webp").response.mimetype
        == "image/webp"
    )
    author.visit(f"/studio/{draft}/ask").press("Ask")
    read_as(world.people["an"], staff=True).visit(f"/studio/{draft}/changes").press("Publish")
    with app.app_context():
        shelf.forget()
        html = shelf.course("khoa-moi").modules[0].lessons[0].steps[0].html.in_("vi")
    name = html.partition('src="')[2].partition('"')[0]
    got = read_as(world.people["hoa"]).client.get(name)
    assert got.status_code == 200 and got.mimetype == "image/webp" and got.data[:4] == b"RIFF"
