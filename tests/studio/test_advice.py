"""The desk of an author says what the check advises, and lets them go on all the same."""

import pytest
from flask_babel import force_locale

from lms.studio.rules.problems import translated
from tests.catalogue.test_advice import FAIR
from tests.studio.making import drafted

LONGEST = "the right choice is the longest, which gives it away: shorten it or lengthen a wrong one"
LOST = "the Vietnamese text has 24, 30, this one has not"
STRANGE = "this text has 2, the Vietnamese one has not"


@pytest.mark.both
def test_advice_stands_beside_the_faults_and_stops_nobody(read_as, world):
    author, draft = drafted(read_as, world)
    author.follow("2 pieces of advice")
    assert author.path == f"/studio/{draft}/check"
    assert "It stops nobody: the course can be published as it is." in author.text
    assert "The right choice is the longest" in author.text and "(line 7)" not in author.text, (
        "the field says it"
    )
    assert "Choices 1 Text Tiếng Việt" in author.text
    author.follow("Ask for publishing").press("Ask", note="Bài mới")
    fair, draft = drafted(read_as, world, **FAIR)
    assert "advice" not in fair.text and "advice" not in fair.visit(f"/studio/{draft}/check").text


def test_a_draft_with_faults_has_its_advice_all_the_same(read_as, world):
    author, draft = drafted(read_as, world, **{"facts.yaml": ""})
    text = author.visit(f"/studio/{draft}/check").text
    assert "Everything that stands in the way" in text and "It stops nobody." in text


@pytest.mark.parametrize("language", ["vi", "fr"])
@pytest.mark.parametrize("said", [LONGEST, LOST, STRANGE, f"{LOST}; {STRANGE}"])
def test_advice_is_said_in_the_readers_language(app, language, said):
    with app.app_context():
        with force_locale("en"):
            english = translated(said)
        with force_locale(language):
            assert translated(said) not in {said, english}
