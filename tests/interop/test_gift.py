"""GIFT, construction by construction, as https://docs.moodle.org/en/GIFT_format shows them and
Moodle's `question/format/gift/format.php` reads them; the words are our own."""

import pytest
from flask_babel import force_locale

from tests.interop.reading import choices, losses, only, read, refusal, words

pytestmark = pytest.mark.usefixtures("inside")


def test_one_right_choice_with_feedback_for_each_and_for_all():
    question = only(
        "gift",
        """::OTP là gì::Mã OTP để làm gì?{
        =xác nhận là bác
        ~mở khoá màn hình#Màn hình mở bằng mã PIN.
        ~nạp tiền#Nạp tiền không cần mã này.
        ####Mã OTP chỉ dùng một lần.
        }""",
    )
    assert (question["id"], question["kind"]) == ("otp-la-gi", "single")
    assert words(question["ask"]) == "Mã OTP để làm gì?"
    assert words(question["because"]) == "Mã OTP chỉ dùng một lần."
    assert choices(question) == [
        ("xác nhận là bác", True, None),
        ("mở khoá màn hình", False, "Màn hình mở bằng mã PIN."),
        ("nạp tiền", False, "Nạp tiền không cần mã này."),
    ]


def test_what_is_said_of_the_right_choice_explains_where_nothing_else_does():
    assert words(only("gift", "Ai?{=tôi#Đúng là bác. ~người khác}")["because"]) == "Đúng là bác."
    assert only("gift", "Ai?{=tôi ~người khác}")["because"] is None


def test_several_right_choices_by_their_weights():
    question = only("gift", "Hai thứ nào?{~%50%PIN ~%-50%tên ~%50%OTP ~%-50%tuổi}")
    assert (question["kind"], question["right"]) == ("multiple", [0, 2])
    assert only("gift", "Ba?{~%33.33333%a ~%33.33333%b ~%33.33333%c ~d}")["right"] == [0, 1, 2]


def test_unequal_weights_are_said_to_be_left_out():
    said = "the weights of single choices are left out: a choice is right or wrong"
    assert losses("gift", "Nào?{~%75%a ~%25%b ~c}") == [said]
    assert losses("gift", "Nào?{=a ~%50%b ~c}") == [said]


@pytest.mark.parametrize(
    "answer, right, wrong_said, because",
    [
        ("TRUE", [0], None, None),
        ("F", [1], None, None),
        ("T#Sai rồi", [0], "Sai rồi", None),
        ("FALSE#Sai rồi#Đúng rồi", [1], "Sai rồi", "Đúng rồi"),
        ("FALSE#Sai rồi####Vì thế", [1], "Sai rồi", "Vì thế"),
    ],
)
def test_true_and_false(answer, right, wrong_said, because):
    question = only("gift", f"Mật khẩu là của riêng bác.{{{answer}}}")
    assert (question["kind"], question["right"], words(question["because"])) == ("truefalse", right, because)
    assert words(question["choices"][1 - right[0]]["because"]) == wrong_said
    assert [each["text"]["fr"] for each in question["choices"]] == ["Vrai", "Faux"]


def test_short_texts():
    question = only("gift", "Thư rác tiếng Anh gọi là gì?{=spam =thư rác}")
    assert question["accepted"] == {"vi": ["spam", "thư rác"]}
    assert (question["case_counts"], question["accents_count"]) == (False, False)
    assert losses("gift", "Gì?{=spam =%50%span}") == ["answers that are only partly right are left out"]


@pytest.mark.parametrize(
    "answer, value, tolerance",
    [
        ("#113", "113", "0"),
        ("#1822:5", "1822", "5"),
        ("#3.141..3.142", "3.1415", "0.0005"),
        ("#-2.50", "-2.5", "0"),
        ("#=313000:0.5", "313000", "0.5"),
    ],
)
def test_numbers_with_tolerance_and_range(answer, value, tolerance):
    question = only("gift", f"Bao nhiêu?{{{answer}}}")
    assert (question["value"], question["tolerance"], question["unit"]) == (value, tolerance, None)


def test_of_several_numbers_the_wholly_right_one_is_kept():
    several = "Năm nào?{#\n =1945:0#Đúng\n =%50%1945:2#Gần đúng\n}"
    assert losses("gift", several) == ["only the first number that is wholly right is kept"]
    [found] = read("gift", several)
    assert (found.question["value"], found.question["tolerance"]) == ("1945", "0")


def test_matching_with_an_answer_that_belongs_to_nothing():
    question = only("gift", "Ghép cặp.{\n =Công an -> 113\n =Cứu hoả -> 114\n = -> 115\n}")
    assert [words(each) for each in question["prompts"]] == ["Công an", "Cứu hoả"]
    assert [words(each) for each in question["matches"]] == ["113", "114", "115"]


def test_a_missing_word_leaves_a_gap():
    question = only("gift", "Bác gọi {=113 ~115 ~119} khi bị lừa.")
    assert words(question["ask"]) == "Bác gọi _____ khi bị lừa."
    assert words(only("gift", "Hai cộng hai bằng {#4}.")["ask"]) == "Hai cộng hai bằng _____."


