"""An edition's JSON document to the frozen course and its hash."""

import hashlib
import json
from typing import Any

from lms.catalogue.content import Course, Lesson, Marking, Module, Quizzing, Skill, Step
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
        lessons=tuple(_lesson(each) for each in document["lessons"]),
        skills=tuple(
            Skill(id=each["id"], lesson=each["lesson"], title=Text(each["title"]), required=each["required"])
            for each in document["skills"]
        ),
        questions=questions,
        question_by_id={question.id: question for question in questions},
    )


def _lesson(document: dict[str, Any]) -> Lesson:
    return Lesson(
        slug=document["slug"],
        title=Text(document["title"]),
        goal=Text(document["goal"]),
        minutes=document["minutes"],
        steps=tuple(Step(title=Text(step["title"]), html=Text(step["html"])) for step in document["steps"]),
    )
