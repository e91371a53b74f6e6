"""Of what reads better otherwise, and stops nobody."""

from typing import Any

from flask_babel import lazy_gettext as _l

_LOST = "the Vietnamese text has (?P<a>[0-9, ]+), this one has not"
_STRANGE = "this text has (?P<b>[0-9, ]+), the Vietnamese one has not"
SENTENCES: tuple[tuple[str, Any], ...] = (
    (_LOST, _l("The Vietnamese text has %(a)s, this one has not.")),
    (_STRANGE, _l("This text has %(b)s, the Vietnamese one has not.")),
    (
        f"{_LOST}; {_STRANGE}",
        _l("The Vietnamese text has %(a)s, this one has not. This one has %(b)s instead."),
    ),
    (
        "the right choice is the longest, which gives it away.*",
        _l("The right choice is the longest, which gives it away: shorten it or lengthen a wrong one."),
    ),
)
