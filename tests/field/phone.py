"""What a trainer's phone sends, by plain functions."""

import hashlib
import secrets
from datetime import datetime
from typing import Any

from tests.reader import Reader


def new_id(meeting: int) -> str:
    place, chance = f"{meeting:012x}", secrets.token_hex(10)
    return f"{place[:8]}-{place[8:]}-8{chance[:3]}-8{chance[3:6]}-{chance[6:18]}"


def milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def event(kind: str, meeting: int, at: datetime, **said: Any) -> dict[str, Any]:
    return {"id": new_id(meeting), "kind": kind, "meeting": meeting, "at": milliseconds(at), **said}


def mark(meeting: int, at: datetime, person: int | str, presence: str | None, **more: Any) -> dict[str, Any]:
    return event("mark", meeting, at, person=person, presence=presence, **more)


def walk_in(meeting: int, at: datetime, name: str, born: int, **more: Any) -> dict[str, Any]:
    return event("walk_in", meeting, at, name=name, born=born, consent=True, **more)


def send(trainer: Reader, now: datetime, *events: dict[str, Any], expect: int = 200) -> Any:
    """The answer to these events, sent when the phone's clock shows `now`."""
    hello = trainer.client.get("/field/hello").get_json()
    answer = trainer.client.post(
        "/field/sync",
        json={"now": milliseconds(now), "who": hello["who"], "events": list(events)},
        headers={"X-CSRFToken": hello["token"]},
    )
    assert answer.status_code == expect, answer.get_data(as_text=True)[:500]
    return answer.get_json() if expect == 200 else None


def digest(salt: str, letters: str) -> str:
    """What the phone makes of the letters on a card."""
    return hashlib.sha256((salt + hashlib.sha256(letters.encode()).hexdigest()).encode()).hexdigest()[:32]
