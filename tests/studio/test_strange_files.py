"""Files that are no picture: each is told apart, and its sender reads what it is and what to do."""

import io
import re

import pytest
from PIL import Image

from lms.studio.pictures import taken
from lms.studio.rules.refusals import BadPicture
from tests.studio.making import drafted

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 300
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 24"><rect width="9" height="9"/>%s</svg>'


def photograph(kind: str, size: tuple[int, int] = (400, 300)) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).save(out, kind)
    return out.getvalue()


def half(kind: str) -> bytes:
    whole = photograph(kind)
    return whole[: len(whole) // 2]


STRANGE = {
    "cut.webp": (half("WEBP"), "This WebP photograph is damaged"),
    "cut.png": (half("PNG"), "This PNG photograph is damaged"),
    "cut.jpg": (half("JPEG"), "This JPEG photograph is damaged"),
    "eight-bytes.webp": (photograph("WEBP")[:8], "its name ends in .webp"),
    "zeros.JPG": (b"\0" * 900, "its name ends in .jpg"),
    "words.png": (b"hello", "its name ends in .png"),
    "empty.png": (b"", "This file is empty"),
    "IMG_0001.HEIC": (HEIC, "HEIC photograph"),
    "renamed.jpg": (HEIC, "HEIC photograph"),
    "moving.gif": (photograph("GIF"), "This is a GIF"),
    "old.bmp": (photograph("BMP"), "Save it as JPEG or PNG"),
    "scan.tif": (photograph("TIFF"), "Save it as JPEG or PNG"),
    "film.mov": (b"\0\0\0\x14ftypqt  ", "This is a film"),
    "paper.pdf": (b"%PDF-1.4", "This is a document"),
    "page.svg": (b"<!DOCTYPE html><html></html>", "This is a web page"),
    "noise.svg": (b"\x8f\x01" * 90, "there is no drawing in it"),
    "notes.txt": (b"abc", "This is no picture"),
    "cut.svg": ((SVG % b"")[:80], "This drawing cannot be read"),
    "latin.svg": (SVG % b"<text>\xe9</text>", "This drawing cannot be read"),
    "script.svg": (SVG % b"<script>alert(1)</script>", "There is a program in this drawing"),
    "handler.svg": (SVG % b'<rect onload="alert(1)"/>', "There is a program in this drawing"),
    "outside.svg": (SVG % b'<image href="http://x.example/a.png"/>', "needs something outside of it"),
    "style.svg": (SVG % b"<style>@import url(http://x.example/a)</style>", "needs something outside of it"),
    "filter.svg": (SVG % b"<filter/>", "no part called filter"),
    "large.svg": (SVG % (b"<!-- -->" * 2000), "save it as PNG"),
}


@pytest.mark.parametrize("name", STRANGE)
def test_each_kind_of_file_is_refused_in_words_of_its_own(app, name):
    content, words = STRANGE[name]
    with app.test_request_context(headers={"Accept-Language": "en"}), pytest.raises(BadPicture) as refused:
        taken(content, name)
    with app.test_request_context(headers={"Accept-Language": "en"}):
        said = str(refused.value.reason)
    assert words in said
    assert "SVG" not in said or name.endswith((".svg", ".txt"))


def test_a_photograph_of_too_many_dots_is_not_called_damaged(app):
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with app.test_request_context(headers={"Accept-Language": "en"}):
        with pytest.raises(BadPicture) as refused:
            taken(out.getvalue(), "anh.png")
        assert "too many dots" in str(refused.value.reason)


def test_what_is_in_a_file_counts_and_not_its_name():
    assert taken(photograph("PNG"), "anh.jpg")[0] == "webp"
    assert taken(SVG % b"", "anh.png")[0] == "svg"


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Ảnh WebP này bị hỏng"), ("en", "photograph is damaged"), ("fr", "Cette photo WebP est abîmée")],
)
def test_the_form_says_it_in_the_authors_language_and_keeps_what_was_typed(read_as, world, language, words):
    _author, draft = drafted(read_as, world)
    author = read_as(world.people["author"], staff=True, language=language)
    author.visit(f"/studio/{draft}/modules/an-toan/pictures")
    label = next(
        b["label"]
        for f in author.page.forms
        for b in f["buttons"]
        if "hình" in b["label"].lower() or "picture" in b["label"] or "image" in b["label"]
    )
    author.press(
        " ".join(label.split()), file=(io.BytesIO(STRANGE["cut.webp"][0]), "cut.webp"), name="man hinh"
    )
    assert words in author.text
    assert re.search(r'name="name"[^>]*value="man hinh"', author.html)
