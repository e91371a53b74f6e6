"""What a quiz allows one person: how long, how often."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Extras included. `minutes` or `allowed` is None where the quiz sets no such limit."""

    minutes: int | None = None
    allowed: int | None = None
    used: int = 0

    @property
    def left(self) -> int | None:
        """How many tries may still be begun; None for as many as one likes."""
        return None if self.allowed is None else max(self.allowed - self.used, 0)