def test_control_characters_are_escaped_with_a_backslash():
    question = only("gift", r"::a\:b::Dấu nào \{là\} dấu \#?{=\= ~\~ ~\\n~a\nb}")
    assert words(question["ask"]) == "Dấu nào {là} dấu #?"
    assert [text for text, _right, _said in choices(question)] == ["=", "~", r"\n", "a b"]
    assert question["id"] == "a-b"


def test_formats_become_plain_text_and_that_is_said():
    bold = ["bold and other formatting is left out"]
    for text in ("[html]<p>Mã <b>OTP</b></p>{TRUE}", "[markdown]Mã **OTP**{TRUE}", "Mã <b>OTP</b>{TRUE}"):
        assert losses("gift", text) == bold
        assert words(read("gift", text)[0].question["ask"]) == "Mã OTP"
    assert words(only("gift", "[html]<p>1 &lt; 2 &amp; 3</p>{TRUE}")["ask"]) == "1 < 2 & 3"
    assert words(only("gift", "[plain]Thẻ <b> &lt; đậm{TRUE}")["ask"]) == "Thẻ <b> &lt; đậm"
    assert words(only("gift", "a < b và A&B{TRUE}")["ask"]) == "a < b và A&B"
    assert losses("gift", "[html]Đây là <img src=x> gì?{TRUE}") == ["a picture is left out"]


def test_categories_tags_and_numbers_of_newer_moodle():
    first, second = read(
        "gift",
        """$CATEGORY: $course$/top/An toàn/Mật khẩu

// [id:mk-1] [tag:difficulty-3] [tag:outcome-dat-mat-khau] [tag:khác]
::Tên dài::Một?{TRUE}

// just a comment
$CATEGORY: a//b
Hai?{FALSE}
""",
    )
    assert (first.group, second.group) == ("Mật khẩu", "a/b")
    assert (first.question["id"], first.question["difficulty"]) == ("mk-1", 3)
    assert first.question["outcome"] == "dat-mat-khau"
    assert (second.question["difficulty"], second.question["outcome"]) == (2, None)


@pytest.mark.parametrize(
    "text, reason",
    [
        ("Kể lại.{}", "an open answer (essay) cannot be marked here"),
        ("Chỉ là một đoạn văn.", "it is a text without a question"),
        ("Thiếu {~a =b", "a brace { or } is missing"),
        ("Thiếu ~a =b }", "a brace { or } is missing"),
        ("Một {=a ~b} hai {=c ~d}", "it has several gaps; one can be asked"),
        ("Điền {1:SHORTANSWER:=x}", "a text with gaps (Cloze) is not held here"),
        ("Một?{=a =b ~c}", "it has several right choices but lets only one be chosen"),
        ("Không?{~a ~b}", "it does not say which choice is right"),
        ("Chỉ một?{~%100%a}", "it has 1 choices; 2 to 8 can be shown"),
        ("Hai lần?{=a ~b ~b}", "two choices in it read the same"),
        ("Trống?{=a ~ #x ~b}", "a choice in it has no words"),
        ("Bao nhiêu?{#mười}", "“mười” is no number we can read"),
        ("Bao nhiêu?{#1e999}", "“1e999” is no number we can read"),
        ("Ghép?{=a -> x =b -> x}", "one answer belongs to several parts; here each has its own"),
        ("Ghép?{=a -> x =b}", "a part of it has no “->”"),
        ("{TRUE}", "it has no words that ask something"),
        (f"{'dài ' * 200}?{{TRUE}}", "a text in it is longer than 500 letters"),
    ],
)
def test_what_cannot_be_held_is_refused_with_its_reason(text, reason):
    assert refusal("gift", text) == reason


def test_a_refused_question_keeps_its_line_and_does_not_stop_the_others():
    found = read("gift", "// đầu\n\nMột?{TRUE}\n\n::Hai::Kể.{}\n\nBa?{FALSE}\n")
    with force_locale("en"):
        assert [str(each.where) for each in found] == ["line 3", "line 5", "line 7"]
    assert [each.question is None for each in found] == [False, True, False]


def test_files_of_every_usual_encoding():
    for content in ("Đúng không?{TRUE}".encode("utf-8-sig"), "Đúng không?{TRUE}\r\n".encode("utf-16")):
        assert words(only("gift", content)["ask"]) == "Đúng không?"


def test_hidden_characters_and_loose_accents_are_put_right():
    assert losses("gift", "Mật\u200b khẩu?{TRUE}") == ["a hidden character is taken out"]
    assert words(only("gift", "Hoà\u0300?{TRUE}".replace("à", "a"))["ask"]) == "Hoà?"


def test_our_own_choice_of_not_knowing_is_not_taken_twice():
    assert losses("gift", "Gì?{=a ~b ~Tôi chưa biết.}") == [
        "the choice “I don't know” is left out: every question here has one"
    ]
