"""An edition's JSON document to the frozen course and its hash."""

import hashlib
import json
from typing import Any

from lms.catalogue.content import Choice, Course, Lesson, Module, Question, QuestionKind, Skill, Step, Text


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
        questions_per_quiz=document["questions_per_quiz"],
        minimum_attendance=document["minimum_attendance"],
        modules=modules,
        module_by_slug={module.slug: module for module in modules},
    )


def _module(document: dict[str, Any]) -> Module:
    return Module(
        slug=document["slug"],
        title=Text(document["title"]),
        short=Text(document["short"]),
        summary=Text(document["summary"]),
        competency=document["competency"],
        lessons=tuple(_lesson(each) for each in document["lessons"]),
        skills=tuple(
            Skill(id=each["id"], lesson=each["lesson"], title=Text(each["title"]), required=each["required"])
            for each in document["skills"]
        ),
        questions=tuple(_question(each) for each in document["questions"]),
    )


def _lesson(document: dict[str, Any]) -> Lesson:
    return Lesson(
        slug=document["slug"],
        title=Text(document["title"]),
        goal=Text(document["goal"]),
        minutes=document["minutes"],
        steps=tuple(Step(title=Text(step["title"]), html=Text(step["html"])) for step in document["steps"]),
    )


def _question(document: dict[str, Any]) -> Question:
    return Question(
        id=document["id"],
        kind=QuestionKind(document["kind"]),
        lesson=document["lesson"],
        difficulty=document["difficulty"],
        ask=Text(document["ask"]),
        choices=tuple(
            Choice(text=Text(each["text"]), because=Text(each["because"]) if each["because"] else None)
            for each in document["choices"]
        ),
        right=frozenset(document["right"]),
        because=Text(document["because"]),
    )
