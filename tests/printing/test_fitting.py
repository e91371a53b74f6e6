"""Sheets that must stay on one side take the first size that does, each for itself."""

import io
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from lms.printing.fitting import fitted
from lms.printing.press import pdf_of

STYLE = """
<style>@page { size: A4; margin: 20mm } section + section { break-before: page }
.large { font-size: 40pt } .small { font-size: 12pt }
.cut { position: relative; height: 250mm; overflow: hidden } .cut p { position: absolute; top: 0 }</style>
"""
NINE = "abcdefghi"


def _drawn(*sheets: tuple[str, int]) -> list[str]:
    """The words of each side of paper for sheets of these classes and so many words."""
    sections = "".join(
        f'<section id="s-{n}" data-fit="{classes}"><p>Sheet{n} {"lời " * words}</p></section>'
        for n, (classes, words) in enumerate(sheets)
    )
    page = f'<html lang="vi"><head><title>x</title>{STYLE}</head><body>{sections}</body></html>'
    return [side.extract_text() for side in PdfReader(io.BytesIO(pdf_of(page, {}))).pages]


def test_a_sheet_that_fits_keeps_its_first_size_and_a_long_one_shrinks_alone():
    sides = _drawn(("large small cut", 5), ("large small cut", 400), ("large small cut", 5))
    assert [side.split()[0] for side in sides] == ["Sheet0", "Sheet1", "Sheet2"]
    assert sides[1].count("lời") == 400


def test_what_no_size_can_hold_ends_with_the_paper():
    assert len(_drawn(("large small cut", 9000), ("large small cut", 5))) == 2


def test_a_sheet_without_a_last_resort_goes_on_over_the_page():
    assert len(_drawn(("large small", 4000))) > 1


def test_words_of_people_name_no_sheet():
    [side] = _drawn(("large small", 3))
    assert "data-fit" not in side
    page = '<html lang="vi"><title>x</title><p>&lt;section id="a" data-fit="large"&gt;</p></html>'
    assert 'data-fit="large"' in PdfReader(io.BytesIO(pdf_of(page, {}))).pages[0].extract_text()


def test_a_sheet_with_two_sides_allowed_shrinks_only_when_they_are_full():
    both = '<section id="s" data-fit="large small" data-sides="2"><p>{words}</p></section>'
    for words, sides in ((5, 1), (180, 2), (400, 1)):
        page = f'<html lang="vi"><title>x</title>{STYLE}{both.format(words="lời " * words)}</html>'
        assert len(PdfReader(io.BytesIO(pdf_of(page, {}))).pages) == sides


@pytest.mark.parametrize("fits_from", range(9))
def test_of_nine_sizes_at_most_four_are_tried_and_the_first_that_fits_is_taken(fits_from):
    tried = []

    def draw(page):
        tried.append(page)
        goes_on = NINE.index(page.split('"')[3]) < fits_from
        return SimpleNamespace(pages=[SimpleNamespace(anchors={"s": 0})] * (1 + goes_on), page=page)

    drawn = fitted(f'<section id="s" data-fit="{" ".join(NINE)}">x</section>', draw)
    assert f'class="{NINE[fits_from]}"' in drawn.page
    assert len(tried) == len(set(tried)) <= 4


@pytest.mark.parametrize("lines", (35, 36, 38, 40, 42))
def test_a_table_never_leaves_fewer_than_five_lines_alone_on_its_last_side(lines):
    rows = "".join(f"<tr><td>dòng{n}</td></tr>" for n in range(lines))
    style = "<style>@page { size: A4; margin: 20mm } td { height: 6mm }</style>"
    page = f'<html lang="vi"><head><title>x</title>{style}</head><body><table><tbody>{rows}</tbody></table></body></html>'
    *_before, last = [
        side.extract_text().count("dòng") for side in PdfReader(io.BytesIO(pdf_of(page, {}))).pages
    ]
    assert last >= 5
