"""A draft that somebody looks at: its files, what is in them, and what is wrong with them."""

from functools import cached_property
from typing import Any

from flask_babel import gettext as _

from lms.catalogue.problems import Problem
from lms.core.errors import Missing
from lms.studio import queries
from lms.studio.checking import Checked, checked
from lms.studio.models import Draft, DraftKind, DraftState
from lms.studio.sheets import NoForm, parsed
from lms.ui.languages import language

LANGUAGES = ("vi", "en", "fr")


class Look:
    """The draft as its pages need it. Files that cannot be read look empty; the check says why."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._read: dict[str, Any] = {}

    @property
    def id(self) -> int:
        return self.draft.id

    @property
    def is_lesson(self) -> bool:
        return self.draft.kind is DraftKind.LOCAL_LESSON

    @property
    def editable(self) -> bool:
        return self.draft.state is DraftState.EDITING

    @cached_property
    def files(self) -> dict[str, bytes]:
        return queries.files_of(self.draft)

    @cached_property
    def checked(self) -> Checked:
        return checked(self.draft.course, self.files)

    @cached_property
    def course(self) -> dict[str, Any]:
        return self.yaml("course.yaml")

    def yaml(self, path: str) -> dict[str, Any]:
        found = self._parsed(path)
        return found if isinstance(found, dict) else {}

    def questions(self, module: str) -> list[dict[str, Any]]:
        found = self._parsed(f"{module}/questions.yaml")
        return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []

    def _parsed(self, path: str) -> Any:
        if path not in self._read:
            try:
                self._read[path] = parsed(self.files.get(path, b"").decode(errors="replace"))
            except NoForm:
                self._read[path] = None
        return self._read[path]

    @property
    def languages(self) -> list[str]:
        named = self.course.get("languages")
        found = [each for each in LANGUAGES if isinstance(named, list) and each in named]
        return found or ["vi"]

    @property
    def modules(self) -> list[str]:
        """The modules this draft is about: the course's in its order, then folders it does not list."""
        if self.is_lesson:
            return [self.draft.module]
        named = _slugs(self.course.get("modules"))
        folders = {path.split("/")[0] for path in self.files if "/" in path}
        return [*named, *sorted(folders - set(named))]

    def lessons(self, module: str) -> list[str]:
        if self.is_lesson:
            return [self.draft.lesson]
        named = _slugs(self.yaml(f"{module}/module.yaml").get("lessons"))
        own = {
            path.split("/")[1][:-6]
            for path in self.files
            if path.startswith(f"{module}/") and path.endswith(".md")
        }
        return [*named, *sorted(own - set(named))]

    def pictures(self, module: str) -> list[str]:
        start = f"{module}/pictures/"
        return sorted(path.removeprefix(start) for path in self.files if path.startswith(start))

    def module_title(self, module: str) -> str:
        """In the reader's language, or as the original says it; where neither does, by its short name."""
        return _said(self.yaml(f"{module}/module.yaml").get("title")) or _unnamed(module)

    def lesson_title(self, module: str, lesson: str, spoken: str = "") -> str:
        """The same of a lesson, in the reader's language unless another is named."""
        return self._lesson_said(module, lesson, spoken) or _unnamed(lesson)

    def asked(self, module: str, question_id: str) -> str:
        """What a question asks; empty where nothing is asked yet."""
        found = next((each for each in self.questions(module) if each.get("id") == question_id), {})
        return _said(found.get("ask"))

    @cached_property
    def titles(self) -> dict[str, str]:
        """What people call the modules and lessons that have a title, by their short names."""
        named = {
            lesson: title
            for module in self.modules
            for lesson in self.lessons(module)
            if (title := self._lesson_said(module, lesson))
        }
        return named | {
            module: title
            for module in self.modules
            if (title := _said(self.yaml(f"{module}/module.yaml").get("title")))
        }

    def _lesson_said(self, module: str, lesson: str, spoken: str = "") -> str:
        here = f"{module}/{lesson}"
        return self._title_in(f"{here}.{spoken or language()}.md") or self._title_in(f"{here}.vi.md")

    def _title_in(self, path: str) -> str:
        for line in self.files.get(path, b"").decode(errors="replace").split("\n")[:12]:
            if line.startswith("title:"):
                return line.removeprefix("title:").strip().strip('"')
        return ""

    def has_module(self, module: str) -> None:
        """
        Raises:
            Missing: the draft is not about this module.
        """
        if module not in self.modules:
            raise Missing

    def has_lesson(self, module: str, lesson: str) -> None:
        """
        Raises:
            Missing: the draft is not about this lesson.
        """
        self.has_module(module)
        if lesson not in self.lessons(module):
            raise Missing

    def problems_in(self, start: str) -> list[Problem]:
        return [each for each in self.checked.problems if each.file.startswith(start)]


def _unnamed(slug: str) -> str:
    return _("No title yet (%(name)s)", name=slug)


def _slugs(value: Any) -> list[str]:
    found = value if isinstance(value, list) else []
    return list(dict.fromkeys(each for each in found if isinstance(each, str)))


def _said(texts: Any) -> str:
    return str(texts.get(language()) or texts.get("vi") or "") if isinstance(texts, dict) else ""
