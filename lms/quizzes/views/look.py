"""What an author has chosen to look at, read from the address."""

from typing import Any

from flask import request
from flask_babel import gettext as _

from lms.catalogue import shelf
from lms.catalogue.content import Course, Module
from lms.core.access import me
from lms.core.errors import Missing
from lms.quizzes.queries import statistics as queries
from lms.quizzes.rules import tables
from lms.quizzes.views import words
from lms.ui.languages import LANGUAGE_NAMES, full_date, language


class Look:
    """What an author looks at: the course in the edition asked for, and the answers chosen."""

    def __init__(self, course: str, module: str, edition: str | None = None) -> None:
        """`edition` is the one posted, where a form is about one; otherwise the address names it."""
        self.people = queries.kinds_of_people(me(), course, module)
        asked = request.args.get("edition", "") if edition is None else edition
        self.edition = asked
        self.course: Course = shelf.edition(asked) if asked else shelf.course(course)
        if self.course.slug != course:
            raise Missing
        self.module: Module = _module(self.course, module)
        spoken = request.args.get("language", "")
        self.language = spoken if spoken in LANGUAGE_NAMES else ""
        level = request.args.get("difficulty", "")
        self.wanted = tables.Wanted(
            request.args.get("lesson", ""),
            request.args.get("outcome", ""),
            int(level) if level in {"1", "2", "3"} else None,
        )
        asked_order = request.args.get("sort", "")
        self.order = asked_order if asked_order in words.ORDERS else "advice"

    @property
    def choice(self) -> queries.Choice:
        return queries.Choice(self.course.slug, self.module.slug, self.edition, self.language)

    @property
    def carried(self) -> dict[str, str]:
        """What links carry on."""
        chosen = {"edition": self.edition, "language": self.language}
        return {name: value for name, value in chosen.items() if value}

    @property
    def chosen(self) -> dict[str, Any]:
        """All that is chosen, for the sheets."""
        wanted = {
            "lesson": self.wanted.lesson,
            "outcome": self.wanted.outcome,
            "difficulty": self.wanted.difficulty,
            "sort": self.order,
        }
        return {**self.carried, **{name: value for name, value in wanted.items() if value}}

    @property
    def narrowed(self) -> bool:
        """Whether anything but the usual is shown."""
        return len(self.chosen) > 1 or self.order != "advice"

    @property
    def editions(self) -> list[tuple[str, str]]:
        """(hash, words) of every edition that was answered."""
        counts: dict[str, list[Any]] = {}
        for row in self.people:
            counts.setdefault(row.edition, [row.published_at, 0])[1] += row[3]
        return [
            (edition, _("Edition of %(day)s (%(people)s people)", day=full_date(day), people=people))
            for edition, (day, people) in counts.items()
        ]

    @property
    def languages(self) -> list[tuple[str, str]]:
        spoken = {row.language for row in self.people}
        return [(code, name) for code, name in LANGUAGE_NAMES.items() if code in spoken]

    @property
    def lessons(self) -> list[tuple[str, str]]:
        return [(lesson.slug, lesson.title.in_(language())) for lesson in self.module.lessons]

    @property
    def outcomes(self) -> list[tuple[str, str]]:
        named = {each.outcome for each in self.module.questions if each.outcome}
        return [(slug, self.module.outcome_said(slug, language())) for slug in sorted(named)]

    def rows(self) -> list[tables.Row]:
        return self._rows([], self.wanted)

    def row(self, question_id: str) -> tables.Row:
        """
        Raises:
            Missing: the edition has no such question.
        """
        rows = self._rows([question_id], tables.Wanted())
        found = next((row for row in rows if row.question.id == question_id), None)
        if found is None:
            raise Missing
        return found

    def _rows(self, ids: list[str], wanted: tables.Wanted) -> list[tables.Row]:
        found = queries.groups(me(), self.choice, ids), queries.times(me(), self.choice, ids)
        hashes = {each.edition for each in found[0]} | {self.course.edition}
        modules = ((each, shelf.edition(each).module(self.module.slug)) for each in hashes)
        return tables.rows(self.module, {each: its for each, its in modules if its}, *found, wanted)

    def told(self) -> str:
        """Whose answers these are, in a sentence."""
        return _("The first quiz each person handed in, of people in your area.")


def _module(course: Course, slug: str) -> Module:
    module = course.module(slug)
    if module is None:
        raise Missing
    return module
