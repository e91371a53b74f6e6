"""An edition's JSON document to the frozen course and its hash."""

import hashlib
import json
from typing import Any

from lms.catalogue.content import (
    Course,
    Lesson,
    Marking,
    Module,
    Path,
    Prompt,
    Quizzing,
    Skill,
    Sourced,
    Step,
)
from lms.catalogue.question_documents import question_from
from lms.catalogue.texts import Text


def edition_hash(document: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON (sorted keys, no blanks, UTF-8), first 32 hex digits."""
    canonical = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]


def course_from(document: dict[str, Any], edition: str) -> Course:
    modules = tuple(_module(each) for each in document["modules"])
    return Course(
        slug=document["slug"],
        edition=edition,
        title=Text(document["title"]),
        summary=Text(document["summary"]),
        pass_mark=document["pass_mark"],
        quiz=_quizzing(document),
        minimum_attendance=document["minimum_attendance"],
        modules=modules,
        module_by_slug={module.slug: module for module in modules},
        paths=tuple(_path(each) for each in document.get("paths", [])),
    )


def _path(document: dict[str, Any]) -> Path:
    return Path(
        id=document["id"],
        title=Text(document["title"]),
        summary=Text(document["summary"]),
        modules=tuple(document["modules"]),
    )


def _quizzing(document: dict[str, Any]) -> Quizzing:
    """Editions published before a setting existed were made without it, and stay so."""
    said = document.get("quiz", {})
    return Quizzing(
        count=document["questions_per_quiz"],
        **{**said, "marking": Marking(said.get("marking", "exact"))},
    )


def _module(document: dict[str, Any]) -> Module:
    questions = tuple(question_from(each) for each in document["questions"])
    return Module(
        slug=document["slug"],
        title=Text(document["title"]),
        short=Text(document["short"]),
        summary=Text(document["summary"]),
        competency=document["competency"],
        lessons=tuple(lesson_from(each) for each in document["lessons"]),
        skills=tuple(_skill(each) for each in document["skills"]),
        questions=questions,
        question_by_id={question.id: question for question in questions},
        instead_of=document.get("instead_of"),
        extra=document.get("extra", False),
        addressed_as=document.get("addressed_as"),
    )


def _skill(document: dict[str, Any]) -> Skill:
    return Skill(
        id=document["id"],
        lesson=document["lesson"],
        title=Text(document["title"]),
        required=document["required"],
        coach=tuple(
            Prompt(say=Text(each["say"]), look=Text(each["look"]), wait=each["wait"])
            for each in document.get("coach", [])
        ),
    )


_FRAMEWORKS = {"digcomp": "DigComp", "dlgf": "DLGF"}


def lesson_from(document: dict[str, Any]) -> Lesson:
    """An edition published before lessons had posters, sources and speech simply has none."""
    loudspeaker = document.get("loudspeaker")
    frameworks = document.get("frameworks", {})
    return Lesson(
        slug=document["slug"],
        title=Text(document["title"]),
        goal=Text(document["goal"]),
        minutes=document["minutes"],
        steps=tuple(_step(each) for each in document["steps"]),
        loudspeaker=Text(loudspeaker) if loudspeaker else None,
        poster={language: tuple(lines) for language, lines in document.get("poster", {}).items()},
        frameworks=tuple(
            f"{name} {code}" for key, name in _FRAMEWORKS.items() for code in frameworks.get(key, [])
        ),
        sources=tuple(Sourced(**each) for each in document.get("sources", [])),
    )


def _step(document: dict[str, Any]) -> Step:
    speech = document.get("speech")
    return Step(
        title=Text(document["title"]),
        html=Text(document["html"]),
        speech=Text(speech) if speech else None,
        digest=document.get("digest", {}),
    )
