"""What people may do to persons, one verb each; they never commit."""

from lms.people.actions.cards import issue_card, issue_cards, revoke_cards
from lms.people.actions.persons import (
    add_person,
    correct,
    disable,
    enable,
    move,
    record_consent,
    set_language,
    set_pin,
    set_staff_secrets,
    use_totp_step,
)
from lms.people.actions.roles import give_role, take_role
from lms.people.actions.rosters import add_roster
from lms.people.actions.sessions import end_sign_in, end_sign_ins, open_sign_in
from lms.people.actions.throttle import forget_old, forgive, knock, sound_alarm, succeed

__all__ = [
    "add_person",
    "add_roster",
    "correct",
    "disable",
    "enable",
    "end_sign_in",
    "end_sign_ins",
    "forget_old",
    "forgive",
    "give_role",
    "issue_card",
    "issue_cards",
    "knock",
    "move",
    "open_sign_in",
    "record_consent",
    "revoke_cards",
    "set_language",
    "set_pin",
    "set_staff_secrets",
    "sound_alarm",
    "succeed",
    "take_role",
    "use_totp_step",
]
