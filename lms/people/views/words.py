"""Words for the kinds that the code names, in the reader's language."""

from flask_babel import lazy_gettext as _l

from lms.core.access import Role
from lms.people.models import ConsentMethod, Sex
from lms.people.rules.roster import State
from lms.people.views.blueprint import pages

_ROLES = {
    Role.TRAINER: _l("Trainer"),
    Role.CADRE: _l("Cadre"),
    Role.AUTHOR: _l("Author of lessons"),
    Role.ADMIN: _l("Administrator"),
}
_SEXES = {Sex.FEMALE: _l("Woman"), Sex.MALE: _l("Man"), None: _l("Not said")}
_METHODS = {
    ConsentMethod.SCREEN: _l("on this site"),
    ConsentMethod.PAPER: _l("on paper"),
    ConsentMethod.ORAL: _l("aloud, in front of staff"),
}
_STATES = {
    State.NEW: _l("Will be added"),
    State.MATCHED: _l("Already known"),
    State.LIKELY: _l("Looks like somebody known"),
    State.REFUSED: _l("Cannot be added"),
}


def role_words() -> dict[Role, object]:
    return dict(_ROLES)


@pages.context_processor
def words() -> dict[str, object]:
    return {"role_words": _ROLES, "sex_words": _SEXES, "method_words": _METHODS, "state_words": _STATES}
