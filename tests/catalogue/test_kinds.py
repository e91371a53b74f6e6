"""Questions that are not choices: what an author may write, what becomes of it, what they are told."""

import hashlib
import unicodedata
from decimal import Decimal

import pytest

from lms.catalogue.authoring import read_course
from lms.catalogue.content import Marking
from lms.catalogue.documents import course_from, edition_hash
from lms.catalogue.question_documents import question_from
from lms.catalogue.questions import Hotspot, Matching, Number, Ordering, Scenario, ShortText
from lms.quizzes import rules
from tests.catalogue.kinds import ALL_KINDS, BANK, QUESTIONS_FILE
from tests.catalogue.test_format import problems
from tests.catalogue.writing import write_course


def vi_en(vi: str, en: str) -> dict[str, str]:
    return {"vi": vi, "en": en}


@pytest.fixture
def questions(tmp_path):
    [module] = read_course(write_course(tmp_path, **ALL_KINDS))["modules"]
    return {each["id"]: each for each in module["questions"]}


def own(document: dict) -> dict:
    """What the kind adds to the fields that all questions have."""
    common = {"id", "kind", "lesson", "difficulty", "ask", "because"}
    assert common <= set(document)
    return {name: value for name, value in document.items() if name not in common}


def test_an_ordering_question(questions):
    document = questions["thu-tu"]
    assert own(document) == {
        "outcome": "chuyen-tien",
        "items": [vi_en("Mở máy", "Open"), vi_en("Gọi 113", "Call 113 (police)"), vi_en("Tắt máy", "Close")],
    }
    question = question_from(document)
    assert question.outcome == "chuyen-tien"
    assert isinstance(question.body, Ordering)


def test_a_matching_question(questions):
    assert own(questions["ghep"]) == {
        "prompts": [vi_en("OTP", "OTP"), vi_en("gia-mao.top", "gia-mao.top"), vi_en("Công an", "Police")],
        "matches": [
            vi_en("Giữ kín", "Keep it"),
            vi_en("Xóa", "Delete"),
            vi_en("Gọi", "Call"),
            vi_en("Gửi đi", "Send it"),
        ],
    }
    body = question_from(questions["ghep"]).body
    assert isinstance(body, Matching)
    assert (len(body.prompts), len(body.matches)) == (3, 4)


def test_a_question_for_a_number(questions):
    assert own(questions["so"]) == {"value": "313000", "tolerance": "0.5", "unit": vi_en("đồng", "dong")}
    body = question_from(questions["so"]).body
    assert isinstance(body, Number)
    assert (body.value, body.tolerance) == (Decimal(313000), Decimal("0.5"))


def test_a_question_for_a_few_words(questions):
    assert own(questions["chu"]) == {
        "accepted": {"vi": ["định danh", "số 113"], "en": ["identity"]},
        "accents_count": False,
        "case_counts": False,
    }
    assert isinstance(question_from(questions["chu"]).body, ShortText)


def test_a_question_about_a_picture(questions):
    document = own(questions["anh"])
    name = document.pop("picture")
    assert len(name) == len(hashlib.sha256().hexdigest()) / 2 + len(".svg")
    assert document["alt"] == vi_en("Một tin nhắn giả.", "A false message.")
    assert document["right"] == [1]
    assert document["spots"][1] == {
        "text": vi_en("gia-mao.top", "gia-mao.top"),
        "because": vi_en("Địa chỉ lạ.", "Odd address."),
        "box": [10, 40, 50, 20],
    }
    body = question_from(questions["anh"]).body
    assert isinstance(body, Hotspot)
    assert (body.picture, body.right, body.spots[0].box) == (name, {1}, (0, 0, 100, 20))


def test_a_story(questions):
    goi, nghe, tat, mat = questions["chuyen"]["scenes"]
    assert [move["to"] for move in goi["moves"] + nghe["moves"]] == [1, 2, 0, 3]
    assert (goi["good"], goi["because"]) == (None, None)
    assert tat == {
        "text": vi_en("Yên ổn.", "Quiet."),
        "moves": [],
        "good": True,
        "because": vi_en("Bác làm đúng.", "Well done."),
    }
    assert mat["good"] is False
    story = question_from(questions["chuyen"]).body
    assert isinstance(story, Scenario)
    assert story.at([0, 0, 1]).good


def test_every_kind_can_be_taken_from_the_shelf_and_has_a_key_that_fits(tmp_path):
    document = read_course(write_course(tmp_path, **ALL_KINDS))
    course = course_from(document, edition_hash(document))
    for question in course.modules[0].questions:
        assert rules.credit(question, rules.right_response(question), Marking.EXACT) == rules.FULL
        assert rules.credit(question, rules.wrong_response(question), Marking.PARTIAL) < rules.FULL


