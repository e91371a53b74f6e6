"""Pictures of an edition: what may be drawn, where it is kept, how it is sent."""

import hashlib
import re

import pytest
import sqlalchemy as sa
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from lms.catalogue import actions, shelf
from lms.catalogue.authoring import read_all
from lms.catalogue.authoring.sources import Source
from lms.catalogue.authoring.svg import cleaned
from lms.catalogue.authoring.svg_words import ATTRIBUTES, ELEMENTS
from lms.catalogue.models import Picture
from lms.core import clock
from lms.core.db import db
from tests.catalogue.kinds import ALL_KINDS, PICTURE, PICTURE_FILE
from tests.catalogue.test_format import problems
from tests.catalogue.test_publishing import count, run
from tests.catalogue.writing import write_course

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'


def drawn(text: str) -> tuple[str | None, list[str]]:
    """The cleaned picture, and what was said against it."""
    source = Source("x.svg", [])
    clean = cleaned(source, text)
    return clean.decode() if clean is not None else None, [str(problem) for problem in source.problems]


def test_a_picture_keeps_its_shapes_and_words_and_loses_its_notes():
    clean, said = drawn(PICTURE)
    assert not said
    assert clean == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 480">'
        '<rect x="0" y="0" width="360" height="480" fill="#fff"></rect>'
        '<text x="20" y="40" font-size="20">NGÂN HÀNG &amp; bạn</text></svg>'
    )
    assert drawn(clean) == (clean, []), "a clean picture stays as it is"


def test_notes_of_drawing_programs_are_left_out():
    clean, said = drawn(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:ink="http://inkscape.org" viewBox="0 0 10 10" ink:v="1">'
        '<metadata><script>1</script></metadata><ink:page on="1"><rect/></ink:page><g ink:label="a" data-x="1"/></svg>'
    )
    assert (clean, said) == (f"{SVG}<g></g></svg>", [])


def test_colours_may_be_said_in_a_style_and_gradients_inside_the_picture():
    inside = (
        "<style>.a{fill:#fff;stroke:url(#g)}</style>"
        '<defs><linearGradient id="g"><stop offset="0" stop-color="red"></stop></linearGradient></defs>'
        '<rect class="a" style="fill: url(#g)" width="1" height="1"></rect></svg>'
    )
    assert drawn(SVG + inside) == (SVG + inside, [])


HOSTILE = [
    ("<script>alert(1)</script>", "x.svg:1: <script> is not among the parts"),
    ('<g/>\n<g onclick="alert(1)"/>', "x.svg:2: the attribute onclick is not among those"),
    ('<g onload="alert(1)"/>', "onload is not among those"),
    ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>a</p></foreignObject>", "<foreignObject> is not"),
    ('<image href="https://la.vn/a.png"/>', "<image> is not"),
    ('<image xlink:href="data:x" xmlns:xlink="http://www.w3.org/1999/xlink"/>', "xlink: a picture refers to nothing"),
    ('<use href="#a"/>', "<use> is not"),
    ('<a href="javascript:alert(1)"><rect/></a>', "<a> is not"),
    ('<animate attributeName="href" to="javascript:alert(1)"/>', "<animate> is not"),
    ('<set attributeName="onclick" to="alert(1)"/>', "<set> is not"),
    ('<feImage href="x"/>', "<feImage> is not"),
    ("<iframe/>", "<iframe> is not"),
    (SVG + "</svg>", "an <svg> cannot stand inside another"),
    ('<rect fill="url(https://la.vn/#a)"/>', "fill refers to something outside the picture"),
    ('<rect fill="url( #a )"/>', "fill refers to something outside"),
    ('<rect style="fill:URL(//la.vn)"/>', "style refers to something outside"),
    ('<rect style="background:u\\72l(//la.vn)"/>', "style refers to something outside"),
    ("<style>@import 'a.css';</style>", "style refers to something outside"),
    ("<style>@font-face{src:local(x)}</style>", "style refers to something outside"),
    ("<style>a{b:ur/**/l(x)}</style>", "style refers to something outside"),
    ("<style>&lt;/style>&lt;script></style>", "style refers to something outside"),
    ("<style>a{b:ur<g/>l(x)}</style>", "<g> is not among the parts"),
    ("<style>a{b:ur<metadata/>l(x)}</style>", "style refers to something outside"),
    ("<style>a{b:ur<!-- -->l(x)}</style>", "style refers to something outside"),
    ("<style>a{b:ur&#108;(x)}</style>", "style refers to something outside"),
    ('<rect style="width:expression(1)"/>', "style refers to something outside"),
    ('<rect id="javascript:1"/>', "id refers to something outside"),
    ("<g>loose words</g>", "words stand here outside <text>: “loose words”"),
    ("<text>a\u202eb</text>", "hidden character"),
    ("<g>" * 30 + "</g>" * 30, "nested deeper than 20 parts"),
    ("<g>", "this cannot be read as SVG"),
    ("<g/><g", "this cannot be read as SVG"),
    ('<g a="1" a="2"/>', "this cannot be read as SVG: duplicate attribute"),
    ("&nbsp;", "this cannot be read as SVG: undefined entity"),
]  # fmt: skip


