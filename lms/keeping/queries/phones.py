"""The phones that somebody turned on; signing out on a phone turns it off."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from lms.core.db import db
from lms.keeping.models import PushSubscription
from lms.people.models import SignIn

# A session that ran out only has to be begun again; one that was ended is over, and so is what hung on it.
STILL_ON = sa.exists().where(SignIn.id == PushSubscription.sign_in_id, SignIn.ended_at.is_(None))


def phones_on(person_id: int) -> Sequence[Any]:
    """(id, phone, made_at, endpoint_hash, keys, sign_in_id) of each, the newest first."""
    return db.session.execute(
        sa.select(
            PushSubscription.id,
            PushSubscription.phone,
            PushSubscription.made_at,
            PushSubscription.endpoint_hash,
            PushSubscription.keys,
            PushSubscription.sign_in_id,
        )
        .where(PushSubscription.person_id == person_id, STILL_ON)
        .order_by(PushSubscription.made_at.desc(), PushSubscription.id.desc())
    ).all()
