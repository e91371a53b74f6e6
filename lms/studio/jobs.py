"""What follows from publishing without anybody asking: who is complete now, and which recordings nobody hears."""

from lms.catalogue import shelf
from lms.core import clock
from lms.core.db import db, reading
from lms.core.errors import Missing
from lms.core.jobs import every, job
from lms.learning import settling
from lms.speech import actions as speaking
from lms.speech import queries as speech
from lms.studio.queries.recordings import said


@job
def settle(course: str) -> None:
    """Complete the modules of whoever lacks nothing by the edition that everybody must see."""
    shelf.forget()  # this process may still hold the edition before
    after: int | None = 0
    while after is not None:
        try:
            after = settling.settle(shelf.course(course), after, clock.now())
        except Missing:
            return
        db.session.commit()


@every(minutes=60)
def settle_again() -> None:
    """What a lost queue forgot, and what was published from files: for a week after such an edition."""
    for course in settling.lately_urgent(clock.now()):
        settle.run(course)


@every(minutes=60)
def forget_recordings() -> None:
    """Delete what nobody hears any more and nobody can bring back."""
    now = clock.now()
    with reading():
        unsaid = speech.unsaid(said(now), now)
        db.session.rollback()  # looking through drafts takes seconds; writers need not wait for it
    while speaking.forget_put_away(now):
        db.session.commit()
    for start in range(0, len(unsaid), speaking.AT_ONCE):
        speaking.forget(unsaid[start : start + speaking.AT_ONCE], now)
        db.session.commit()
