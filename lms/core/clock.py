"""One clock: UTC inside, the unit's zone on the screen."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The date on the wall of the village hall."""
    return now().astimezone(HERE).date()


def local(moment: datetime) -> datetime:
    return moment.astimezone(HERE)


def at_local(day: date, hour: int, minute: int = 0) -> datetime:
    """The moment, in UTC, when the hall's clock shows this."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HERE).astimezone(UTC)
