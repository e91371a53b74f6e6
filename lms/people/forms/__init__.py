"""What people type about themselves and about others, in the reader's words."""

from lms.people.forms.joining import SecretForm, WhoForm
from lms.people.forms.signing import CardForm, ChangePinForm, PhoneForm, PinForm, SetUpForm, StaffForm
from lms.people.forms.staff import AddForm, CorrectForm, GrantForm, MoveForm, RosterForm

__all__ = [
    "AddForm",
    "CardForm",
    "ChangePinForm",
    "CorrectForm",
    "GrantForm",
    "MoveForm",
    "PhoneForm",
    "PinForm",
    "RosterForm",
    "SecretForm",
    "SetUpForm",
    "StaffForm",
    "WhoForm",
]
