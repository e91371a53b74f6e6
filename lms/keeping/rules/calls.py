"""When a call is solved, what to say in it, and who may make it."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from lms.classes.models import Presence
from lms.core.errors import Refusal
from lms.keeping.models import NextStep, Outcome, Why

Presences = Mapping[int, Mapping[int, Presence]]  # what each meeting counts as, by person, then by meeting
KEPT = timedelta(days=90)
MOST_TRIES = 3

SCRIPT = {
    Why.ABSENT: _l(
        "Hello, this is the class “%(name)s”. We missed you on %(when)s. Are you well? "
        "You are welcome at any time, also late. Can we help you to come?"
    ),
    Why.MOVED: _l(
        "Hello, this is the class “%(name)s”. The meeting is now on %(when)s, %(place)s. Can you come?"
    ),
    Why.CANCELLED: _l("Hello, this is the class “%(name)s”. The meeting on %(when)s does not take place."),
}
OUTCOMES = {
    Outcome.REACHED: _l("Reached"),
    Outcome.COMING: _l("Will come"),
    Outcome.NOT_REACHED: _l("Not reached"),
    Outcome.CANNOT: _l("Cannot come"),
    Outcome.MOVED_AWAY: _l("Moved away"),
    Outcome.VISIT: _l("No phone: visit"),
}
STEPS = {
    NextStep.NONE: _l("Nothing more"),
    NextStep.CALL_AGAIN: _l("Call again"),
    NextStep.VISIT: _l("Visit at home"),
    NextStep.MAKE_UP: _l("Offer a make-up meeting"),
    NextStep.TELL_TRAINER: _l("The trainer talks to them"),
}


class NobodyToCall(Refusal):
    reason = _l("This person cannot take the calls of this class. Choose a trainer, an official or a member.")


def solves(outcome: Outcome, step: NextStep) -> bool:
    """Whether nobody needs to do anything more: reached, and no next step."""
    return step is NextStep.NONE and outcome is not Outcome.NOT_REACHED


def solved_by_calling(call: Any) -> bool:
    return call.solved_at is not None and call.outcome is not None and solves(call.outcome, call.next_step)


def was_missed(presence: Presence | None) -> bool:
    """Whether a held meeting that counts as this is one to call about."""
    return presence is None or presence is Presence.ABSENT


def absent_from(meeting_id: int, presences: Presences) -> list[int]:
    """For whom a closed register counts as missed: who said before that they cannot come is excused."""
    return [person for person, theirs in presences.items() if theirs.get(meeting_id) is Presence.ABSENT]


def settled(calls: Iterable[Any], presences: Presences) -> tuple[list[int], list[int]]:
    """Of the calls of a class after absences, which nobody has to make any more, and which somebody has to again.

    Whoever made up for a meeting or is excused from it need not be called, as long as that holds.
    What was solved by calling stays so, and with it what the same person had missed before.
    """
    ended, again, reached = [], [], set()
    for call in sorted(calls, key=lambda call: int(call.id), reverse=True):
        missed = was_missed(presences.get(call.person_id, {}).get(call.meeting_id))
        if solved_by_calling(call):
            reached.add(call.person_id)
        elif call.solved_at is None and not missed:
            ended.append(call.id)
        elif call.solved_at is not None and missed and call.person_id not in reached:
            again.append(call.id)
    return ended, again


def ending(call: Any, presence: Presence | None, made_up_on: str | None) -> Any:
    """How a call ended, in words.

    Args:
        presence: what the meeting counts as for this person now.
        made_up_on: the day on which they made up for it.
    """
    if solved_by_calling(call):
        return OUTCOMES[call.outcome]
    if made_up_on:
        return _l("made up on %(day)s", day=made_up_on)
    if presence is Presence.EXCUSED:
        return _l("is excused")
    if not was_missed(presence):
        return _l("was there after all")
    return _l("spoken of in a later call")


def may_see_phone(is_staff: bool, agreed: bool) -> bool:
    """Staff of the class see a number they need; a helper only when the person agreed to that."""
    return is_staff or agreed
