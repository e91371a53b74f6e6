"""One question to one item of QTI 3.0."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from flask_babel import lazy_gettext as _l

from lms.catalogue.texts import Text
from lms.interop.formats.found import Refused

Document = dict[str, Any]
_ITEM = """<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imsqtiasi_v3p0 https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0p1_v1p0.xsd" identifier={identifier} title={title} adaptive="false" time-dependent="false" xml:lang={language}>
<qti-response-declaration identifier="RESPONSE" cardinality="{cardinality}" base-type="{base_type}">
{correct}{mapping}</qti-response-declaration>
<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"><qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>
{outcomes}<qti-item-body>
{body}</qti-item-body>
<qti-response-processing>
{processing}</qti-response-processing>
{feedback}</qti-assessment-item>
"""
_MATCHES = '<qti-match><qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-match>'
_ONE = '<qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">1</qti-base-value></qti-set-outcome-value>'
_MAPPED = '<qti-set-outcome-value identifier="SCORE"><qti-map-response identifier="RESPONSE"/></qti-set-outcome-value>\n'
_TOLD = '<qti-set-outcome-value identifier="FEEDBACK"><qti-variable identifier="RESPONSE"/></qti-set-outcome-value>\n'
_BECAUSE = '<qti-outcome-declaration identifier="BECAUSE" cardinality="single" base-type="identifier"><qti-default-value><qti-value>shown</qti-value></qti-default-value></qti-outcome-declaration>\n'


@dataclass(frozen=True, slots=True)
class Said:
    """Texts in one language, as an element or an attribute holds them."""

    language: str

    def __call__(self, text: Document | None) -> str:
        return escape(Text(text).in_(self.language)) if text else ""

    def quoted(self, text: Document) -> str:
        return quoteattr(Text(text).in_(self.language))

    def accepted(self, document: Document) -> list[str]:
        texts = document["accepted"]
        return list(texts.get(self.language) or next(iter(texts.values())))


@dataclass(slots=True)
class Parts:
    """What differs between the kinds."""

    cardinality: str
    base_type: str
    correct: list[str]
    body: str
    mapping: str = ""
    compared: str = _MATCHES
    feedback: str = ""
    tells: bool = False  # whether something is said of single choices


def identifier(slug: str) -> str:
    """The slug as an XML identifier, which may not begin with a digit."""
    return slug if slug[:1].isalpha() else f"_{slug}"


def item(document: Document, language: str) -> str:
    """The item's text.

    Raises:
        Refused: QTI cannot hold this kind.
    """
    writer = _BODIES.get(document["kind"])
    if writer is None:
        raise Refused(_l("QTI has no such kind of question"))

    said = Said(language)
    parts = writer(document, said)
    because = said(document["because"])
    ask = Text(document["ask"])
    return _ITEM.format(
        identifier=quoteattr(identifier(document["id"])),
        title=quoteattr(ask.in_(language)[:120]),
        language=quoteattr(ask.language_for(language)),
        cardinality=parts.cardinality,
        base_type=parts.base_type,
        correct=_correct(parts.correct),
        mapping=parts.mapping,
        outcomes=_outcomes(parts, bool(because)),
        body=f"<p>{said(document['ask'])}</p>\n{parts.body}",
        processing=_processing(parts),
        feedback=parts.feedback + (_modal("BECAUSE", "shown", because) if because else ""),
    )


def _correct(values: list[str]) -> str:
    inside = "".join(f"<qti-value>{escape(value)}</qti-value>" for value in values)
    return f"<qti-correct-response>{inside}</qti-correct-response>\n"


def _outcomes(parts: Parts, explained: bool) -> str:
    several = "multiple" if parts.cardinality == "multiple" else "single"
    told = (
        f'<qti-outcome-declaration identifier="FEEDBACK" cardinality="{several}" base-type="identifier"/>\n'
    )
    return (told if parts.tells else "") + (_BECAUSE if explained else "")


def _processing(parts: Parts) -> str:
    when = f"<qti-response-condition><qti-response-if>{parts.compared}{_ONE}</qti-response-if></qti-response-condition>\n"
    return (_MAPPED if parts.mapping else when) + (_TOLD if parts.tells else "")


def _modal(outcome: str, name: str, words: str) -> str:
    return (
        f'<qti-modal-feedback outcome-identifier="{outcome}" show-hide="show" identifier="{name}">'
        f"<qti-content-body><p>{words}</p></qti-content-body></qti-modal-feedback>\n"
    )


def mapping(worth: dict[str, float], *, entry: str = "", least: bool = False) -> str:
    """What each value earns.

    Args:
        entry: further attributes of every entry.
        least: whether the sum stops at nothing.
    """
    lower = ' lower-bound="0"' if least else ""
    entries = "".join(
        f'<qti-map-entry map-key={quoteattr(key)} mapped-value="{value:g}"{entry}/>'
        for key, value in worth.items()
    )
    return f'<qti-mapping default-value="0"{lower}>{entries}</qti-mapping>\n'


def _choices(document: Document, said: Said) -> Parts:
    right, several = set(document["right"]), document["kind"] == "multiple"
    names = [f"choice-{number}" for number in range(1, len(document["choices"]) + 1)]
    if document["kind"] == "truefalse":
        names = ["true", "false"]
    lines = []
    for name, choice in zip(names, document["choices"], strict=True):
        because = said(choice["because"])
        inline = (
            f'<qti-feedback-inline outcome-identifier="FEEDBACK" show-hide="show" identifier="{name}"> {because}</qti-feedback-inline>'
            if because
            else ""
        )
        lines.append(
            f'<qti-simple-choice identifier="{name}">{said(choice["text"])}{inline}</qti-simple-choice>\n'
        )
    shuffle = "false" if document["kind"] == "truefalse" else "true"
    worth = {name: 1.0 if number in right else -1.0 for number, name in enumerate(names)}
    return Parts(
        "multiple" if several else "single",
        "identifier",
        [names[number] for number in sorted(right)],
        f'<qti-choice-interaction response-identifier="RESPONSE" shuffle="{shuffle}" max-choices="{0 if several else 1}">\n'
        + "".join(lines)
        + "</qti-choice-interaction>\n",
        mapping=mapping(worth, least=True) if several else "",
        tells=any(choice["because"] for choice in document["choices"]),
    )


def _hotspot(document: Document, said: Said) -> Parts:
    names = [f"spot-{number}" for number in range(1, len(document["spots"]) + 1)]
    lines, feedback = [], ""
    for name, spot in zip(names, document["spots"], strict=True):
        left, top, width, height = spot["box"]
        lines.append(
            f'<qti-hotspot-choice identifier="{name}" shape="rect" '
            f'coords="{left}%,{top}%,{left + width}%,{top + height}%" hotspot-label={said.quoted(spot["text"])}/>\n'
        )
        if spot["because"]:
            feedback += _modal("FEEDBACK", name, said(spot["because"]))
    worth = {name: 1.0 if number in set(document["right"]) else -1.0 for number, name in enumerate(names)}
    return Parts(
        "multiple",
        "identifier",
        [names[number] for number in document["right"]],
        f'<qti-hotspot-interaction response-identifier="RESPONSE" max-choices="0">\n'
        f'<img src="../pictures/{document["picture"]}" alt={said.quoted(document["alt"])}/>\n'
        + "".join(lines)
        + "</qti-hotspot-interaction>\n",
        mapping=mapping(worth, least=True),
        feedback=feedback,
        tells=bool(feedback),
    )


def _ordering(document: Document, said: Said) -> Parts:
    names = [f"part-{number}" for number in range(1, len(document["items"]) + 1)]
    # By their words, so that the order of the file does not tell the right one.
    shown = sorted(zip(names, document["items"], strict=True), key=lambda each: said(each[1]))
    return Parts(
        "ordered",
        "identifier",
        names,
        '<qti-order-interaction response-identifier="RESPONSE" shuffle="true">\n'
        + "".join(
            f'<qti-simple-choice identifier="{n}">{said(text)}</qti-simple-choice>\n' for n, text in shown
        )
        + "</qti-order-interaction>\n",
    )


def _matching(document: Document, said: Said) -> Parts:
    prompts = [f"prompt-{number}" for number in range(1, len(document["prompts"]) + 1)]
    matches = [f"match-{number}" for number in range(1, len(document["matches"]) + 1)]
    pairs = [f"{prompt} {match}" for prompt, match in zip(prompts, matches, strict=False)]

    def side(names: list[str], texts: list[Document]) -> str:
        return (
            "<qti-simple-match-set>\n"
            + "".join(
                f'<qti-simple-associable-choice identifier="{name}" match-max="1">{said(text)}</qti-simple-associable-choice>\n'
                for name, text in zip(names, texts, strict=True)
            )
            + "</qti-simple-match-set>\n"
        )

    return Parts(
        "multiple",
        "directedPair",
        pairs,
        f'<qti-match-interaction response-identifier="RESPONSE" shuffle="true" max-associations="{len(prompts)}">\n'
        + side(prompts, document["prompts"])
        + side(matches, document["matches"])
        + "</qti-match-interaction>\n",
        mapping=mapping(dict.fromkeys(pairs, 1.0)),
    )


def _number(document: Document, said: Said) -> Parts:
    unit = f" {said(document['unit'])}" if document["unit"] else ""
    tolerance = document["tolerance"]
    near = "" if tolerance == "0" else f' tolerance="{tolerance} {tolerance}"'
    mode = "exact" if tolerance == "0" else "absolute"
    return Parts(
        "single",
        "float",
        [document["value"]],
        f'<div><qti-text-entry-interaction response-identifier="RESPONSE" expected-length="15"/>{unit}</div>\n',
        compared=f'<qti-equal tolerance-mode="{mode}"{near}><qti-variable identifier="RESPONSE"/>'
        '<qti-correct identifier="RESPONSE"/></qti-equal>',
    )


def _short_text(document: Document, said: Said) -> Parts:
    accepted = said.accepted(document)
    case = "true" if document["case_counts"] else "false"
    return Parts(
        "single",
        "string",
        accepted[:1],
        '<div><qti-text-entry-interaction response-identifier="RESPONSE" expected-length="30"/></div>\n',
        mapping=mapping(dict.fromkeys(accepted, 1.0), entry=f' case-sensitive="{case}"'),
    )


_BODIES: dict[str, Callable[[Document, Said], Parts]] = {
    "single": _choices,
    "multiple": _choices,
    "truefalse": _choices,
    "hotspot": _hotspot,
    "ordering": _ordering,
    "matching": _matching,
    "number": _number,
    "text": _short_text,
}
