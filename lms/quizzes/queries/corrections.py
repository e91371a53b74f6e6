"""Which corrections are in force, and what is known of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from lms.catalogue import shelf
from lms.catalogue.content import Module
from lms.catalogue.questions import Question
from lms.core.access import Asker, Role
from lms.core.db import db, one
from lms.core.errors import Missing
from lms.core.prepared import Inside, Lookup
from lms.people.models import Person
from lms.quizzes.models.corrections import Correction, CorrectionKind
from lms.quizzes.rules import corrections as rules

AUTHORS = (Role.AUTHOR, Role.ADMIN)
_correction = Correction.__table__.c
_IN_FORCE = sa.select(
    _correction.id,
    _correction.course,
    _correction.module,
    _correction.question_id,
    _correction.edition,
    _correction.everywhere,
    _correction.kind,
    _correction.response,
).where(_correction.withdrawn_at.is_(None))
_REMEMBERED = Lookup(_IN_FORCE)
_NOW = Inside(
    _IN_FORCE.where(
        _correction.course == sa.bindparam("course"), _correction.module == sa.bindparam("module")
    )
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A correction as marking needs it; `id` is 0 for one that is only being considered."""

    id: int
    course: str
    module: str
    question_id: str
    edition: str
    everywhere: bool
    kind: CorrectionKind
    response: str

    def holds_in(self, edition: str) -> bool:
        """Whether it says something about this edition's question."""
        if edition == self.edition or not self.everywhere:
            return edition == self.edition
        here = _question_in(edition, self.module, self.question_id)
        there = _question_in(self.edition, self.module, self.question_id)
        return here is not None and there is not None and here.body == there.body


def in_force(edition: str, module: str) -> rules.Corrections:
    """What is in force for this module of an edition, at most some seconds old; costs nothing. For marking."""
    return shelf.beside(f"corrections {edition} {module}", lambda: _remembered(edition, module))


def in_force_now(course: str, module: str) -> list[Rule]:
    """What this transaction sees in force, for results that are kept."""
    return [Rule(*row) for row in _NOW.rows(course=course, module=module)]


def holding(found: Iterable[Rule], edition: str) -> rules.Corrections:
    """Of these, what holds in one edition."""
    return rules.gathered(
        rules.Corrected(each.question_id, each.kind, rules.from_kept(each.response))
        for each in found
        if each.holds_in(edition)
    )


def forget() -> None:
    """Ask anew at the next answer: after a correction was made or taken back here."""
    shelf.forget_beside()


def _remembered(edition: str, module: str) -> rules.Corrections:
    course = shelf.edition(edition).slug
    every: list[tuple[Any, ...]] = shelf.beside("corrections", _REMEMBERED.rows)
    mine = [
        Rule(id_, slug, its_module, question_id, named, bool(everywhere), CorrectionKind(kind), response)
        for id_, slug, its_module, question_id, named, everywhere, kind, response in every
        if slug == course and its_module == module
    ]
    return holding(mine, edition)


def _question_in(edition: str, module: str, question_id: str) -> Question | None:
    its_module: Module | None = shelf.edition(edition).module(module)
    return its_module.question(question_id) if its_module else None


def may_correct(asker: Asker) -> bool:
    """A correction changes marks in every unit, so it takes a role that covers them all: one at the country."""
    return any(path.count("/") == 2 for path in asker.paths(*AUTHORS))


def check_may_correct(asker: Asker) -> None:
    """
    Raises:
        Missing: for authors of a part of the country.
    """
    if not may_correct(asker):
        raise Missing


def correction_for(asker: Asker, correction_id: int, *, hold: bool = False) -> Correction:
    """
    Args:
        hold: let no worker mark answers anew by it until the transaction ends.
    """
    check_may_correct(asker)
    wanted = sa.select(Correction).where(Correction.id == correction_id)
    found: Correction = one(wanted.with_for_update() if hold else wanted)
    return found


def corrections_of(asker: Asker, course: str | None = None, question_id: str | None = None) -> list[Any]:
    """The latest two hundred, of one course or question when given, newest first, each with its author's name."""
    check_may_correct(asker)
    statement = (
        sa.select(Correction, Person.name)
        .join(Person, Person.id == Correction.made_by)
        .order_by(Correction.id.desc())
        .limit(200)
    )
    if course is not None:
        statement = statement.where(Correction.course == course)
    if question_id is not None:
        statement = statement.where(Correction.question_id == question_id)
    return list(db.session.execute(statement))


def same_in_force(rule: Rule) -> int | None:
    """The correction that already says this, if one does."""
    return db.session.scalar(
        sa.select(Correction.id).where(
            Correction.course == rule.course,
            Correction.module == rule.module,
            Correction.question_id == rule.question_id,
            Correction.edition == rule.edition,
            Correction.kind == rule.kind,
            Correction.response == rule.response,
            Correction.withdrawn_at.is_(None),
        )
    )


def lately(now: datetime) -> list[tuple[int, int, bool]]:
    """(id, who made it or took it back, whether it is settled): not settled yet, or of the last quarter of an hour.

    What is younger than a minute is still being worked on.
    """
    actor = sa.func.coalesce(Correction.withdrawn_by, Correction.made_by)
    begun = sa.func.coalesce(Correction.withdrawn_at, Correction.made_at, type_=Correction.made_at.type)
    rows = db.session.execute(
        sa.select(Correction.id, actor, Correction.settled_at.is_not(None)).where(
            begun < now - timedelta(minutes=1),
            sa.or_(Correction.settled_at.is_(None), begun > now - timedelta(minutes=15)),
        )
    )
    return [(correction_id, actor_id, bool(settled)) for correction_id, actor_id, settled in rows]
