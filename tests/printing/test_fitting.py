"""Sheets that must stay on one side take the first size that does, each for itself."""

import io

from pypdf import PdfReader

from lms.printing.press import pdf_of

STYLE = """
<style>@page { size: A4; margin: 20mm } section + section { break-before: page }
.large { font-size: 40pt } .small { font-size: 12pt }
.cut { position: relative; height: 250mm; overflow: hidden } .cut p { position: absolute; top: 0 }</style>
"""


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
