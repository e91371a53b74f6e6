"""QTI items, kind by kind, in the forms that these show; the words are our own:

- 3.0: https://www.imsglobal.org/spec/qti/v3p0/impl (Best Practices and Implementation Guide) and its
  examples, https://github.com/1EdTech/qti-examples (QTI3-order, QTI3-match, QTI3-hotspot, modal and inline feedback)
- 2.1: https://www.imsglobal.org/question/qtiv2p1/imsqti_implv2p1.html (choice, order, text entry)
"""

import io
import zipfile

import pytest

from lms.interop.formats import Unreadable
from tests.interop.reading import choices, losses, only, read, refusal, words

pytestmark = pytest.mark.usefixtures("inside")
THREE = 'xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"'
TWO = 'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"'
MATCH = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"


def item(body: str, correct: list[str], sort: str = "single", base: str = "identifier", more: str = "", after: str = "", mapping: str = "", processing: str = "") -> str:  # fmt: skip
    values = "".join(f"<qti-value>{each}</qti-value>" for each in correct)
    right = f"<qti-correct-response>{values}</qti-correct-response>" if correct else ""
    processing = processing or f'<qti-response-processing template="{MATCH}"/>'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item {THREE} identifier="cau-1" title="Câu một" adaptive="false" time-dependent="false" xml:lang="vi"{more}>
  <qti-response-declaration identifier="RESPONSE" cardinality="{sort}" base-type="{base}">{right}{mapping}</qti-response-declaration>
  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
  <qti-item-body>{body}</qti-item-body>
  {processing}{after}
</qti-assessment-item>"""


CHOICE = """<p>Bác đọc tin nhắn.</p>
<qti-choice-interaction response-identifier="RESPONSE" shuffle="true" max-choices="1">
  <qti-prompt>Nên làm gì?</qti-prompt>
  <qti-simple-choice identifier="A">Bấm vào<qti-feedback-inline outcome-identifier="FEEDBACK" identifier="A" show-hide="show">Đừng vội.</qti-feedback-inline></qti-simple-choice>
  <qti-simple-choice identifier="B">Gọi ngân hàng</qti-simple-choice>
