"""A GIFT file to questions.

As Moodle reads it: paragraphs, names between "::", answers between braces, what is
said of them after "#", of all after "####"; numbers and tags of Moodle 3.6 and later
in comments: "// [id:…] [tag:…]".
"""

from flask_babel import lazy_gettext as _l

from lms.interop.formats import tags
from lms.interop.formats.draft import Draft
from lms.interop.formats.found import Found, Refused, bounded
from lms.interop.formats.gift.answers import body
from lms.interop.formats.gift.blocks import Block, fill, marked, paragraphs


def read(content: bytes, language: str) -> list[Found]:
    return [_found(block, text, language) for block, text in bounded(paragraphs(content))]


def _found(block: Block, text: str, language: str) -> Found:
    where = _l("line %(number)d", number=block.line)
    draft = Draft(language)
    try:
        fill(block, text)
        ask = draft.words(block.ask, block.markup)
        kind, fields, right = body(draft, block)
        because = draft.words(*marked(block.because, block.markup)) or right
        name = block.own_id or block.name
        document = draft.question(name, kind, ask, because, **fields)
        lesson = tags.apply(document, block.tags, language)
    except Refused as refused:
        return Found(where, (block.name or block.ask or text)[:60], None, refusal=refused.reason)
    name = block.name[:60] or document["id"]
    return Found(where, name, document, lesson or block.category[:200], tuple(draft.losses))
