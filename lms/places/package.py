"""The official list out of the `vietnam-provinces` package."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from lms.core.text import nfc
from lms.places.models import UnitKind
from lms.places.rules import COUNTRY, OfficialUnit

REFORM = date(2025, 7, 1)
"""The day the two-level administration began: every unit of the list is valid from then."""


def official_list() -> list[OfficialUnit]:
    """Country, 34 provinces, 3,321 communes; parents first."""
    # Imported here: only this command needs it. Its JSON loads in milliseconds, its enums do not.
    from vietnam_provinces import NESTED_DIVISIONS_JSON_PATH

    provinces = json.loads(NESTED_DIVISIONS_JSON_PATH.read_text("utf-8"))
    return [COUNTRY, *(_province(each) for each in provinces), *_communes(provinces)]


def _province(entry: dict[str, Any]) -> OfficialUnit:
    # The package says "thành phố trung ương" where the seal says "thành phố".
    form = "thành phố" if entry["division_type"].startswith("thành phố") else "tỉnh"
    return _unit(entry, UnitKind.PROVINCE, form, f"{entry['code']:02}", COUNTRY.code)


def _communes(provinces: list[dict[str, Any]]) -> Iterator[OfficialUnit]:
    for province in provinces:
        for entry in province["wards"]:
            yield _unit(
                entry,
                UnitKind.COMMUNE,
                entry["division_type"],
                f"{entry['code']:05}",
                f"{province['code']:02}",
            )


def _unit(entry: dict[str, Any], kind: UnitKind, form: str, code: str, parent: str) -> OfficialUnit:
    """Names carry their kind ("Tỉnh Đắk Lắk"), as printed on certificates; some of the package lack it."""
    name = nfc(entry["name"])
    bare = name[len(form) :].strip() if name.lower().startswith(f"{form} ") else name
    return OfficialUnit(code, kind, form, f"{form[:1].upper()}{form[1:]} {bare}", bare, parent)
