"""An empty course: everything that the check asks for has its place, and only the words are missing."""

from collections.abc import Sequence

from lms.studio.rules.lessons import put_together
from lms.studio.rules.yaml_files import written

_STEPS = {
    "vi": [
        "Đây là gì?",
        "Có ích gì cho bác?",
        "Bác làm thế này",
        "Cẩn thận",
        "Bác thử ngay",
        "Bây giờ bác làm được",
    ],
    "en": ["What is it?", "What is it good for?", "Do this", "Take care", "Try it now", "Now you can"],
    "fr": [
        "Qu’est-ce que c’est ?",
        "À quoi ça sert ?",
        "Faites ceci",
        "Attention",
        "Essayez",
        "Maintenant vous savez",
    ],
}
QUESTIONS = 3
FIRST_MODULE, FIRST_LESSON = "phan-mot", "bai-mot"


def course_files(title: str, languages: Sequence[str]) -> dict[str, bytes]:
    """The files of a new course with one module and one lesson."""
    course = {
        "title": {"vi": title},
        "languages": list(languages),
        "pass_mark": 80,
        "questions_per_quiz": QUESTIONS,
        "minimum_attendance": 80,
        "modules": [FIRST_MODULE],
    }
    return {"course.yaml": written(course).encode()} | module_files(FIRST_MODULE, "", FIRST_LESSON, languages)


def module_files(module: str, title: str, lesson: str, languages: Sequence[str]) -> dict[str, bytes]:
    """The files of a new module with one lesson."""
    head = {
        "title": {"vi": title} if title else {},
        "competency": 4,
        "lessons": [lesson],
        "skills": [{"id": f"{module}-{lesson}"[:60].strip("-"), "lesson": lesson, "required": True}],
    }
    asked = [
        {"id": f"{lesson}-{number}", "type": "truefalse", "lesson": lesson, "difficulty": 1}
        for number in range(1, QUESTIONS + 1)
    ]
    files = {f"{module}/module.yaml": written(head), f"{module}/questions.yaml": written(asked)}
    return {path: text.encode() for path, text in files.items()} | lesson_files(module, lesson, "", languages)


def lesson_files(module: str, lesson: str, title: str, languages: Sequence[str]) -> dict[str, bytes]:
    """The files of a new lesson, one a language, with the steps that a lesson usually has."""
    made = {}
    for language in languages:
        head = {"title": title if language == "vi" else "", "minutes": 6}
        if language == "vi":
            head |= {"sources": [], "review": [], "frameworks": {"digcomp": [], "dlgf": []}}
        steps = [{"title": each, "text": ""} for each in _STEPS[language]]
        made[f"{module}/{lesson}.{language}.md"] = put_together(head, steps).encode()
    return made
