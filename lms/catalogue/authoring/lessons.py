"""A lesson: one Markdown file a language, with the same steps in the same order."""

from pathlib import Path
from typing import Any

from lms.catalogue.authoring import yaml
from lms.catalogue.authoring.boxes import check_boxes
from lms.catalogue.authoring.format import LessonHead
from lms.catalogue.authoring.markdown import DrawnStep, draw_steps
from lms.catalogue.authoring.shapes import shaped
from lms.catalogue.authoring.sources import Desk, Source
from lms.catalogue.authoring.wording import Facts, check_addresses, check_text, texts_in

FEWEST_STEPS, MOST_STEPS = 5, 8
ORIGINAL = "vi"


def read_lesson(
    desk: Desk, folder: Path, slug: str, languages: list[str], facts: Facts
) -> dict[str, Any] | None:
    """The lesson as the published document holds it; None when one of its files cannot be read."""
    heads: dict[str, LessonHead] = {}
    steps: dict[str, list[DrawnStep]] = {}
    for language in languages:
        opened = desk.open(folder / f"{slug}.{language}.md")
        if opened is None:
            continue
        source, text = opened
        head = _read_head(source, text, facts)
        steps[language] = _read_steps(source, language, facts)
        if head is not None:
            heads[language] = head
            _check_original(source, head, language)
        _check_count(source, steps, language)
    if len(heads) < len(languages) or len(steps) < len(languages):
        return None
    return {
        "slug": slug,
        "title": {language: facts.insert(head.title, language) for language, head in heads.items()},
        "goal": {language: facts.insert(head.goal, language) for language, head in heads.items()},
        "minutes": heads[languages[0]].minutes,
        "steps": [
            {
                "title": {language: steps[language][n].title for language in languages},
                "html": {language: steps[language][n].html for language in languages},
            }
            for n in range(min(len(each) for each in steps.values()))
        ],
    }


def _read_head(source: Source, text: str, facts: Facts) -> LessonHead | None:
    """The part between the two lines of hyphens; sets the source's body as well."""
    lines = text.split("\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    if len(ends) < 2 or ends[0] != 0:
        source.complain(
            "a lesson begins with a line --- and its title, minutes and goal, then another line ---", line=1
        )
        source.body = text
        return None
    source.body, source.body_line = "\n".join(lines[ends[1] + 1 :]), ends[1] + 2
    if not yaml.parse(source, "\n".join(lines[1 : ends[1]]), offset=1):
        return None
    for place, words in texts_in(source.value):
        check_text(source, words, facts, place)
        if place[0] not in {"sources", "review"}:
            check_addresses(source, words, facts, place)
    return shaped(source, LessonHead)


def _read_steps(source: Source, language: str, facts: Facts) -> list[DrawnStep]:
    def complain(message: str, line: int) -> None:
        source.complain(message, line=line)

    lines = source.body.split("\n")
    mock = check_boxes(lines, source.body_line, complain)
    for number, (line, in_mock) in enumerate(zip(lines, mock, strict=True), start=source.body_line):
        check_text(source, line, facts, line=number)
        # A false message may name a false address: nothing on the page makes it a link.
        if not in_mock:
            check_addresses(source, line, facts, line=number)
    return draw_steps(
        source.body, source.body_line, language, lambda text: facts.insert(text, language), complain
    )


def _check_original(source: Source, head: LessonHead, language: str) -> None:
    """Sources and open points are kept once, beside the original."""
    for name in ("sources", "review"):
        given = getattr(head, name) is not None
        if language == ORIGINAL and not given:
            source.complain(f"the Vietnamese file lists its {name} ([] when there are none)", (name,), line=1)
        elif language != ORIGINAL and given:
            source.complain(f"{name} stand only in the Vietnamese file", (name,))


def _check_count(source: Source, steps: dict[str, list[DrawnStep]], language: str) -> None:
    count = len(steps[language])
    if not FEWEST_STEPS <= count <= MOST_STEPS:
        source.complain(
            f"a lesson has {FEWEST_STEPS} to {MOST_STEPS} steps; this one has {count}", line=source.body_line
        )
    first = next(iter(steps))
    if count != len(steps[first]):
        source.complain(
            f"this file has {count} steps, the “{first}” file has {len(steps[first])}; they must match",
            line=source.body_line,
        )