@pytest.mark.parametrize(("inside", "said"), HOSTILE)
def test_what_runs_loads_or_points_elsewhere_is_refused(inside, said):
    clean, found = drawn(f"{SVG}{inside}</svg>")
    assert clean is None
    assert any(said in each for each in found), found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "this cannot be read as SVG: no element found"),
        ("<html/>", 'a picture begins with <svg xmlns="http://www.w3.org/2000/svg"'),
        ('<svg xmlns="http://www.w3.org/1999/xhtml" viewBox="0 0 1 1"/>', "a picture begins with"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "the picture says its size in viewBox"),
        ('<svg viewBox="0 0 10"/>', "the picture says its size in viewBox"),
        ('<svg viewBox="0 0 0 10"/>', "the picture says its size in viewBox"),
        ('<svg viewBox="0 0 1e99 10"/>', "the picture says its size in viewBox"),
        (f'<!DOCTYPE svg [<!ENTITY a "aaa">]>{SVG}<text>&a;</text></svg>', "take the lines <!DOCTYPE"),
        (f'<!DOCTYPE svg SYSTEM "file:///etc/passwd">{SVG}</svg>', "take the lines <!DOCTYPE"),
        (f"{SVG}</svg><script/>", "this cannot be read as SVG: junk after"),
    ],
)
def test_a_file_that_is_no_plain_svg_is_refused(text, said):
    clean, found = drawn(text)
    assert clean is None
    assert any(said in each for each in found), found


_BAD = st.sampled_from(
    ["javascript:x", "url(//a)", "url(#a)", "</svg><script>", "&#x26;", "]]>", '" onload="x', "@import", "\\75rl", "0 0 9 9"]
)  # fmt: skip
_NAMES = st.sampled_from(
    [*sorted(ELEMENTS), "script", "foreignObject", "a", "use", "image", "animate", "x:script", "SCRIPT"]
)
_KEYS = st.sampled_from(
    [*sorted(ATTRIBUTES), "onload", "href", "xlink:href", "x:href", "xml:base", "xmlns", "data-x"]
)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _part(name: str, attributes: dict[str, str], words: str, inside: list[str]) -> str:
    said = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{said}>{words}{''.join(inside)}</{name}>"


_GOOD = st.sampled_from(["1", "#fff", "url(#a)", "0 0 9 9"])
_ATTRIBUTES = st.dictionaries(_KEYS, st.one_of(_GOOD, _BAD.map(_escaped), _BAD), max_size=3)
_WORDS = st.one_of(st.just(""), st.just(""), _BAD.map(_escaped), _BAD, st.text(max_size=4))
PARTS = st.recursive(
    st.builds(_part, _NAMES, _ATTRIBUTES, _WORDS, st.just([])),
    lambda inner: st.builds(_part, _NAMES, _ATTRIBUTES, _WORDS, st.lists(inner, max_size=2)),
    max_leaves=4,
)


@given(st.lists(PARTS, max_size=3), st.sampled_from(["", " xmlns:x='http://x.example'"]))
def test_whatever_passes_holds_only_what_we_know(inside, spaces):
    clean, said = drawn(f"{SVG[:-1]}{spaces}>{''.join(inside)}</svg>")
    assert (clean is None) == bool(said)
    if clean is None:
        return
    tree = ElementTree.fromstring(clean)
    for element in tree.iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        for value in [
            *element.attrib.values(),
            (element.text or "") if element.tag.endswith("}style") else "",
        ]:
            assert not re.search(r"script:|@|url\((?!#)|//|\\", value, re.IGNORECASE)
    assert drawn(clean) == (clean, [])


