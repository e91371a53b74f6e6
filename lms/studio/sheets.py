"""A form over one file, or over one part of it: what is read out of the file, and the file with what was filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lms.studio.rules import yaml_files
from lms.studio.rules.lessons import put_together, taken_apart
from lms.studio.rules.names import is_slug, slug_for
from lms.studio.rules.parts import Part, Parts, State, state_of, value_of

_LISTS = {"choices", "items", "pairs"}


class NoForm(Exception):
    """What stands in the file cannot be shown as a form; `line` and `reason` say why."""

    def __init__(self, line: int, reason: str) -> None:
        self.line, self.reason = line, reason
        super().__init__(reason)


def parsed(text: str) -> Any:
    """The YAML's value; None for an empty file.

    Raises:
        NoForm: it cannot be read.
    """
    # Imported here: the course's checker stays out of every process that serves pages.
    from lms.catalogue.authoring import yaml
    from lms.catalogue.authoring.sources import Source

    if not text.strip():
        return None
    source = Source("", [])
    if not yaml.parse(source, text):
        raise NoForm(source.problems[0].line, source.problems[0].message)
    return source.value


@dataclass(frozen=True, slots=True)
class Sheet:
    """The file as it is, in a field of its own. Other sheets know more of what they show.

    `place` names the page for what a person has typed and not saved.
    """

    path: str
    languages: Sequence[str]
    parts: Parts = (Part("text", "long", ""),)

    @property
    def place(self) -> str:
        return f"file:{self.path}"

    def value(self, text: str) -> dict[str, Any]:
        return {"text": text}

    def text(self, _before: str, value: dict[str, Any]) -> str:
        return f"{value.get('text', '')}\n"

    def state(self, text: str) -> State:
        return state_of(self.parts, self.value(text), self.languages)

    def filled(self, before: str, state: State) -> str:
        """The file as this state says it.

        Raises:
            NoForm: the file before cannot be read.
        """
        return self.text(before, value_of(self.parts, state, self.language))

    @property
    def language(self) -> str:
        """Of the whole file; "" where its texts say their languages."""
        return ""

    def as_we_write(self, text: str) -> str:
        """The file as this sheet would have written it, so that only what people changed differs."""
        return text


@dataclass(frozen=True, slots=True)
class FormSheet(Sheet):
    """A whole file that its form writes in its own way: the order of fields, quotation marks, blanks."""

    def as_we_write(self, text: str) -> str:
        try:
            return self.filled(text, self.state(text)) if text else ""
        except NoForm:
            return text


@dataclass(frozen=True, slots=True)
class LessonSheet(FormSheet):
    """`minutes` is the original's: a translation takes as long."""

    minutes: Any = None

    @property
    def language(self) -> str:
        return self.languages[0]

    @property
    def place(self) -> str:
        return self.path

    def value(self, text: str) -> dict[str, Any]:
        lesson = taken_apart(text)
        head = parsed(lesson.head)
        return {**(head if isinstance(head, dict) else {}), "steps": lesson.steps}

    def text(self, _before: str, value: dict[str, Any]) -> str:
        head = {name: each for name, each in value.items() if name != "steps"}
        if self.minutes is not None:
            head = {"title": head.pop("title", ""), "minutes": self.minutes, **_without(head, "minutes")}
        return put_together(head, value.get("steps", []))


@dataclass(frozen=True, slots=True)
class FieldsSheet(FormSheet):
    """A file of fields: those nobody touched stay as they are written."""

    @property
    def place(self) -> str:
        return self.path

    def value(self, text: str) -> dict[str, Any]:
        found = parsed(text)
        return found if isinstance(found, dict) else {}

    def text(self, before: str, value: dict[str, Any]) -> str:
        return yaml_files.rewritten(before, self.value(before), value)


@dataclass(frozen=True, slots=True)
class FactsSheet(FieldsSheet):
    """Facts by their names, shown as rows."""

    def value(self, text: str) -> dict[str, Any]:
        facts = FieldsSheet.value(self, text)
        return {"facts": [{"name": name, **each} for name, each in facts.items() if isinstance(each, dict)]}

    def text(self, before: str, value: dict[str, Any]) -> str:
        rows = {each.get("name", ""): _without(each, "name") for each in value.get("facts", [])}
        return yaml_files.rewritten(before, FieldsSheet.value(self, before), rows)


@dataclass(frozen=True, slots=True)
class QuestionSheet(Sheet):
    """One question of a bank, by its id; "" for a new one."""

    question: str = ""
    kind: str = ""

    @property
    def place(self) -> str:
        return f"{self.path}:{self.question or 'new-' + self.kind}"

    def value(self, text: str) -> dict[str, Any]:
        number, values = self._found(text)
        return self._begun() if number is None else _without(values[number], "type")

    def text(self, before: str, value: dict[str, Any]) -> str:
        number, values = self._found(before)
        others = {
            str(each.get("id")) for at, each in enumerate(values) if at != number and isinstance(each, dict)
        }
        # Without a short name of its own nobody could open the question again.
        name = str(value.get("id") or value.get("lesson") or self.kind)
        if name in others or not is_slug(name):
            name = slug_for(name, others)
        entry = {"id": name, "type": self.kind, **_without(value, "id")}
        return yaml_files.with_entry(before, values, number, entry)

    def _begun(self) -> dict[str, Any]:
        """What a new question begins with: easy, about the module's lesson where it has but one, and room to write."""
        lessons = next(part.options for part in self.parts if part.name == "lesson")
        room: dict[str, Any] = {part.name: [{}, {}, {}] for part in self.parts if part.name in _LISTS}
        return {"difficulty": 1, **room} | ({"lesson": lessons[0][0]} if len(lessons) == 1 else {})

    def without(self, before: str) -> str:
        number, values = self._found(before)
        return before if number is None else yaml_files.with_entry(before, values, number, None)

    def moved(self, before: str, way: str) -> str:
        """The bank with this question one place further up or down."""
        number, values = self._found(before)
        return before if number is None else yaml_files.with_entry_moved(before, values, number, way)

    def _found(self, text: str) -> tuple[int | None, list[Any]]:
        values = parsed(text) or []
        values = values if isinstance(values, list) else []
        found = (
            n for n, each in enumerate(values) if isinstance(each, dict) and each.get("id") == self.question
        )
        return (next(found, None) if self.question else None), values


def _without(value: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: each for key, each in value.items() if key != name}
