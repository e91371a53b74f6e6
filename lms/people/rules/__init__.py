"""Decisions about names, secrets, tries, cards and roles, on values alone."""

from lms.people.rules.cards import card_hash, card_letters, in_groups, read_letters
from lms.people.rules.naming import as_shown, check_birth_year, check_name, name_key
from lms.people.rules.roles import OutOfReach, check_may_give, check_may_manage, roles_to_give
from lms.people.rules.secrets import (
    CONSENT_PURPOSE,
    CONSENT_VERSION,
    WeakPassword,
    WeakPin,
    check_password,
    check_pin,
    random_pin,
)
from lms.people.rules.totp import matching_step, new_totp_key
from lms.people.rules.tries import (
    DEVICE_FORGET_AFTER,
    FORGET_AFTER,
    FREE_TRIES,
    LONGEST_WAIT,
    SHORTEST_WAIT,
    SPRAY_ACCOUNTS,
    SPRAY_WINDOW,
)

__all__ = [
    "CONSENT_PURPOSE",
    "CONSENT_VERSION",
    "DEVICE_FORGET_AFTER",
    "FORGET_AFTER",
    "FREE_TRIES",
    "LONGEST_WAIT",
    "SHORTEST_WAIT",
    "SPRAY_ACCOUNTS",
    "SPRAY_WINDOW",
    "OutOfReach",
    "WeakPassword",
    "WeakPin",
    "as_shown",
    "card_hash",
    "card_letters",
    "check_birth_year",
    "check_may_give",
    "check_may_manage",
    "check_name",
    "check_password",
    "check_pin",
    "in_groups",
    "matching_step",
    "name_key",
    "new_totp_key",
    "random_pin",
    "read_letters",
    "roles_to_give",
]
