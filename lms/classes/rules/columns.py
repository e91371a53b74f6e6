"""The headings under which lists and meeting programmes write who was there.

Zoom: Reports, Usage, Participants, Export. Teams: Attendance, Download, which holds a
summary, the participants and each of their joins. Meet: the sheet in the organiser's
mail. All three follow the language of whoever downloads.
"""

from collections.abc import Sequence

from lms.core.text import fold
from lms.people.rules.roster import BIRTH_YEAR, NAME, PHONE

_NAMES = (
    *NAME,
    "name (original name)",
    "tên (tên gốc)",
    "participant",
    "người tham gia",
    "tên hiển thị",
)
KNOWN: dict[str, tuple[str, ...]] = {
    "name": _NAMES,
    "first": ("first name", "tên", "prénom"),
    "last": ("last name", "họ", "họ và tên đệm", "nom de famille"),
    "email": ("email", "user email", "email người dùng", "thư điện tử", "e-mail"),
    "year": BIRTH_YEAR,
    "phone": PHONE,
    "status": ("điểm danh", "trạng thái", "có mặt", "status", "presence", "attendance", "présence"),
    "join": (
        "join time",
        "first join",
        "time joined",
        "thời gian vào",
        "thời gian tham gia",
        "giờ vào",
        "lần tham gia đầu tiên",
        "tham gia lần đầu",
        "joined at",
    ),
    "leave": (
        "leave time",
        "last leave",
        "time exited",
        "thời gian ra",
        "thời gian rời",
        "thời gian rời khỏi",
        "thời gian thoát",
        "giờ ra",
        "lần rời cuối cùng",
        "rời đi lần cuối",
        "left at",
    ),
    "duration": (
        "duration (minutes)",
        "total duration (minutes)",
        "duration",
        "in-meeting duration",
        "thời gian (phút)",
        "tổng thời gian (phút)",
        "thời lượng",
        "thời lượng (phút)",
        "thời lượng trong cuộc họp",
    ),
    "action": ("user action", "hành động của người dùng"),
    "at": ("timestamp", "dấu thời gian"),
}
_BY_WORD = {name: {fold(word) for word in words} for name, words in KNOWN.items()}


def places_of(cells: Sequence[str]) -> dict[str, int]:
    """Which column holds what, if this line is one of headings; empty if it is not.

    A line of headings names people, and nothing in it is a value.
    """
    words = [fold(cell) for cell in cells]
    places: dict[str, int] = {}
    for name, known in _BY_WORD.items():
        found = next(
            (at for at, word in enumerate(words) if word in known and at not in places.values()), None
        )
        if found is not None:
            places[name] = found
    if "last" in places and "first" not in places and "name" in places:
        places["first"] = places.pop("name")  # "Họ" beside "Tên": together they are the name
    if "name" not in places and not ("first" in places and "last" in places):
        return {}
    known_cells = len(places)
    return places if known_cells >= 2 or len([word for word in words if word]) == 1 else {}
