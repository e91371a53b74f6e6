"""The small course with all that a course may have beside its required modules: a track, an extra module, two paths."""

import copy
import json
from typing import Any

from tests.course_document import COURSE, text

PAY, SAFE, STATE, OFFICE, HELP = "thanh-toan", "an-toan", "nha-nuoc", "cong-vu", "kem"
REQUIRED = [PAY, SAFE, STATE]
OFFICIALS, COACH = "can-bo", "hat-nhan"
PATHS = {OFFICIALS: [PAY, OFFICE], COACH: [SAFE, HELP]}


def _module_like(slug: str, competency: int, **more: Any) -> dict[str, Any]:
    written = json.dumps(COURSE["modules"][1], ensure_ascii=False).replace("an-toan", slug)
    return {**json.loads(written), "competency": competency, **more}


def document() -> dict[str, Any]:
    """A later edition of the small course: `nha-nuoc` has a track for officials, `kem` is extra."""
    made = copy.deepcopy(COURSE)
    made["modules"] += [
        _module_like(STATE, 5),
        _module_like(OFFICE, 5, instead_of=STATE),
        _module_like(HELP, 4, extra=True),
    ]
    made["paths"] = [
        {
            "id": OFFICIALS,
            "title": text("Chương trình cán bộ"),
            "summary": text("Cho cán bộ xã."),
            "modules": PATHS[OFFICIALS],
        },
        {
            "id": COACH,
            "title": text("Trở thành hạt nhân"),
            "summary": text("Cho người kèm bà con."),
            "modules": PATHS[COACH],
        },
    ]
    return made
