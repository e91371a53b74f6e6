"""A small course as a published document: two modules, two lessons each, five questions each."""

import hashlib
from typing import Any


def text(vi: str) -> dict[str, str]:
    return {"vi": vi, "en": f"{vi} (en)"}


def _step(slug: str, n: int) -> dict[str, Any]:
    speech = text(f"Bước {n} của {slug}. Nội dung {n}.")
    return {
        "title": text(f"Bước {n} của {slug}"),
        "html": text(f"<p>Nội dung {n}.</p>"),
        "speech": speech,
        "digest": {code: hashlib.sha256(words.encode()).hexdigest()[:32] for code, words in speech.items()},
    }


def _coach() -> list[dict[str, Any]]:
    return [
        {"say": text("Bác mở máy nhé."), "look": text("Bác tự chạm."), "wait": 10},
        {"say": text("Bác tắt máy nhé."), "look": text("Bác tự tắt."), "wait": 20},
    ]


def _lesson(slug: str) -> dict[str, Any]:
    return {
        "slug": slug,
        "title": text(f"Bài {slug}"),
        "goal": text("Bác làm được."),
        "minutes": 6,
        "loudspeaker": text(f"Bà con học bài {slug} nhé."),
        "poster": {"vi": [slug, "Dừng lại", "Hỏi công an xã"], "en": [slug, "Stop", "Ask the police"]},
        "frameworks": {"digcomp": ["4.2"], "dlgf": ["0.1", "4.2"]},
        "sources": [{"fact": "Công an không gọi", "source": "bocongan", "checked": "2026-11-21"}],
        "steps": [_step(slug, n) for n in (1, 2, 3)],
    }


def _questions(lesson: str, prefix: str) -> list[dict[str, Any]]:
    def choice(vi: str, right: bool) -> dict[str, Any]:
        return {"text": text(vi), "because": None if right else text(f"Vì sao {vi} sai")}

    single = [
        {
            "id": f"{prefix}-single-{n}",
            "kind": "single",
            "lesson": lesson,
            "difficulty": 1,
            "ask": text(f"Câu một đáp án {prefix} {n}?"),
            "choices": [choice("Sai một", False), choice("Đúng", True), choice("Sai hai", False)],
            "right": [1],
            "because": text(f"Lời giải {prefix} {n}"),
        }
        for n in (1, 2)
    ]
    multiple = {
        "id": f"{prefix}-multiple",
        "kind": "multiple",
        "lesson": lesson,
        "difficulty": 2,
        "ask": text(f"Câu nhiều đáp án {prefix}?"),
        "choices": [choice("Đúng a", True), choice("Đúng b", True), choice("Sai c", False)],
        "right": [0, 1],
        "because": text(f"Lời giải nhiều {prefix}"),
    }
    true_false = [
        {
            "id": f"{prefix}-tf-{n}",
            "kind": "truefalse",
            "lesson": lesson,
            "difficulty": 1,
            "ask": text(f"Câu đúng sai {prefix} {n}."),
            "choices": [choice("Đúng", False), choice("Sai", True)],
            "right": [1],
            "because": text(f"Lời giải đúng sai {prefix} {n}"),
        }
        for n in (1, 2)
    ]
    return [*single, multiple, *true_false]


def _module(slug: str, competency: int) -> dict[str, Any]:
    return {
        "slug": slug,
        "title": text(f"Năng lực {slug}"),
        "short": text(slug),
        "summary": text("Bác biết cách làm."),
        "competency": competency,
        "lessons": [_lesson(f"{slug}-mot"), _lesson(f"{slug}-hai")],
        "skills": [
            {
                "id": f"{slug}-bat-buoc",
                "lesson": f"{slug}-mot",
                "title": text(f"Kỹ năng {slug}"),
                "required": True,
                "coach": _coach(),
            },
            {
                "id": f"{slug}-them",
                "lesson": f"{slug}-hai",
                "title": text(f"Kỹ năng thêm {slug}"),
                "required": False,
                "coach": _coach(),
            },
        ],
        "questions": _questions(f"{slug}-mot", slug),
    }


COURSE: dict[str, Any] = {
    "slug": "thu",
    "title": text("Khóa học thử"),
    "summary": text("Một khóa học nhỏ."),
    "pass_mark": 80,
    "questions_per_quiz": 5,
    "minimum_attendance": 80,
    "modules": [_module("thanh-toan", 3), _module("an-toan", 4)],
}