def test_a_question_without_an_outcome_says_nothing_of_it(questions):
    assert "outcome" not in questions["ghep"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        # ordering and matching
        (', {vi: "Tắt máy", en: "Close"}]', "]", "1 items: there are 2 entries here; at least 3 belong here"),
        ('{vi: "Tắt máy", en: "Close"}', '{vi: "mở  Máy", en: "Close"}', "questions.yaml:7: 1 items 3: this item stands here twice"),
        ('{vi: "Tắt máy", en: "Close"}', '{vi: "Tắt máy", en: "Open"}', "1 items 3: this item stands here twice"),
        ('{vi: "Tắt máy", en: "Close"}', '{vi: "Tắt máy"}', "1 items 3: the language “en” is missing"),
        ('{vi: "Tắt máy", en: "Close"}', '{vi: "Vào a-la.vn", en: "Close"}', "the address “a-la.vn” is not in facts.yaml"),
        ('match: {vi: "Xóa", en: "Delete"}', 'match: {vi: "Gọi", en: "Delete"}', "2 pairs 3 match: this match stands here twice"),
        ('extra: [{vi: "Gửi đi"', 'extra: [{vi: "Gọi"', "questions.yaml:18: 2 extra 1: this match stands here twice"),
        ('prompt: {vi: "Công an", en: "Police"}', 'prompt: {vi: "OTP", en: "Police"}', "2 pairs 3 prompt: this prompt stands here twice"),
        ('extra: [{vi: "Gửi đi", en: "Send it"}]', 'extra: [{vi: "a", en: "a"}, {vi: "b", en: "b"}, {vi: "c", en: "c"}]', "at most 2 belong here"),
        ("  extra:", "  extras:", 'no field has this name; is it "extra"?'),
        ("{prompt: {vi: \"OTP\"", "{promt: {vi: \"OTP\"", 'no field has this name; is it "prompt"?'),
        ("pairs:\n    - {prompt: {vi: \"OTP\", en: \"OTP\"}, match: {vi: \"Giữ kín\", en: \"Keep it\"}}", "pairs:\n    - \"OTP\"", "here belongs a group of fields, each with its name"),
        # number
        ("answer: 313000", 'answer: "313.000,5"', 'questions.yaml:25: 3 answer: here belongs a number such as 50000 or "0.5"'),
        ("answer: 313000", "answer: true", "here belongs a number"),
        ("answer: 313000", 'answer: "NaN"', "here belongs a number"),
        ("answer: 313000", "answer: 0.5", 'put this in quotation marks: "0.5"'),
        ('tolerance: "0.5"', 'tolerance: "-1"', "3 tolerance: this number must be at least 0"),
        # text
        ('["identity"]', "[]", "4 accepted.en: there are 0 entries here; at least 1 belong here"),
        ('["identity"]', '[""]', "4 accepted.en 1: nothing is written here"),
        ('["identity"]', '["."]', "4 accepted.en 1: nothing is left of this answer when it is compared"),
        ('["identity"]', '["identity", "Idèntity. "]', "4 accepted.en 2: this answer counts already"),
        (', en: ["identity"]', "", "4 accepted: the language “en” is missing"),
        ('en: ["identity"]', 'de: ["identity"]', "4 accepted.de"),
        ('"định danh"', f'"{unicodedata.normalize("NFD", "định danh")}"', "4 accepted.vi 1: the accents are stored apart"),
        ('"định danh"', '"www.la.vn"', "4 accepted.vi 1: the address “www.la.vn” is not in facts.yaml"),
        ("accents: false", 'accents: "no"', "4 accents: here belongs true or false"),
        # hotspot
        ('"tin-nhan.svg"', '"tin-nhắn.svg"', "5 picture: a picture is a file of the folder pictures"),
        ('"tin-nhan.svg"', '"../x.svg"', "5 picture: a picture is a file of the folder pictures"),
        ('"tin-nhan.svg"', '"khac.svg"', "5 picture: the folder pictures of this module has no usable file “khac.svg”"),
        ('"tin-nhan.svg"', '"khac.svg"', "thu/an-toan/pictures/tin-nhan.svg: no lesson and no question of this module shows this picture"),
        ("scam: true, ", "", "5 spots: at least one spot is a sign of a scam"),
        ("box: [10, 40, 50, 20]", "box: [60, 40, 50, 20]", "5 spots 2 box: this box reaches out of the picture"),
        ("box: [10, 40, 50, 20]", "box: [10, 40, 50]", "5 spots 2 box: there are 3 entries here; at least 4 belong here"),
        ("box: [10, 40, 50, 20]", "box: [10, 40, 50, 200]", "5 spots 2 box 4: this number must be at most 100"),
        ("box: [10, 40, 50, 20]", "box: [10, 40, 50, 10]", "5 spots 2 box: this box is too small to touch: in this picture at least 14 wide and 11 high"),
        ("box: [10, 40, 50, 20]", "box: [10, 40, 13, 20]", "5 spots 2 box: this box is too small to touch"),
        ("box: [10, 40, 50, 20]", "box: [10, 65, 50, 30]", "5 spots 3 box: this box covers too much of spot 2"),
        ('{vi: "Giờ gửi"', '{vi: "người gửi"', "5 spots 3 text: this spot stands here twice"),
        (', because: {vi: "Giờ thường.", en: "Usual."}', "", "5 spots 3 because: this field is missing"),
        # scenario
        ('to: "tat"', 'to: "tta"', "6 scenes 1 moves 2 to: there is no scene “tta”"),
        ('to: "mat"', 'to: "tat"', "6 scenes 4: no move leads to this scene"),
        ('id: "mat"', 'id: "tat"', "6 scenes 4 id: the id “tat” is taken by scene 3"),
        ("good: false", "good: true", "6 scenes: a story has at least one bad end (good: false)"),
        ("good: true", "good: false", "6 scenes: a story has at least one good end (good: true)"),
        ("good: true, ", "", "6 scenes 3: write moves, or say that the story ends here"),
        (', because: {vi: "Kẻ gian lấy.", en: "A thief took it."}', "", "6 scenes 4 because: an end says why"),
        ('"Máy reo.", en: "It rings."}', '"Máy reo.", en: "It rings."}, good: true', "6 scenes 1 good: only an end has this"),
        ('text: {vi: "Tắt", en: "Hang up"}', 'text: {vi: "Nghe", en: "Hang up"}', "6 scenes 1 moves 2 text: this move stands here twice"),
        (', {text: {vi: "Tắt", en: "Hang up"}, to: "tat"}', "", "6 scenes 1 moves: there is 1 entry here; at least 2 belong here"),
        ('"Kẻ gian lấy."', '"Vào la.vn"', "the address “la.vn” is not in facts.yaml"),
        # all of them
        ('outcome: "chuyen-tien"', 'outcome: "Chuyển tiền"', "1 outcome: use only small letters"),
        ('"Có người gọi."', '"Vui lòng chọn."', "6 ask.vi: “Vui lòng” is a word we never use"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(tmp_path, old, new, said):
    assert BANK.count(old) >= 1, old
    found = problems(write_course(tmp_path, **ALL_KINDS | {QUESTIONS_FILE: BANK.replace(old, new, 1)}))
    assert any(said in problem for problem in found), found


def test_all_spots_bad_is_no_question(tmp_path):
    bank = BANK.replace("20], because", "20], scam: true, because").replace("scam: false", "scam: true")
    found = problems(write_course(tmp_path, **ALL_KINDS | {QUESTIONS_FILE: bank}))
    assert found == [
        "thu/an-toan/questions.yaml:44: 5 spots: at least one spot is harmless: otherwise there is nothing to tell apart"
    ]


def test_a_story_that_goes_round_for_ever_is_named_scene_by_scene(tmp_path):
    """From “nghe” and “goi” no end can be reached once “tat” is a scene of its own circle."""
    bank = BANK.replace('to: "mat"', 'to: "goi"').replace('to: "tat"', 'to: "nghe"')
    found = problems(write_course(tmp_path, **ALL_KINDS | {QUESTIONS_FILE: bank}))
    assert [problem.split(": ", 2)[1:] for problem in found] == [
        ["6 scenes 1", "from here the story never ends: it goes round in a circle"],
        ["6 scenes 2", "from here the story never ends: it goes round in a circle"],
        ["6 scenes 3", "no move leads to this scene"],
        ["6 scenes 4", "no move leads to this scene"],
    ]


def test_a_story_begins_with_a_choice(tmp_path):
    scenes = BANK[BANK.index('    - {id: "goi"') : BANK.index('    - {id: "nghe"')]
    bank = BANK.replace(scenes, "").replace('to: "goi"', 'to: "tat"')
    end = bank[bank.index('    - {id: "tat"') : bank.index('    - {id: "mat"')]
    bank = bank.replace(end, "").replace("  scenes:\n", "  scenes:\n" + end)
    found = problems(write_course(tmp_path, **ALL_KINDS | {QUESTIONS_FILE: bank}))
    assert any("6 scenes 1: the story begins here, so this scene has moves" in each for each in found), found


def test_a_number_may_be_any_decimal(tmp_path):
    bank = BANK.replace("answer: 313000", 'answer: "-0.50"').replace('  tolerance: "0.5"\n', "")
    [module] = read_course(write_course(tmp_path, **ALL_KINDS | {QUESTIONS_FILE: bank}))["modules"]
    assert own(module["questions"][2]) == {"value": "-0.50", "tolerance": "0", "unit": vi_en("đồng", "dong")}


def test_an_address_of_the_facts_may_be_typed_with_what_browsers_put_before_it(tmp_path):
    bank = BANK.replace('["identity"]', '["https://www.{fact:cong-an}", "www.{fact:cong-an}"]')
    read_course(write_course(tmp_path, **ALL_KINDS | {QUESTIONS_FILE: bank}))
