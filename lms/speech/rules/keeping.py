"""How long a recording that nobody hears is kept."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Said:
    """The texts, as (language, digest), that somebody is shown or was shown within `KEPT`; and the courses
    of which nobody can tell now what they say."""

    texts: Container[tuple[str, str]]
    unclear: Container[str] = ()

    def spares(self, language: str, digest: str, course: str, made_at: datetime, now: datetime) -> bool:
        return made_at > now - KEPT or course in self.unclear or (language, digest) in self.texts
