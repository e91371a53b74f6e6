"""A lesson: one Markdown file a language, with the same steps in the same order."""

from pathlib import Path
from typing import Any

from lms.catalogue.authoring import yaml
from lms.catalogue.authoring.boxes import check_boxes
from lms.catalogue.authoring.figures import lost_figures
from lms.catalogue.authoring.format import LessonHead
from lms.catalogue.authoring.markdown import DrawnStep, Hand, draw_steps
from lms.catalogue.authoring.pictures import Pictures
from lms.catalogue.authoring.readability import EASE, LONGEST, MEAN, SAMPLE, Measure, measured
from lms.catalogue.authoring.shapes import shaped
from lms.catalogue.authoring.sources import Desk, Note, Source
from lms.catalogue.authoring.speech import digest
from lms.catalogue.authoring.wording import Facts, check_addresses, check_text, texts_in

FEWEST_STEPS, MOST_STEPS = 5, 8
ORIGINAL = "vi"


def read_lesson(
    desk: Desk, folder: Path, slug: str, languages: list[str], facts: Facts, pictures: Pictures
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
        steps[language] = _read_steps(source, language, facts, pictures)
        desk.measures.append(_check_words(source, language, steps[language]))
        if head is not None:
            heads[language] = head
            _check_original(source, head, language)
            _note(desk, source, head)
        _check_count(source, steps, language)
        _check_pictures(source, steps, language)
        _check_figures(source, steps, language)
        if head is not None and ORIGINAL in heads:
            _check_head_figures(source, facts, heads[ORIGINAL], head, language)
    if not heads or len(heads) < len(languages) or len(steps) < len(languages):
        return None
    return _document(slug, heads, steps, facts)


def _document(
    slug: str, heads: dict[str, LessonHead], steps: dict[str, list[DrawnStep]], facts: Facts
) -> dict[str, Any]:
    original = heads.get(ORIGINAL) or next(iter(heads.values()))
    return {
        "slug": slug,
        "title": {language: facts.insert(head.title, language) for language, head in heads.items()},
        "goal": {language: facts.insert(head.goal, language) for language, head in heads.items()},
        "minutes": original.minutes,
        "loudspeaker": {code: facts.insert(head.loudspeaker, code) for code, head in heads.items()},
        "poster": {code: [facts.insert(line, code) for line in head.poster] for code, head in heads.items()},
        "frameworks": original.frameworks.model_dump() if original.frameworks else {},
        "sources": [each.model_dump() for each in original.sources or []],
        "steps": [
            {
                "title": {language: each[n].title for language, each in steps.items()},
                "html": {language: each[n].html for language, each in steps.items()},
                "speech": {language: each[n].speech for language, each in steps.items()},
                "digest": {language: digest(each[n].speech) for language, each in steps.items()},
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


def _read_steps(source: Source, language: str, facts: Facts, pictures: Pictures) -> list[DrawnStep]:
    def complain(message: str, line: int) -> None:
        source.complain(message, line=line)

    lines = source.body.split("\n")
    mock = check_boxes(lines, source.body_line, complain)
    for number, (line, in_mock) in enumerate(zip(lines, mock, strict=True), start=source.body_line):
        check_text(source, line, facts, line=number)
        # A false message may name a false address: nothing on the page makes it a link.
        if not in_mock:
            check_addresses(source, line, facts, line=number)
    drawn = draw_steps(source.body, source.body_line, Hand(language, facts, pictures.by_file, complain))
    pictures.used |= {step.picture for step in drawn if step.picture}
    return drawn


def _check_original(source: Source, head: LessonHead, language: str) -> None:
    """Sources, open points and competences are kept once, beside the original."""
    for name in ("sources", "review", "frameworks"):
        given = getattr(head, name) is not None
        if language == ORIGINAL and not given:
            empty = "" if name == "frameworks" else " ([] when there are none)"
            source.complain(f"the Vietnamese file lists its {name}{empty}", (name,), line=1)
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


def _check_pictures(source: Source, steps: dict[str, list[DrawnStep]], language: str) -> None:
    """A translation shows the same picture at the same step."""
    first = next(iter(steps))
    for step, other in zip(steps[language], steps[first], strict=False):
        if step.picture != other.picture:
            shown = f"“{other.picture}”" if other.picture else "no picture"
            source.complain(f"the “{first}” file shows {shown} at this step; they must match", line=step.line)


def _check_figures(source: Source, steps: dict[str, list[DrawnStep]], language: str) -> None:
    """A translated step holds the numbers of the original one."""
    for step, other in zip(steps[language], steps.get(ORIGINAL, []), strict=False):
        differs = lost_figures(f"{other.title} {other.html}", f"{step.title} {step.html}")
        if differs:
            source.advise(differs, line=step.line)


def _check_head_figures(
    source: Source, facts: Facts, original: LessonHead, head: LessonHead, language: str
) -> None:
    for name in ("title", "goal", "loudspeaker", "poster"):
        here, there = getattr(original, name), getattr(head, name)
        if isinstance(here, list):
            here, there = " ".join(here), " ".join(there)
        differs = lost_figures(facts.insert(here, ORIGINAL), facts.insert(there, language))
        if differs:
            source.advise(differs, (name,))


def _note(desk: Desk, source: Source, head: LessonHead) -> None:
    for n, words in enumerate(head.review or []):
        desk.notes.append(Note(source.name, source.line_of(("review", n)), words))
    for n, each in enumerate(head.sources or []):
        place = ("sources", n, "checked")
        desk.notes.append(
            Note(source.name, source.line_of(place), f"{each.fact} ({each.source})", each.checked)
        )


def _check_words(source: Source, language: str, steps: list[DrawnStep]) -> Measure:
    """Short sentences and plain words, within bounds; answers what was measured."""
    found = measured(source.name, language, [text for step in steps for text in step.own_words])
    unit = "syllables" if language == "vi" else "words"
    for sentence in found.too_long:
        source.complain(
            f"this sentence has more than {LONGEST[language]} {unit}; make two of it: “{sentence[:60]}…”",
            line=_line_with(source, sentence),
        )
    if language in MEAN and found.words >= SAMPLE and found.mean > MEAN[language]:
        source.complain(
            f"the sentences have {found.mean:.1f} {unit} on average; at most {MEAN[language]} read well",
            line=source.body_line,
        )
    if found.ease is not None and found.ease < EASE[language]:
        source.complain(
            f"the reading ease is {found.ease:.0f}; at least {EASE[language]} reads well: "
            "shorter sentences, shorter words",
            line=source.body_line,
        )
    return found


def _line_with(source: Source, sentence: str) -> int:
    """The line where the sentence begins, as well as its first words tell."""
    start = " ".join(sentence.split()[:3])
    lines = source.body.replace("**", "").split("\n")
    return next((n for n, line in enumerate(lines, source.body_line) if start in line), source.body_line)
