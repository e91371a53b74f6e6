"""Every text of the interface in three languages: extracted afresh and compared with the catalogues."""

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from lms.core.french import spaced

ROOT = Path(__file__).parents[2]
FORBIDDEN = ("vui lòng", "xin lỗi", "không hợp lệ")
_NAMED = re.compile(r"%\(\w+\)[sd]")


def texts() -> set[str]:
    """Every msgid that the code and templates use."""
    methods = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
    keywords = {
        "_": None,
        "_l": None,
        "gettext": None,
        "lazy_gettext": None,
        "ngettext": (1, 2),
        "_n": (1, 2),
    }
    found = extract_from_dir(str(ROOT / "lms"), methods, keywords=keywords, options_map={})
    return {message[0] if isinstance(message, tuple) else message for _file, _line, message, *_ in found}


def catalogue(language: str) -> Catalog:
    path = ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"
    return read_po(io.BytesIO(path.read_bytes()), locale=language)


def faults(language: str) -> list[str]:
    """What is wrong with one catalogue, a line each."""
    messages, wrong = catalogue(language), []
    for text in sorted(texts()):
        message = messages.get(text)
        strings = (
            []
            if message is None
            else [message.string]
            if isinstance(message.string, str)
            else list(message.string)
        )
        if not strings or not all(strings):
            wrong.append(f"{language}: no translation of {text!r}")
            continue
        for string in strings:
            # A plural form may leave its number out ("one meeting"); nothing may be put in.
            if not set(_NAMED.findall(string)) <= set(_NAMED.findall(text)) | {"%(num)d", "%(num)s"}:
                wrong.append(f"{language}: other placeholders in {string!r} than in {text!r}")
            if language == "vi" and any(word in string.lower() for word in FORBIDDEN):
                wrong.append(f"vi: a word we do not use in {string!r}")
            if language == "fr" and spaced(string) != string:
                wrong.append(f"fr: a plain blank where a line must not break in {string!r}")
    return wrong


if __name__ == "__main__":
    found = [fault for language in ("vi", "en", "fr") for fault in faults(language)]
    print("\n".join(found) or "translations: complete in three languages")
    sys.exit(bool(found))
