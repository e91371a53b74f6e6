"""A small world for tests: places, a course and people, built by plain functions with fixed values."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import Flask

from lms.catalogue import shelf
from lms.catalogue.documents import edition_hash
from lms.catalogue.models import CurrentEdition, Edition
from lms.core import clock
from lms.core.access import Asker, Held, Role
from lms.core.db import db
from lms.core.text import fold, nfc, plain_sort_key, sort_key
from lms.people.models import Grant, Person
from lms.places.models import Unit, UnitKind
from tests.course_document import COURSE

LONG_AGO = date(2025, 7, 1)


def save(thing: Any) -> Any:
    db.session.add(thing)
    db.session.commit()
    return thing


def unit(code: str, name: str, kind: UnitKind, parent: Unit | None, form: str = "xã") -> Unit:
    made = Unit(
        code=code,
        kind=kind,
        form=form,
        name=name,
        search_key=fold(name),
        sort_key=plain_sort_key(name),
        parent_id=parent.id if parent else None,
        path=f"pending-{code}",
        valid_from=LONG_AGO,
    )
    save(made)
    made.path = f"{parent.path if parent else '/'}{made.id}/"
    db.session.commit()
    return made


def somebody(name: str, unit_id: int, born: int = 1957, phone: str | None = None, **more: Any) -> Person:
    """A person who is not in the database yet."""
    name = nfc(name)
    return Person(
        name=name,
        search_key=fold(name),
        sort_key=sort_key(name),
        name_key=" ".join(sorted(fold(name).split())),
        birth_year=born,
        unit_id=unit_id,
        phone=phone,
        language="vi",
        created_at=clock.now(),
        **more,
    )


def person(*who: Any, **more: Any) -> Person:
    """`somebody`, kept."""
    return save(somebody(*who, **more))


def grant(person_id: int, role: Role, unit_id: int) -> Grant:
    return save(Grant(person_id=person_id, role=role, unit_id=unit_id, granted_at=clock.now()))


def publish(document: dict[str, Any] | None = None) -> str:
    """Put a course document on the shelf; answers its edition's hash."""
    document = document or COURSE
    name = edition_hash(document)
    if db.session.get(Edition, name) is None:
        db.session.add(
            Edition(hash=name, course=document["slug"], document=document, published_at=clock.now())
        )
        db.session.flush()
    db.session.merge(CurrentEdition(course=document["slug"], hash=name))
    db.session.commit()
    shelf.forget()
    return name


def asker(person_id: int, staff: bool = False) -> Asker:
    """The Asker a request of this person would have."""
    who = db.session.get_one(Person, person_id)
    home = db.session.get_one(Unit, who.unit_id)
    held = (
        db.session.query(Grant, Unit)
        .join(Unit, Unit.id == Grant.unit_id)
        .filter(Grant.person_id == person_id)
    )
    return Asker(
        person_id=who.id,
        name=who.name,
        given_name=who.name.split()[-1],
        language="vi",
        unit_id=who.unit_id,
        unit_path=home.path,
        sign_in_id=0,
        token="",
        grants=tuple(Held(g.role, g.unit_id, u.path) for g, u in held) if staff else (),
    )


@dataclass
class World:
    """Ids, not objects: a test's session is not a request's.

    Two communes of one province (`commune`, `sibling`) and one of another
    (`far_commune`); `village` and `village_2` lie in `commune`. Hoa and Minh
    live in `village`, Xuân in `sibling`. Trainer Lan teaches and cadre Dũng
    answers in `commune`; Bình is cadre of the province; An is admin of the country.
    """

    course: str = COURSE["slug"]
    edition: str = ""
    units: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)


def build(app: Flask) -> World:
    world = World(edition=publish())
    country = unit("VN", "Việt Nam", UnitKind.COUNTRY, None, "quốc gia")
    province = unit("66", "Tỉnh Đắk Lắk", UnitKind.PROVINCE, country, "tỉnh")
    far = unit("01", "Thành phố Hà Nội", UnitKind.PROVINCE, country, "thành phố")
    commune = unit("22045", "Xã Xuân Lãnh", UnitKind.COMMUNE, province)
    sibling = unit("22057", "Xã Phú Mỡ", UnitKind.COMMUNE, province)
    far_commune = unit("00004", "Phường Ba Đình", UnitKind.COMMUNE, far, "phường")
    village = unit("22045-01", "Thôn Lãnh Vân", UnitKind.VILLAGE, commune, "thôn")
    village_2 = unit("22045-02", "Thôn Hà Rai", UnitKind.VILLAGE, commune, "thôn")
    world.units = {
        "country": country.id,
        "province": province.id,
        "far_province": far.id,
        "commune": commune.id,
        "sibling": sibling.id,
        "far_commune": far_commune.id,
        "village": village.id,
        "village_2": village_2.id,
    }
    world.people = {
        "hoa": person("Bùi Thị Hoa", village.id, 1957, "0912000001").id,
        "minh": person("Cao Đức Minh", village.id, 1961).id,
        "xuan": person("Lò Thị Xuân", sibling.id, 1969).id,
        "lan": person("Trần Thị Lan", commune.id, 1999, "0912000002").id,
        "dung": person("Phạm Văn Dũng", commune.id, 1980, "0912000003").id,
        "binh": person("Nguyễn Văn Bình", province.id, 1978, "0912000004").id,
        "an": person("Lê Thị An", country.id, 1985, "0912000005").id,
        "author": person("Vũ Văn Tác", commune.id, 1990, "0912000006").id,
        "other_trainer": person("Hồ Thị Mai", sibling.id, 1998, "0912000007").id,
        "other_cadre": person("Đỗ Văn Sơn", sibling.id, 1979, "0912000008").id,
    }
    for name, role, place in (
        ("lan", Role.TRAINER, "commune"),
        ("dung", Role.CADRE, "commune"),
        ("binh", Role.CADRE, "province"),
        ("an", Role.ADMIN, "country"),
        ("author", Role.AUTHOR, "commune"),
        ("other_trainer", Role.TRAINER, "sibling"),
        ("other_cadre", Role.CADRE, "sibling"),
    ):
        grant(world.people[name], role, world.units[place])
    return world