</qti-choice-interaction>"""
MODAL = (
    '<qti-modal-feedback outcome-identifier="FEEDBACK" show-hide="show" identifier="correct">'
    "<qti-content-body>Ngân hàng biết rõ.</qti-content-body></qti-modal-feedback>"
)


def test_one_right_choice_with_feedback_inside_and_behind():
    got = only("qti", item(CHOICE, ["B"], after=MODAL))
    assert (got["id"], got["kind"]) == ("cau-1", "single")
    assert words(got["ask"]) == "Bác đọc tin nhắn. Nên làm gì?"
    assert words(got["because"]) == "Ngân hàng biết rõ."
    assert choices(got) == [("Bấm vào", False, "Đừng vội."), ("Gọi ngân hàng", True, None)]


def test_feedback_for_whoever_is_wrong_has_no_place():
    wrong = MODAL.replace('identifier="correct"', 'identifier="incorrect"')
    assert losses("qti", item(CHOICE, ["B"], after=MODAL + wrong.replace("biết rõ", "không biết"))) == [
        "what is said after an answer is left out where it belongs to no single choice"
    ]


def test_several_right_choices_by_mapping():
    body = """<qti-choice-interaction response-identifier="RESPONSE" max-choices="0"><qti-prompt>Hai thứ nào?</qti-prompt>
    <qti-simple-choice identifier="H">PIN</qti-simple-choice><qti-simple-choice identifier="O">OTP</qti-simple-choice>
    <qti-simple-choice identifier="Cl">tên</qti-simple-choice></qti-choice-interaction>"""
    entries = "".join(
        f'<qti-map-entry map-key="{key}" mapped-value="{worth}"/>'
        for key, worth in (("H", 1), ("O", 1), ("Cl", -1))
    )
    mapping = f'<qti-mapping lower-bound="0" upper-bound="2" default-value="-2">{entries}</qti-mapping>'
    for correct in (["H", "O"], []):
        got = only("qti", item(body, correct, "multiple", mapping=mapping))
        assert (got["kind"], got["right"]) == ("multiple", [0, 1])
    uneven = mapping.replace('"1"', '"0.5"', 1)
    assert losses("qti", item(body, ["H", "O"], "multiple", mapping=uneven)) == [
        "the weights of single choices are left out: a choice is right or wrong"
    ]


def test_true_and_false():
    body = """<qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>OTP là bí mật.</qti-prompt>
    <qti-simple-choice identifier="true" fixed="true">Đúng</qti-simple-choice>
    <qti-simple-choice identifier="false" fixed="true">Sai</qti-simple-choice></qti-choice-interaction>"""
    got = only("qti", item(body, ["true"]))
    assert (got["kind"], got["right"], got["choices"][0]["text"]["en"]) == ("truefalse", [0], "True")


def test_ordering():
    body = """<qti-order-interaction response-identifier="RESPONSE" shuffle="true"><qti-prompt><p>Xếp lại.</p></qti-prompt>
    <qti-simple-choice identifier="A">Gọi</qti-simple-choice><qti-simple-choice identifier="B">Dừng</qti-simple-choice>
    <qti-simple-choice identifier="C">Hỏi</qti-simple-choice></qti-order-interaction>"""
    got = only("qti", item(body, ["B", "C", "A"], "ordered"))
    assert [words(each) for each in got["items"]] == ["Dừng", "Hỏi", "Gọi"]
    assert refusal("qti", item(body, ["B", "C"], "ordered")) == "its right order leaves some parts out"


def _match(first: str, second: str) -> str:
    def side(names: str) -> str:
        inside = "".join(
            f'<qti-simple-associable-choice identifier="{name}" match-max="1">{name} chữ</qti-simple-associable-choice>'
            for name in names
        )
        return f"<qti-simple-match-set>{inside}</qti-simple-match-set>"

    return (
        '<qti-match-interaction response-identifier="RESPONSE" max-associations="4"><qti-prompt>Ghép.</qti-prompt>'
        f"{side(first)}{side(second)}</qti-match-interaction>"
    )


def test_matching_with_left_overs_on_either_side():
    got = only("qti", item(_match("AB", "XYZ"), ["A Z", "B X"], "multiple", "directedPair"))
    assert [words(each) for each in got["prompts"]] == ["A chữ", "B chữ"]
    assert [words(each) for each in got["matches"]] == ["Z chữ", "X chữ", "Y chữ"]
    turned = only("qti", item(_match("ABC", "XY"), ["A Y", "B X"], "multiple", "directedPair"))
    assert [words(each) for each in turned["prompts"]] == ["X chữ", "Y chữ"]
    assert [words(each) for each in turned["matches"]] == ["B chữ", "A chữ", "C chữ"]
    shared = item(_match("ABCD", "XYZ"), ["A X", "B Y", "C Y", "D Z"], "multiple", "directedPair")
    assert refusal("qti", shared) == "one answer belongs to several parts; here each has its own"


def test_text_entry_in_a_sentence_and_in_a_line_of_its_own():
    field = '<qti-text-entry-interaction response-identifier="RESPONSE" expected-length="15"/>'
    mapping = (
        '<qti-mapping default-value="0"><qti-map-entry map-key="Hà Nội" mapped-value="1" case-sensitive="false"/>'
        '<qti-map-entry map-key="Thăng Long" mapped-value="1" case-sensitive="false"/></qti-mapping>'
    )
    body = f"<p>Thủ đô là</p><blockquote><p>thành phố {field} xưa.</p></blockquote>"
    got = only("qti", item(body, ["Hà Nội"], base="string", mapping=mapping))
    assert (got["kind"], got["case_counts"]) == ("text", False)
    assert got["accepted"] == {"vi": ["Hà Nội", "Thăng Long"]}
    assert words(got["ask"]) == "Thủ đô là thành phố _____ xưa."
    alone = only("qti", item(f"<p>Thủ đô?</p><div>{field}</div>", ["Hà Nội"], base="string"))
    assert words(alone["ask"]) == "Thủ đô?"


@pytest.mark.parametrize(
    "processing, tolerance",
    [
        ("", "0"),
        ('<qti-equal tolerance-mode="absolute" tolerance="0.5 0.5">', "0.5"),
        ('<qti-equal tolerance-mode="relative" tolerance="10">', "20"),
        ('<qti-equal tolerance-mode="exact">', "0"),
    ],
)
def test_numbers_and_how_near_is_near_enough(processing, tolerance):
    if processing:
        inside = (
            processing
            + '<qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-equal>'
        )
        processing = f"<qti-response-processing><qti-response-condition><qti-response-if>{inside}</qti-response-if></qti-response-condition></qti-response-processing>"
    body = '<p>Bao nhiêu?</p><div><qti-text-entry-interaction response-identifier="RESPONSE"/> đồng</div>'
    got = only("qti", item(body, ["200"], base="float", processing=processing))
    assert (got["kind"], got["value"], got["tolerance"], words(got["unit"])) == (
        "number",
        "200",
        tolerance,
        "đồng",
    )


def test_a_number_between_two_bounds():
    bounds = "".join(
        f'<qti-{sort}><qti-variable identifier="RESPONSE"/><qti-base-value base-type="float">{value}</qti-base-value></qti-{sort}>'
        for sort, value in (("gte", "3.1"), ("lte", "3.2"))
    )
    processing = f"<qti-response-processing><qti-response-condition><qti-response-if><qti-and>{bounds}</qti-and></qti-response-if></qti-response-condition></qti-response-processing>"
    body = '<p>Số pi là <qti-text-entry-interaction response-identifier="RESPONSE"/></p>'
    got = only("qti", item(body, [], base="float", processing=processing))
    assert (got["value"], got["tolerance"]) == ("3.15", "0.05")


HOTSPOT = """<qti-hotspot-interaction response-identifier="RESPONSE" max-choices="2"><qti-prompt>Chỗ nào lạ?</qti-prompt>
<img src="pictures/tin.svg" width="200" height="100" alt="Một tin nhắn"/>
<qti-hotspot-choice identifier="A" shape="rect" coords="20,10,120,50" hotspot-label="đường dẫn"/>
<qti-hotspot-choice identifier="B" shape="{shape}" coords="{coords}" hotspot-label="tên"/></qti-hotspot-interaction>"""


def test_spots_on_a_picture_in_per_cent_of_it():
    got = only("qti", item(HOTSPOT.format(shape="rect", coords="0%,50%,10%,100%"), ["A"], "multiple"))
    assert (got["kind"], got["picture"], words(got["alt"])) == ("hotspot", "tin.svg", "Một tin nhắn")
    assert [each["box"] for each in got["spots"]] == [[10, 10, 50, 40], [0, 50, 10, 50]]
    [found] = read("qti", item(HOTSPOT.format(shape="circle", coords="100,50,20"), ["A"], "multiple"))
    assert found.question["spots"][1]["box"] == [40, 30, 20, 40]
    assert losses("qti", item(HOTSPOT.format(shape="poly", coords="0,0,20,0,20,50"), ["A"], "multiple")) == [
        "its spots become rectangles"
    ]
    unsaid = HOTSPOT.format(shape="rect", coords="0,0,20,20").replace(' hotspot-label="tên"', "")
    assert refusal("qti", item(unsaid, ["A"], "multiple")).startswith("its spots have no words")


def test_an_item_of_version_two():
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem {TWO} identifier="choice" title="Unattended" adaptive="false" timeDependent="false">
  <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
    <correctResponse><value>ChoiceA</value></correctResponse></responseDeclaration>
  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
  <itemBody><p>Nhìn biển báo.</p>
    <choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1"><prompt>Nó nói gì?</prompt>
      <simpleChoice identifier="ChoiceA">Giữ hành lý.</simpleChoice><simpleChoice identifier="ChoiceB">Bỏ lại.</simpleChoice>
    </choiceInteraction></itemBody>
  <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>
  <modalFeedback outcomeIdentifier="FEEDBACK" identifier="ChoiceB" showHide="show">Sẽ mất.</modalFeedback>
</assessmentItem>"""
    got = only("qti", text)
    assert choices(got) == [("Giữ hành lý.", True, None), ("Bỏ lại.", False, "Sẽ mất.")]
    assert words(got["ask"]) == "Nhìn biển báo. Nó nói gì?"


