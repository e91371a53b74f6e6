"""The courses we ship, as content: complete, plain, fair, illustrated, and true to their sources."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from lms.catalogue.authoring.readability import EASE, LONGEST, MEAN, words_of
from lms.catalogue.authoring.speech import digest
from lms.catalogue.content import Marking
from lms.catalogue.questions import QuestionKind
from lms.quizzes import rules
from tests.catalogue.conftest import SHIPPED

LANGUAGES = ("vi", "en", "fr")
SPOKEN_FOR_30_SECONDS = {"vi": (60, 110), "en": (45, 95), "fr": (45, 95)}
FORBIDDEN = re.compile(
    r"vui\s+lòng|xin\s+lỗi|không\s+hợp\s+lệ|\b(please|sorry|invalid|veuillez|désolée?s?|invalides?)\b",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"https?://|www\.|\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(vn|com|net|org)\b", re.IGNORECASE)
ACCENTED = re.compile(r"[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)


def lessons(document) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    return ((module, lesson) for module in document["modules"] for lesson in module["lessons"])


def questions(document) -> list[dict[str, Any]]:
    return [question for module in document["modules"] for question in module["questions"]]


def texts(value: Any, language: str) -> Iterator[str]:
    """Every text in this language, wherever in the document."""
    if isinstance(value, dict):
        if isinstance(value.get(language), str):
            yield value[language]
        elif isinstance(value.get(language), list):
            yield from (each for each in value[language] if isinstance(each, str))
        for name, inner in value.items():
            if name != "digest":
                yield from texts(inner, language)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, language)


def nothing(found: Any) -> None:
    """A list of what is wrong, in the words of the failure."""
    wrong = list(found)
    assert not wrong, "\n".join(str(each) for each in wrong[:60])


def test_the_whole_course_is_checked_in_under_five_seconds(read):
    assert read[2] < 5


def test_there_are_27_lessons_of_five_to_eight_steps_and_five_competencies(document):
    assert {module["competency"] for module in document["modules"]} == {1, 2, 3, 4, 5}
    assert len(list(lessons(document))) >= 27
    nothing(lesson["slug"] for _, lesson in lessons(document) if not 5 <= len(lesson["steps"]) <= 8)


def test_the_cadres_have_a_programme_and_coaches_a_path(course):
    assert len(course.paths) >= 2
    assert any(module.instead_of for module in course.modules)
    assert any(module.extra for module in course.modules)
    for module in course.modules:
        is_for_elders = module in course.required
        assert module.addressed_as == (None if is_for_elders else "anh/chị"), module.slug
    assert {module.competency for module in course.required} == {1, 2, 3, 4, 5}


def test_every_text_stands_in_three_languages(document):
    def gaps(value: Any, place: str = "") -> Iterator[str]:
        if isinstance(value, dict):
            if "vi" in value and not all(value.get(language) for language in LANGUAGES):
                yield place
            for name, inner in value.items():
                yield from gaps(inner, f"{place}.{name}")
        elif isinstance(value, list):
            for n, inner in enumerate(value):
                yield from gaps(inner, f"{place}[{n}]")

    # A free answer counts in whatever language it is given.
    nothing(gap for gap in gaps(document) if ".accepted" not in gap)


def test_texts_are_in_composed_letters_and_vietnamese_ones_have_their_accents(document):
    for language in LANGUAGES:
        nothing(each for each in texts(document, language) if unicodedata.normalize("NFC", each) != each)
    # Tags and addresses are made of letters too.
    bare = (re.sub(r"<[^>]*>|\S+\.[a-z]{2,}", " ", each) for each in texts(document, "vi"))
    nothing(each for each in bare if sum(map(str.isalpha, each)) > 20 and not ACCENTED.search(each))


def test_nobody_is_begged_blamed_or_called_invalid(document):
    for language in LANGUAGES:
        nothing(each for each in texts(document, language) if FORBIDDEN.search(each))


def test_sentences_are_short_and_words_plain(desk):
    nothing(each for each in desk.measures if each.longest > LONGEST[each.language])
    nothing(each for each in desk.measures if each.mean > MEAN.get(each.language, each.mean))
    nothing(
        each
        for each in desk.measures
        if each.language in EASE and (each.ease is None or each.ease < EASE[each.language])
    )


def test_every_key_fits_its_question_and_nothing_else_does(course, document):
    for module in course.modules:
        for question in module.questions:
            right, wrong = rules.right_response(question), rules.wrong_response(question)
            assert rules.credit(question, right, Marking.PARTIAL) == rules.FULL, question.id
            assert rules.credit(question, wrong, Marking.PARTIAL) < rules.FULL, question.id
    nothing(
        question["id"]
        for question in questions(document)
        if question["kind"] in {"single", "truefalse"} and len(question["right"]) != 1
    )


def test_every_answer_is_explained(document):
    for question in questions(document):
        assert all(question["because"].values()), question["id"]
        right = set(question.get("right", []))
        if question["kind"] in {"single", "multiple"}:
            wrong = [c for n, c in enumerate(question["choices"]) if n not in right]
            assert all(choice["because"] for choice in wrong), question["id"]
        if question["kind"] == "hotspot":
            assert all(spot["because"] for spot in question["spots"]), question["id"]
        if question["kind"] == "scenario":
            ends = [scene for scene in question["scenes"] if not scene.get("moves")]
            assert all(end["because"] for end in ends), question["id"]


def test_each_lesson_has_eight_questions_and_the_course_every_kind(document):
    count = Counter(question["lesson"] for question in questions(document))
    nothing(
        (lesson["slug"], count[lesson["slug"]])
        for _, lesson in lessons(document)
        if count[lesson["slug"]] < 8
    )
    assert {question["kind"] for question in questions(document)} == {kind.value for kind in QuestionKind}


def test_every_question_says_which_skill_of_its_module_it_is_about(document):
    for module in document["modules"]:
        skills = {skill["id"] for skill in module["skills"]}
        nothing(
            (each["id"], each.get("outcome"))
            for each in module["questions"]
            if each.get("outcome") not in skills
        )


def test_sources_have_days_that_calendars_have_and_lessons_name_their_competences(document, desk):
    for note in desk.notes:
        assert note.checked is None or date.fromisoformat(note.checked), note
    for _, lesson in lessons(document):
        assert lesson["frameworks"]["digcomp"], lesson["slug"]
        assert lesson["frameworks"]["dlgf"], lesson["slug"]


def test_nothing_in_the_course_calls_for_advice(desk):
    nothing(sorted(set(desk.advice)))


def test_half_of_the_steps_have_a_picture_and_mock_screens_are_stamped(document, desk):
    for _, lesson in lessons(document):
        shown = sum("<img" in step["html"]["vi"] for step in lesson["steps"])
        assert 2 * shown >= len(lesson["steps"]), (lesson["slug"], shown)
    asked = {question["picture"] for question in questions(document) if "picture" in question}
    for name, picture in desk.pictures.items():
        assert len(picture) <= 8 * 1024, name
        drawn = picture.decode().replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert "http" not in drawn, name
        assert name not in asked or "BÀI TẬP" in drawn, (
            name,
            [q["id"] for q in questions(document) if q.get("picture") == name],
        )


def test_pages_lead_nowhere_outside_and_hold_only_what_we_draw(document):
    facts = (SHIPPED / "facts.yaml").read_text(encoding="utf-8")
    for _, lesson in lessons(document):
        for step in lesson["steps"]:
            for html in step["html"].values():
                assert not any(trap in html for trap in ("<a", "<script", "{fact", ":::", "style=", "]("))
                assert html.count("<img") == html.count('<img src="/pictures/')
                outside = re.sub(r'<div class="box (message|screen)">.*?</div>', "", html, flags=re.DOTALL)
                for found in ADDRESS.finditer(re.sub(r"<[^>]*>", " ", outside)):
                    assert found[0] in facts, (lesson["slug"], found[0])


def test_every_lesson_has_a_skill_and_every_skill_a_coach(document):
    for module in document["modules"]:
        assert {skill["lesson"] for skill in module["skills"]} == {each["slug"] for each in module["lessons"]}
        for skill in module["skills"]:
            assert 2 <= len(skill["coach"]) <= 6, skill["id"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_loudspeaker_speaks_for_thirty_seconds_and_posters_are_short(document, language):
    least, most = SPOKEN_FOR_30_SECONDS[language]
    spoken = [
        (each["slug"], len(words_of(each["loudspeaker"][language], language)))
        for _, each in lessons(document)
    ]
    nothing(each for each in spoken if not least <= each[1] <= most)
    nothing(
        line for _, each in lessons(document) for line in each["poster"][language] if not 0 < len(line) <= 60
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_voice_is_given_words_and_nothing_else(document, language):
    for _, lesson in lessons(document):
        for step in lesson["steps"]:
            said = step["speech"][language]
            assert not re.search(r"[<>{}*|`]|BÀI TẬP|https?:|\]\(|:::|\.svg|&\w+;", said), said
            assert re.search(r"[.!?…][ ”»\"’)]*$", said), said
            assert step["digest"][language] == digest(said)
