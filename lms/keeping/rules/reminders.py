"""When a reminder goes out, and what it says."""

from datetime import datetime, time, timedelta

from flask_babel import gettext as _

from lms.core import clock

CONSENT_VERSION = "2026-11"
SENT_FROM = time(17)  # the day before
QUIET_FROM, QUIET_UNTIL = time(20), time(7)
LOOK_AHEAD = timedelta(hours=40)
LOST_AFTER = timedelta(minutes=15)
MOST_TRIES = 8


def is_quiet(moment: datetime) -> bool:
    """Nobody is disturbed from eight in the evening to seven in the morning, by the village's clock."""
    at = clock.local(moment).time()
    return at >= QUIET_FROM or at < QUIET_UNTIL


def waking(moment: datetime) -> datetime:
    """This moment, or seven o'clock when it is a quiet one."""
    if not is_quiet(moment):
        return moment
    here = clock.local(moment)
    day = here.date() + timedelta(days=here.time() >= QUIET_FROM)
    return clock.at_local(day, QUIET_UNTIL.hour)


def due_at(starts_at: datetime, now: datetime) -> datetime | None:
    """Five o'clock on the day before, or as soon as it may be after that; None when the meeting comes first."""
    eve = clock.local(starts_at).date() - timedelta(days=1)
    at = waking(max(clock.at_local(eve, SENT_FROM.hour), now))
    return at if at < starts_at else None


def again_at(tries: int, now: datetime) -> datetime:
    """After a failure: five minutes, ten, twenty … and never at night."""
    return waking(now + timedelta(minutes=5 * 2 ** min(tries, 5)))


def words(name: str, when: str, at: str, place: str) -> str:
    """The message, in the language that is in force. No link: we teach people not to trust links in messages."""
    return _(
        "Tomorrow or today: class “%(name)s” meets on %(when)s at %(at)s, %(place)s. You are welcome.",
        name=name,
        when=when,
        at=at,
        place=place,
    )
