"""A lesson's file as its head and its steps, and back."""

from dataclasses import dataclass, field
from typing import Any

from lms.studio.rules.yaml_files import written


@dataclass(frozen=True, slots=True)
class Lesson:
    head: str
    steps: list[dict[str, str]] = field(default_factory=list)


def taken_apart(text: str) -> Lesson:
    """The head as YAML, and the steps with their titles; words before the first step go with it."""
    lines = text.replace("\r\n", "\n").split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    if len(ends) < 2 or ends[0] != 0:
        return Lesson("", _steps(lines))
    return Lesson("\n".join(lines[1 : ends[1]]) + "\n", _steps(lines[ends[1] + 1 :]))


def _steps(lines: list[str]) -> list[dict[str, str]]:
    steps: list[dict[str, Any]] = []
    above: list[str] = []
    for line in lines:
        if line.startswith("## "):
            steps.append({"title": line[3:].strip(" "), "lines": above})
            above = []
        else:
            (steps[-1]["lines"] if steps else above).append(line)
    if above and any(line.strip() for line in above):
        steps.append({"title": "", "lines": above})
    return [{"title": each["title"], "text": _tidied(each["lines"])} for each in steps]


def _tidied(lines: list[str]) -> str:
    return "\n".join(line.rstrip(" \t") for line in lines).strip("\n")


def put_together(head: dict[str, Any], steps: list[dict[str, str]]) -> str:
    """The file that says this."""
    body = "\n".join(
        f"## {step.get('title', '').strip()}\n\n{_tidied(step.get('text', '').split(chr(10)))}\n"
        for step in steps
    )
    return f"---\n{written(head)}---\n{body}"


def pieces(text: str) -> list[str]:
    """Each line of the head and each step; together they are the text."""
    made: list[str] = []
    in_head, fences = text.startswith("---"), 0
    for line in text.splitlines(keepends=True):
        fences += line.rstrip() == "---"
        if in_head or line.startswith("## ") or not made:
            made.append(line)
        else:
            made[-1] += line
        in_head = in_head and fences < 2
    return made
