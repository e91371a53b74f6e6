"""A completion awards its certificate, in the same transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import force_locale

from lms.catalogue.content import Course, Path
from lms.certificates import actions, queries, rules
from lms.certificates.signing import our_keys
from lms.learning.models import Track
from lms.learning.signals import completed


@completed.connect
def award_certificate(
    _sender: Any,
    *,
    completion_id: int,
    person_id: int,
    course: Course,
    module: str,
    track: Track,
    now: datetime,
    path: Path | None = None,
    through: str | None = None,
    modules: Sequence[str] = (),
    **_more: Any,
) -> None:
    """None for a module that another one stood for: the paper names what was learned."""
    if through:
        return
    holder, track = queries.holder(person_id), Track(track)
    with force_locale(rules.language_of(holder.language)):
        how = str(rules.HOW[track])
    actions.award(
        completion_id,
        holder,
        course,
        module,
        track,
        how,
        now,
        issuer=current_app.config["ISSUER"],
        keys=our_keys(),
        path=path,
        modules=modules,
    )
