"""Questions go out and come back: everything that a format can hold is the same afterwards."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lms.catalogue.question_documents import question_from
from lms.core.text import is_clean, nfc
from lms.interop import formats
from lms.interop.formats import writing
from lms.interop.formats.draft import TRUE_FALSE

pytestmark = pytest.mark.usefixtures("inside")
LESSONS = ["mat-khau", "2-buoc"]
MARKS = r"~=#{}:\[]<>&%*_'\"$/|-;,.?!()`"
LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵĐẤÔ 0123456789"
)

word = st.text(MARKS + LETTERS, min_size=1, max_size=30).map(nfc).filter(lambda text: text and is_clean(text))
# Bits that have a meaning in one format or the other.
tricky = st.sampled_from(
    ["T", "FALSE", "%50%", "[html]x", "[plain]", "####", "::x::", r"\n", r"\\", "&lt;", "<b>đậm</b>", "// x", "]]>",
     "$CATEGORY: x", "=a ~b", "{}", "<!-- x -->", "Đúng", "…", "1 < 2 & 3", "_____", "ANSWER: A"]
)  # fmt: skip
plain = st.one_of(word, tricky, st.tuples(word, tricky).map(lambda both: nfc(" ".join(both))))
no_arrow = plain.filter(lambda text: "->" not in text)


def text(words: str) -> dict[str, str]:
    return {"vi": words}


def maybe(words: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str] | None]:
    return st.one_of(st.none(), words.map(text))


def several(words: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(words, min_size=least, max_size=most, unique=True)


@st.composite
def choices(draw, kind):
    texts = draw(several(plain, 2, 6))
    right = [draw(st.integers(0, len(texts) - 1))]
    if kind == "multiple":
        right = sorted(draw(st.sets(st.integers(0, len(texts) - 1), min_size=1, max_size=len(texts) - 1)))
    return {
        "choices": [
            {"text": text(words), "because": None if number in right else draw(maybe(plain))}
            for number, words in enumerate(texts)
        ],
        "right": right,
    }


@st.composite
def true_false(draw):
    answer = draw(st.sampled_from([0, 1]))
    given = [{"text": dict(each), "because": None} for each in TRUE_FALSE]
    given[1 - answer]["because"] = draw(maybe(plain))
    return {"choices": given, "right": [answer]}


@st.composite
def matching(draw, words):
    prompts = draw(several(words, 2, 5))
    matches = draw(several(words, len(prompts), len(prompts) + 2))
    return {"prompts": [text(each) for each in prompts], "matches": [text(each) for each in matches]}


@st.composite
def hotspot(draw):
    labels = draw(several(plain, 2, 6))
    boxes = [
        draw(st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(1, 50), st.integers(1, 50)))
        for _label in labels
    ]
    spots = [
        {"text": text(label), "because": draw(maybe(plain)), "box": list(box)}
        for label, box in zip(labels, boxes, strict=True)
    ]
    right = draw(st.sets(st.integers(0, len(labels) - 1), min_size=1))
    return {"picture": "tin-nhan.svg", "alt": text(draw(plain)), "spots": spots, "right": sorted(right)}


number = st.decimals(-1_000_000, 1_000_000, places=3, allow_nan=False).map(
    lambda value: (format(value, "f").rstrip("0").rstrip(".") or "0").replace(
        "-0", "0", 1 if value == 0 else 0
    )
)
unit = st.sampled_from(["đồng", "%", "km/giờ", "m²", "[a]\\"])


def bodies(kind: str, words: st.SearchStrategy[str]) -> st.SearchStrategy[dict]:
    return {
        "single": choices("single"),
        "multiple": choices("multiple"),
        "truefalse": true_false(),
        "ordering": several(plain, 2, 6).map(lambda each: {"items": [text(words) for words in each]}),
        "matching": matching(words),
        "number": st.fixed_dictionaries(
            {
                "value": number,
                "tolerance": number.map(lambda n: n.lstrip("-")),
                "unit": maybe(unit),
            }
        ),
        "text": st.fixed_dictionaries(
            {
                "accepted": several(words, 1, 4).map(lambda each: {"vi": each}),
                "accents_count": st.booleans(),
                "case_counts": st.booleans(),
            }
        ),
        "hotspot": hotspot(),
    }[kind]


@st.composite
def question(draw, kind, words=plain):
    explained = draw(maybe(plain))
    return {
        "id": draw(st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,6}){0,3}", fullmatch=True)),
        "kind": kind,
        "lesson": draw(st.sampled_from(LESSONS)),
        "difficulty": draw(st.sampled_from([1, 2, 3])),
        "outcome": draw(st.sampled_from([None, "dat-mat-khau"])),
        "ask": text(draw(plain)),
        "because": explained,
        **draw(bodies(kind, words)),
    }


def back(kind: str, document: dict) -> dict:
    """The question after a way out and back; its lesson is the group it stands in."""
    question_from(document)  # what goes out can be asked
    written = writing.write(kind, "thu", "an-toan", [document], "vi", {"tin-nhan.svg": b"<svg/>"})
    assert not written.left_out
    assert not written.losses or document.get("unit"), "of what is held, only a unit has no place of its own"
    [found] = formats.read(written.content, kind, "vi")
    assert found.question is not None, found.refusal
    assert not found.losses, found.losses
    question_from({**found.question, "lesson": found.group})  # and so can what comes back
    return {**found.question, "lesson": found.group}


calm = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("kind", ["single", "multiple", "truefalse", "matching", "number", "text"])
def test_through_gift(kind):
    @calm
    @given(question(kind, no_arrow))
    def check(document):
        assert back("gift", document) == document

    check()


@pytest.mark.parametrize(
    "kind", ["single", "multiple", "truefalse", "ordering", "matching", "number", "text", "hotspot"]
)
def test_through_qti(kind):
    @calm
    @given(question(kind))
    def check(document):
        assert back("qti", document) == document

    check()


@calm
@given(st.sampled_from(["gift", "qti"]), st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(kind, content):
    for each in formats.READ:
        try:
            formats.read(content, each, "vi")
        except formats.Unreadable as unreadable:
            assert str(unreadable.reason)


@calm
@given(st.text(MARKS + "ATF \n123aâ", max_size=200))
def test_any_text_is_read_or_refused_in_words(content):
    for kind in ("gift", "aiken"):
        try:
            found = formats.read(content.encode(), kind, "vi")
        except formats.Unreadable:
            continue
        for each in found:
            assert (each.question is None) == (each.refusal is not None)
            if each.question is not None:
                question_from({**each.question, "lesson": "x"})


def test_what_gift_cannot_hold_is_left_out_and_said():
    scenario = {
        "id": "chuyen", "kind": "scenario", "lesson": "mat-khau", "difficulty": 1, "outcome": None,
        "ask": text("Bác làm gì?"), "because": None, "scenes": [],
    }  # fmt: skip
    ordering = {**scenario, "id": "xep", "kind": "ordering", "items": [text("a"), text("b")]}
    amount = {
        **scenario,
        "id": "tien",
        "kind": "number",
        "value": "5",
        "tolerance": "0",
        "unit": text("đồng"),
    }
    gift = writing.write("gift", "thu", "an-toan", [scenario, ordering, amount], "vi", {})
    assert (gift.written, set(gift.left_out), set(gift.losses)) == (["tien"], {"chuyen", "xep"}, {"tien"})
    qti = writing.write("qti", "thu", "an-toan", [scenario, ordering, amount], "vi", {})
    assert (qti.written, set(qti.left_out), set(qti.losses)) == (["xep", "tien"], {"chuyen"}, set())


def test_the_same_questions_make_the_same_bytes():
    document = {
        "id": "mot", "kind": "ordering", "lesson": "mat-khau", "difficulty": 1, "outcome": None,
        "ask": text("Xếp?"), "because": None, "items": [text("a"), text("b")],
    }  # fmt: skip
    first, second = (writing.write("qti", "thu", "an-toan", [document], "vi", {}).content for _ in range(2))
    assert first == second
