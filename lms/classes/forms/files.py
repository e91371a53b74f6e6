"""A file of who was there, as it comes in and as the preview keeps it."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from lms.classes.models import Presence
from lms.classes.rules.attendance import Stay
from lms.classes.rules.files import Seen
from lms.core.clock import HERE
from lms.ui.forms import Form

ZONES = {"here": HERE, "utc": UTC}


class FileForm(Form):
    file = FileField(
        _l("The file"),
        [FileRequired(_l("Choose a file from your device."))],
        render_kw={"accept": ".csv,.xlsx,.tsv,.txt"},
    )
    zone = RadioField(
        _l("The times in the file are"),
        choices=[SelectChoice("here", _l("Vietnam time")), SelectChoice("utc", _l("world time (UTC)"))],
        default="here",
    )


def digest_of(content: bytes) -> str:
    """What names this file among all others."""
    return hashlib.blake2b(content, digest_size=8).hexdigest()


def packed(seen: Sequence[Seen]) -> list[list[Any]]:
    """People of a file as plain values; e-mail addresses are left out."""
    return [
        [
            list(each.lines),
            each.name,
            each.birth_year,
            each.phone,
            each.presence and each.presence.value,
            each.minutes,
            each.unreadable,
            [[int(stay.joined_at.timestamp()), int(stay.until.timestamp())] for stay in each.stays],
        ]
        for each in seen
    ]


def unpacked(kept: Sequence[Sequence[Any]]) -> list[Seen]:
    return [
        Seen(
            tuple(lines),
            name,
            "",
            year,
            phone,
            Presence(presence) if presence else None,
            tuple(Stay(_at(joined), _at(left), _at(left)) for joined, left in stays),
            minutes,
            unreadable,
        )
        for lines, name, year, phone, presence, minutes, unreadable, stays in kept
    ]


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def chosen_among(fields: Mapping[str, str], how_many: int) -> dict[int, str]:
    """By the number of the name in the file: a member's id, "guest" to keep the name, "" to leave it out."""
    return {number: fields.get(f"who-{number}", "") for number in range(how_many)}