@given(st.text(max_size=200))
def test_no_text_brings_the_reader_down(text):
    drawn(text)
    drawn(SVG + text)


# In the folder of a module.


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({PICTURE_FILE: None}, "questions.yaml:42: 5 picture: the folder pictures of this module has no usable file"),
        ({"an-toan/pictures/khac.svg": PICTURE}, "thu/an-toan/pictures/khac.svg: no lesson and no question of this module shows this picture"),
        ({"an-toan/pictures/anh.png": "x"}, "thu/an-toan/pictures/anh.png: only SVG pictures (.svg) and photographs (.webp) stand in this folder"),
        ({"an-toan/pictures/a/b.svg": PICTURE}, "thu/an-toan/pictures/a: only SVG pictures"),
        ({PICTURE_FILE: PICTURE.replace("NGÂN", "N" * 8200)}, "at most 8192 reach a phone quickly"),
        ({PICTURE_FILE: PICTURE.replace("fill=", "onclick=")}, "tin-nhan.svg:4: the attribute onclick"),
        ({PICTURE_FILE: PICTURE.replace("NGÂN", "Vui lòng")}, "tin-nhan.svg:5: “Vui lòng” is a word we never use"),
        ({PICTURE_FILE: b"\xff\xfe"}, "tin-nhan.svg:1: this file is not saved as UTF-8"),
        ({"an-toan/picture": "x"}, "the file “picture” belongs to no lesson listed here"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_folder_is_named(tmp_path, changed, said):
    found = problems(write_course(tmp_path, **ALL_KINDS | changed))
    assert any(said in problem for problem in found), found


def test_a_picture_is_named_by_what_it_holds(tmp_path):
    [document], pictures = read_all(write_course(tmp_path, **ALL_KINDS))
    [(name, body)] = pictures.items()
    assert name == hashlib.sha256(body).hexdigest()[:32] + ".svg"
    assert [q["picture"] for q in document["modules"][0]["questions"] if "picture" in q] == [name]


# Published.


@pytest.fixture
def courses(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "COURSES_DIR", str(tmp_path))
    return tmp_path


def published_picture() -> str:
    module = shelf.course("thu").module("an-toan")
    return module.question("anh").body.picture


@pytest.mark.both
def test_a_picture_is_published_once_and_shown_for_good(app, courses, read_as):
    write_course(courses, **ALL_KINDS)
    assert "published as" in run(app, "publish").output
    run(app, "publish")
    with app.app_context():
        name = published_picture()
        assert count(Picture) == 1
    changed = PICTURE.replace("#fff", "#eee")
    write_course(courses, **ALL_KINDS | {PICTURE_FILE: changed})
    run(app, "publish")
    with app.app_context():
        assert published_picture() != name
        assert count(Picture) == 2
        with pytest.raises(sa.exc.DBAPIError), db.session.begin_nested():
            db.session.execute(sa.update(Picture).values(body=b""))
    client = read_as().client
    answer = client.get(f"/pictures/{name}")
    assert answer.status_code == 200
    assert "NGÂN HÀNG" in answer.text
    for wrong in ("0" * 32 + ".svg", name.upper(), name[:-4], "a%00b", "%F0%9F"):
        assert client.get(f"/pictures/{wrong}").status_code == 404


@pytest.mark.both
def test_two_courses_share_a_picture(inside, tmp_path):
    [document], pictures = read_all(write_course(tmp_path, **ALL_KINDS))
    for slug in ("thu", "khac"):
        actions.keep_pictures(pictures)
        actions.publish([document | {"slug": slug}], clock.now())
    assert count(Picture) == 1


def test_a_picture_opened_by_itself_can_do_nothing_and_is_asked_for_once(
    app, courses, read_as, count_queries
):
    write_course(courses, **ALL_KINDS)
    run(app, "publish")
    with app.app_context():
        name = published_picture()
    client = read_as().client
    with count_queries() as asked:
        answer = client.get(f"/pictures/{name}")
    assert asked.total == 1
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert (
        answer.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_course_with_a_spoilt_picture_fails_the_check(app, courses):
    write_course(courses, **ALL_KINDS | {PICTURE_FILE: PICTURE.replace("<rect", "<script")})
    refused = run(app, "check")
    assert refused.exit_code == 1
    assert "thu/an-toan/pictures/tin-nhan.svg:4: <script> is not among the parts" in refused.output
