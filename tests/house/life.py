"""What the life of a class leaves behind: a door that is open, a notice, a call to make, a phone turned on, a signed summary."""

from datetime import datetime
from typing import Any

from lms.classes.models import Cohort, Meeting, News, Notice, Summary
from lms.keeping.models import Call, PushSubscription, Why
from lms.people.models import SignIn, SignInKind
from tests.world import World, save


def life(world: World, cohort: Cohort, meeting: Meeting, now: datetime) -> dict[str, Any]:
    """A class of her commune that anybody there may join; a notice for her, a call to make to her, a signed summary."""
    values = {"unit_id": world.units["village"], "course": cohort.course, "modules": [], "name": "Lớp mở cửa"}
    values |= {"place": "Sân đình", "capacity": 9, "created_at": now, "created_by": cohort.created_by}
    hoa, door = world.people["hoa"], save(Cohort(**values, open_door=True)).id
    about = {"cohort_id": cohort.id, "made_at": now, "person_id": hoa}
    notice = save(Notice(kind=News.SEAT, **about))
    call = save(Call(meeting_id=meeting.id, why=Why.MOVED, tries=0, **about))
    session = {"person_id": hoa, "kind": SignInKind.PIN, "created_at": now, "expires_at": now}
    on_phone = save(SignIn(token_hash="0" * 64, **session)).id
    taking = {"endpoint_hash": "0" * 64, "keys": "{}", "phone": "Android, Chrome", "service": "push.example"}
    phone = save(PushSubscription(person_id=hoa, sign_in_id=on_phone, made_at=now, **taking))
    signed = {"members": 0, "finished": 0, "held": 0, "hours": 0, "came": 0, "expected": 0, "people": []}
    save(Summary(cohort_id=cohort.id, document=signed, signed_by=cohort.created_by, signed_at=now))
    seat = {f"classes.{page}.cohort_id": door for page in ("seat", "take_seat", "give_up", "open_class")}
    return {"notice_id": notice.id, "call_id": call.id, "phone_id": phone.id, **seat}
