"""The press shows what it is given and opens nothing else."""

import io

import pytest
from pypdf import PdfReader

from lms.catalogue.models import Picture
from lms.core import clock
from lms.core.db import db
from lms.printing import actions, jobs, queries
from lms.printing.press import Sealed, pdf_of

NAME = "0123456789abcdef0123456789abcdef.svg"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 240"><text x="20" y="60" font-size="30" font-family="Be Vietnam Pro">B\xc3\xa0i t\xe1\xba\xadp \xe1\xbb\x99</text></svg>'
PAGE = f'<html lang="vi"><head><title>x</title></head><body><p>Ẫm ộng ễm</p><img src="asset:{NAME}" alt="x"></body></html>'


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/",
        "https://example.org/",
        "data:text/plain,x",
        "asset:other.png",
    ],
)
def test_it_opens_nothing_it_was_not_given(url):
    sealed = Sealed({"asset:qr.png": b"png"})
    assert sealed.fetch("asset:qr.png").read() == b"png"
    with pytest.raises(ValueError, match="a page asked for"):
        sealed.fetch(url)


def test_a_page_shows_published_pictures_in_our_letters(app, inside, world):
    db.session.add(Picture(name=NAME, kind="image/svg+xml", body=SVG))
    drawing = actions.ask(world.people["dung"], "bai", PAGE, "/", clock.now())
    db.session.commit()
    jobs.draw_page.later(drawing)
    pdf = queries.drawn(drawing)
    assert pdf is not None
    [page] = PdfReader(io.BytesIO(pdf)).pages
    assert "Ẫm ộng ễm" in page.extract_text() and "Bài tập ộ" in page.extract_text()


def test_a_picture_that_is_not_there_leaves_the_page_to_be_read():
    pdf = pdf_of(PAGE, {})
    assert "Ẫm ộng ễm" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
