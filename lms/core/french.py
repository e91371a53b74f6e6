"""French typography: the blanks at which a line must not break."""

import re

# One character for all of them: the font of our papers has no narrow one (U+202F).
_NO_BREAK = "\u00a0"
_BLANKS = r"[\ \u00a0\u2009\u202f]+"
_UNITS = r"%|‰|€|\$|₫|đ|đồng|VND|°C|kg|km|cm|[KkMG]o|kbit"
_HELD = re.compile(
    rf"""
    (?P<kept>
        ^\ *(?:[-*+]|\#+|\d+[.)]|:::+)\ +  # what begins a list, a heading or a box
      | (?<!\w)[A-Za-z]{{2,9}}://\S+
      | \{{[^{{}}]*\}}
    )
    | (?<=\S){_BLANKS}(?=[?;:»]|!(?!\[))
    | (?<=«){_BLANKS}(?=\S)
    | (?<=\d){_BLANKS}(?=\d{{3}}|(?:{_UNITS})(?![\w(]))
    """,
    re.VERBOSE | re.MULTILINE,
)


def spaced(text: str) -> str:
    """The French text or Markdown with no-break spaces where French wants them.

    They stand before ? ! ; : » and units, after «, and inside numbers. No blank is added where there is
    none; addresses, hours (19 h 30), {fact:…} and the marks of Markdown stay as they are.
    """
    return _HELD.sub(lambda found: found["kept"] or _NO_BREAK, text)
