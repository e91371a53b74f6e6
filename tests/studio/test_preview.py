"""A question beside its form: in every language, facts filled in, with what learners read after they answer."""

import re

import pytest

from lms.studio.drawing import sayer
from lms.studio.rules.shapes import KINDS
from tests.studio.making import drafted

SINGLE = "/modules/an-toan/questions/mot"


def phones(reader):
    """The words of each phone by language."""
    found = re.findall(
        r'<div class="phone" lang="(\w+)">(.*?)</div></details>\n?(?=<details class="tongue"|</div></aside>)',
        reader.html,
        re.S,
    )
    return {code: re.sub(r"<[^>]+>", " ", html) for code, html in found}


def test_every_language_is_shown_with_facts_and_reasons(read_as, world):
    author, draft = drafted(read_as, world)
    shown = phones(author.visit(f"/studio/{draft}{SINGLE}"))
    assert list(shown) == ["vi", "en"]
    assert (
        "Số 113" in shown["vi"] and "Số này không có." in shown["vi"] and "Công an giúp bác." in shown["vi"]
    )
    assert "113 (police)" in shown["en"] and "There is none." in shown["en"]
    assert "{fact" not in shown["vi"] + shown["en"]


def test_what_was_typed_is_shown_before_it_is_saved(read_as, world):
    author, draft = drafted(read_as, world)
    author.visit(f"/studio/{draft}{SINGLE}").press("Preview", **{"ask.en": "Call {fact:cong-an}?"})
    assert "Call 113 (police)?" in phones(author)["en"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_question_of_every_kind_is_shown(read_as, world, kind):
    author, draft = drafted(read_as, world)
    author.visit(f"/studio/{draft}/modules/an-toan/questions/new/{kind}")
    assert "Preview" in author.html


def test_a_missing_translation_is_said_in_the_original():
    say = sayer({"so": {"value": {"vi": "113"}}})
    assert say({"vi": "Gọi {fact:so}"}, "fr") == "Gọi 113"
    assert say(None, "fr") == ""
