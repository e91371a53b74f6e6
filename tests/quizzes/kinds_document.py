"""A course with one question of each kind, as a published document, and the form that a response would be sent with."""

import hashlib
from typing import Any

from werkzeug.datastructures import MultiDict

from lms.quizzes import rules
from tests.course_document import COURSE, text

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 320" width="320" height="320">'
    '<rect width="320" height="320" fill="#eef3f1"/><g font-family="sans-serif" font-size="18">'
    '<text x="16" y="40">+84 900 000 000</text><text x="16" y="100">Chào bác!</text>'
    '<text x="16" y="165">http://trung-thuong.example</text>'
    '<text x="16" y="230">Bấm ngay kẻo hết hạn</text></g></svg>'
).encode()
PICTURE_NAME = f"{hashlib.sha256(PICTURE).hexdigest()[:32]}.svg"
COURSE_SLUG, MODULE_SLUG = "cac-loai", "du-loai"
KINDS_QUIZ = f"/quizzes/{COURSE_SLUG}/{MODULE_SLUG}"


def _question(kind: str, ask: str, **body: Any) -> dict[str, Any]:
    return {
        "id": f"cau-{kind}",
        "kind": kind,
        "lesson": COURSE["modules"][1]["lessons"][0]["slug"],
        "difficulty": 1,
        "ask": text(ask),
        "because": text(f"Lời giải {kind}"),
        **body,
    }


def _choice(vi: str, right: bool) -> dict[str, Any]:
    return {"text": text(vi), "because": None if right else text(f"Vì sao {vi}")}


def _spot(vi: str, box: list[int]) -> dict[str, Any]:
    return {"text": text(vi), "because": text(f"Vì sao {vi}"), "box": box}


def _scene(vi: str, moves: list[tuple[str, int]], good: bool | None = None) -> dict[str, Any]:
    return {
        "text": text(vi),
        "moves": [{"text": text(words), "to": to} for words, to in moves],
        "good": good,
        "because": None if good is None else text(f"Vì sao kết: {vi}"),
    }


QUESTIONS: list[dict[str, Any]] = [
    _question(
        "single",
        "Ai gọi hỏi mã OTP?",
        choices=[
            _choice("Ngân hàng", False),
            _choice("Kẻ lừa đảo", True),
            _choice("Bạn thân", False),
        ],
        right=[1],
    ),
    _question(
        "multiple",
        "Dấu hiệu nào là lừa đảo?",
        choices=[
            _choice("Giục làm ngay", True),
            _choice("Đòi mã OTP", True),
            _choice("Dọa bắt", True),
            _choice("Chào bác", False),
        ],
        right=[0, 1, 2],
    ),
    _question(
        "truefalse",
        "Công an làm việc qua điện thoại.",
        choices=[_choice("Đúng", False), _choice("Sai", True)],
        right=[1],
    ),
    _question(
        "ordering",
        "Trả tiền bằng mã QR, làm theo thứ tự nào?",
        items=[
            text("Mở ứng dụng ngân hàng"),
            text("Quét mã"),
            text("Xem lại tên người nhận và số tiền"),
            text("Bấm chuyển"),
        ],
    ),
    _question(
        "matching",
        "Số nào gọi cho ai?",
        prompts=[text("113"), text("114"), text("115")],
        matches=[text("Công an"), text("Cứu hỏa"), text("Cấp cứu"), text("Tổng đài điện thoại")],
    ),
    _question(
        "number",
        "Bác mua 3 cân gạo, mỗi cân 18.000 đồng. Bác trả bao nhiêu?",
        value="54000",
        tolerance="1000",
        unit={"vi": "đồng", "en": "dong"},
    ),
    _question(
        "text",
        "Ứng dụng định danh quốc gia tên là gì?",
        accepted={"vi": ["VNeID", "ứng dụng VNeID"], "en": ["VNeID"]},
        accents_count=False,
        case_counts=False,
    ),
    _question(
        "hotspot",
        "Chỗ nào trong tin nhắn đáng ngờ?",
        picture=PICTURE_NAME,
        alt=text("Tin nhắn báo trúng thưởng có đường dẫn lạ"),
        spots=[
            _spot("Số lạ", [4, 4, 60, 14]),
            _spot("Đường dẫn lạ", [4, 44, 70, 12]),
            _spot("Lời chào", [4, 24, 40, 12]),
            _spot("Giục bấm ngay", [4, 64, 60, 14]),
        ],
        right=[0, 1, 3],
    ),
    _question(
        "scenario",
        "Điện thoại reo. Bác làm gì?",
        scenes=[
            _scene("Có người xưng là công an.", [("Nghe tiếp", 1), ("Cúp máy", 3)]),
            _scene("Họ bảo bác đọc mã OTP.", [("Đọc mã", 2), ("Cúp máy ngay", 3), ("Hỏi lại từ đầu", 0)]),
            _scene("Tiền trong tài khoản mất hết.", [], good=False),
            _scene("Bác gọi công an xã và được an toàn.", [], good=True),
        ],
    ),
]


def kinds_course(marking: str = "exact", questions: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """The course; by default with all nine questions in its one module."""
    asked = QUESTIONS if questions is None else questions
    module = {**COURSE["modules"][1], "slug": MODULE_SLUG, "questions": asked, "skills": []}
    return {
        **COURSE,
        "slug": COURSE_SLUG,
        "title": text("Khóa học đủ loại câu hỏi"),
        "questions_per_quiz": len(asked),
        "quiz": {"marking": marking},
        "modules": [module],
    }


def filled_in(asked: rules.Asked, response: rules.Response) -> list[MultiDict[str, str]]:
    """The forms that say this response on the question's pages: one for each press of the button."""
    kind = str(asked.question.kind)
    if not response:
        return [MultiDict({"choice": "unknown"})]
    if kind in ("number", "text"):
        return [MultiDict({"written": response[0]})]
    if kind == "scenario":
        return _walk(asked, response)
    places = [str(asked.order.index(part)) for part in response]
    if kind == "ordering":
        return [MultiDict([("item", place) for place in places])]
    if kind == "matching":
        return [MultiDict({f"match-{prompt}": place for prompt, place in enumerate(places)})]
    return [MultiDict([("choice", place) for place in places])]


def _walk(asked: rules.Asked, moves: rules.Response) -> list[MultiDict[str, str]]:
    forms, places, scene = [], [], 0
    for move in moves:
        place = str(asked.order[scene].index(move))
        forms.append(MultiDict({"moves": "-".join(places), "choice": place}))
        places.append(place)
        scene = asked.question.body.scenes[scene].moves[move].to
    return forms
