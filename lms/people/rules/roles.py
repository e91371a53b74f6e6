"""Who may give which role where, and who may change whom."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from lms.core.access import Asker, Held, Role
from lms.core.errors import Refusal

_GIVES: dict[Role, tuple[Role, ...]] = {
    Role.ADMIN: (Role.TRAINER, Role.CADRE, Role.AUTHOR, Role.ADMIN),
    Role.CADRE: (Role.TRAINER,),
}


class OutOfReach(Refusal):
    """The role, or the person, stands above whoever asks."""

    reason = _l("Only somebody with a higher role can do this.")


def roles_to_give(asker: Asker) -> tuple[Role, ...]:
    """The roles this person can give somewhere, in a fixed order."""
    given = {role for grant in asker.grants for role in _GIVES.get(grant.role, ())}
    return tuple(role for role in Role if role in given)


def check_may_give(asker: Asker, role: Role, unit_path: str) -> None:
    """Let an asker give or take a role at a unit at or below the unit their own role covers.

    Raises:
        OutOfReach: otherwise.
    """
    if not any(
        role in _GIVES.get(grant.role, ()) and unit_path.startswith(grant.unit_path) for grant in asker.grants
    ):
        raise OutOfReach


def check_may_manage(asker: Asker, held: Iterable[Held]) -> None:
    """Let an asker change a person's secrets or account: trainees, and staff whose every role they could give.

    Otherwise a trainer could reset the secrets of a cadre and become one.

    Raises:
        OutOfReach: otherwise.
    """
    for grant in held:
        check_may_give(asker, grant.role, grant.unit_path)
