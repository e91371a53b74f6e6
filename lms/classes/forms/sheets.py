"""The paper sheet, typed: its code, and one letter for each person."""

from collections.abc import Collection, Mapping

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import StringField

from lms.classes.models import Presence
from lms.core.text import fold
from lms.ui.forms import Form, required

ORDER = (Presence.PRESENT, Presence.LATE, Presence.EXCUSED, Presence.ABSENT)
# The first letters of the words in each language; "x" and "1" are how people tick a sheet.
LETTERS = {"vi": "cmpv", "en": "plea", "fr": "prea"}
TICKED = {"x": Presence.PRESENT, "1": Presence.PRESENT, "0": Presence.ABSENT}


class SheetCodeForm(Form):
    code = StringField(
        _l("The code on the sheet"),
        [required(_l("Type the code that stands on the sheet."))],
        render_kw={"inputmode": "numeric", "autocomplete": "off", "class": "code", "maxlength": "24"},
    )


class PhotoForm(Form):
    photo = FileField(
        _l("A photograph of the sheet"),
        [FileRequired(_l("Take a photograph or choose one."))],
        render_kw={"accept": "image/jpeg,image/png,image/webp", "capture": "environment"},
    )


def letters_in(language: str) -> dict[str, Presence]:
    """What each key means to a reader of this language."""
    return dict(zip(LETTERS.get(language, LETTERS["en"]), ORDER, strict=True))


def typed_in(
    fields: Mapping[str, str], people: Collection[int], language: str
) -> tuple[dict[int, Presence], dict[int, str]]:
    """Who was marked how, and by person what could not be read; an empty cell says nothing."""
    meaning = {**TICKED, **letters_in(language)}
    chosen: dict[int, Presence] = {}
    unclear: dict[int, str] = {}
    for person in people:
        typed = fields.get(f"k{person}", "").strip()[:8]
        if not typed:
            continue
        presence = meaning.get(fold(typed))
        if presence is None:
            unclear[person] = typed
        else:
            chosen[person] = presence
    return chosen, unclear