@pytest.mark.parametrize(
    "text, reason",
    [
        (item("<p>Chỉ đọc.</p>", []), "it is a text without a question"),
        (item(CHOICE, []), "it does not say which answer is right"),
        (item(CHOICE, ["Z"]), "its right answer is none of its choices"),
        (item(CHOICE + CHOICE, ["B"]), "it asks for several answers; one can be asked"),
        (item('<qti-extended-text-interaction response-identifier="RESPONSE"/>', []), "an open answer (essay) cannot be marked here"),
        (item('<qti-upload-interaction response-identifier="RESPONSE"/>', []), "the kind “upload-interaction” is not held here"),
        (item(CHOICE, ["B"]).replace('adaptive="false"', 'adaptive="true"'), "an item that changes while it is answered (adaptive) is not held here"),
    ],
)  # fmt: skip
def test_what_cannot_be_held_is_refused(text, reason):
    assert refusal("qti", text) == reason


def test_formatting_and_pictures_in_the_text_are_said_to_be_lost():
    body = CHOICE.replace("Bác đọc", '<strong>Bác</strong> <img src="a.png" alt=""/> đọc')
    assert losses("qti", item(body, ["B"])) == [
        "bold and other formatting is left out",
        "a picture is left out",
    ]


def package(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return out.getvalue()


MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="goi">
<metadata><schema>QTI Package</schema><schemaversion>3.0.1</schemaversion></metadata><organizations/><resources>
<resource identifier="i1" type="imsqti_item_xmlv3p0" href="items/mot.xml"><metadata><lom:lom xmlns:lom="http://ltsc.ieee.org/xsd/LOM"><lom:educational><lom:difficulty><lom:source>LOMv1.0</lom:source><lom:value>difficult</lom:value></lom:difficulty></lom:educational></lom:lom></metadata><file href="items/mot.xml"/></resource>
<resource identifier="i2" type="imsqti_item_xmlv3p0" href="items/hai.xml"><file href="items/hai.xml"/></resource>
<resource identifier="i3" type="imsqti_item_xmlv3p0" href="items/ba.xml"><file href="items/ba.xml"/></resource>
<resource identifier="t" type="imsqti_test_xmlv3p0" href="test.xml"><file href="test.xml"/></resource>
</resources></manifest>"""
TEST = f"""<qti-assessment-test {THREE} identifier="t" title="Bài"><qti-test-part identifier="p" navigation-mode="nonlinear" submission-mode="individual">
<qti-assessment-section identifier="mat-khau" title="Mật khẩu" visible="true"><qti-assessment-item-ref identifier="i2" href="items/hai.xml"/>
<qti-assessment-item-ref identifier="i1" href="items/mot.xml"/></qti-assessment-section></qti-test-part></qti-assessment-test>"""


def test_a_content_package_in_the_order_of_its_test():
    files = {
        "imsmanifest.xml": MANIFEST,
        "test.xml": TEST,
        "items/mot.xml": item(CHOICE, ["B"]),
        "items/hai.xml": item(CHOICE, ["A"]).replace('"cau-1"', '"cau-2"'),
    }
    found = read("qti", package(files))
    assert [(each.name, each.group) for each in found] == [
        ("Câu một", "mat-khau"), ("Câu một", "mat-khau"), ("items/ba.xml", "")
    ]  # fmt: skip
    assert [each.question and each.question["id"] for each in found] == ["cau-2", "cau-1", None]
    assert [each.question["difficulty"] for each in found[:2]] == [2, 3]
    inner = read("qti", package({f"goi/{path}": text for path, text in files.items()}))
    assert [each.question and each.question["id"] for each in inner] == ["cau-2", "cau-1", None]


def test_a_zip_without_a_manifest_gives_the_items_that_lie_in_it():
    found = read("qti", package({"a.xml": item(CHOICE, ["B"]), "b.txt": "x", "c.xml": "<x/>"}))
    assert [each.question is not None for each in found] == [True]


def test_what_is_no_item_is_not_read_at_all():
    for text in (TEST, "<questestinterop/>", "<x/>", "chữ"):
        with pytest.raises(Unreadable):
            read("qti", text)
