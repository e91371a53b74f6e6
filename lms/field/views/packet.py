"""What the phone takes along."""

import secrets
from datetime import datetime
from typing import Any

from flask import jsonify
from flask.typing import ResponseReturnValue

from lms.catalogue import shelf
from lms.catalogue.content import Course
from lms.core import audit, clock
from lms.core.access import me, needs
from lms.core.audit import Deed
from lms.field.queries import packet as queries
from lms.field.queries.standing import names_in
from lms.field.rules.packet import KEPT_FOR, card_digest, dawn_in
from lms.field.views.blueprint import STAFF, claim, classes_asked, pages, whose_phone
from lms.field.views.news import conflicts_told
from lms.ui.languages import day, hour, language


@pages.get("/field/packet")
@needs(*STAFF)
def packet() -> ResponseReturnValue:
    """Today's and the next two days' meetings, their people and skills. `class` names classes taken along."""
    asker, now = me(), clock.now()
    named = classes_asked()
    meetings = queries.meetings_ahead(asker, named, now)
    classes = {row.cohort_id: row for row in meetings}
    members = queries.members_of(classes) if classes else []
    overruled = queries.outweighed_lately(asker, named, now)
    salt = secrets.token_hex(16)
    audit.trace(asker.person_id, Deed.SAW, "packet", asker.person_id, now, people=len(members))
    content = {
        "who": whose_phone(),
        "name": asker.given_name,
        "salt": salt,
        "lasts": int(KEPT_FOR.total_seconds() * 1000),
        "until": f"{hour(now + KEPT_FOR)}, {day(now + KEPT_FOR)}",
        "meetings": [_meeting(row, now) for row in meetings],
        "classes": _classes(classes, members, salt),
        "marks": _marks([row.id for row in meetings]),
        "news": conflicts_told(overruled, names_in(overruled) if overruled else {}, asker.person_id),
    }
    return claim(jsonify(content))


def _meeting(row: Any, now: datetime) -> dict[str, Any]:
    return {
        "id": row.id,
        "class": row.cohort_id,
        "number": row.number,
        "day": day(row.starts_at),
        "hour": hour(row.starts_at),
        "dawn_in": dawn_in(row.starts_at, now),
        "place": row.place,
        "closed": row.state.value == "confirmed",
        "heads": row.head_count,
    }


def _classes(classes: dict[int, Any], members: Any, salt: str) -> dict[int, dict[str, Any]]:
    people = {row.id for row in members}
    levels = queries.levels_of(people, {row.course for row in classes.values()}) if people else {}
    told: dict[int, dict[str, Any]] = {}
    for cohort_id, row in classes.items():
        course = shelf.course(row.course)
        told[cohort_id] = {
            "name": row.cohort_name,
            "skills": _skills(course, row.cohort_modules),
            "members": [
                {
                    "id": each.id,
                    "name": each.name,
                    "born": each.birth_year,
                    "card": card_digest(salt, each.token_hash) if each.token_hash else None,
                    "levels": {
                        f"{module}/{skill}": level
                        for (module, skill), level in levels.get(each.id, {}).items()
                        if not row.cohort_modules or module in row.cohort_modules
                    },
                }
                for each in members
                if each.cohort_id == cohort_id
            ],
        }
    return told


def _skills(course: Course, modules: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "module": module.slug,
            "title": module.short.in_(language()),
            "skills": [{"id": skill.id, "title": skill.title.in_(language())} for skill in module.skills],
        }
        for module in course.modules
        if (not modules or module.slug in modules) and module.skills
    ]


def _marks(meetings: list[int]) -> dict[int, dict[int, list[str]]]:
    marks: dict[int, dict[int, list[str]]] = {each: {} for each in meetings}
    for row in queries.marks_in(meetings) if meetings else ():
        marks[row.meeting_id][row.person_id] = [row.presence.value, row.event_id]
    return marks
