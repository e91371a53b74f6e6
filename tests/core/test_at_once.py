"""Several statements as one short transaction beside the session's."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial

import pysqlite3
import pytest
import sqlalchemy as sa

from lms.core.db import connection_beside, db, intend_to_write
from lms.core.prepared import Inside, given
from lms.core.short import alone, as_one, at_once, before_kept, endings, running
from lms.people.models import Throttle

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ADD = Inside(
    sa.insert(Throttle.__table__).values(given(Throttle.__table__, "subject", "failures", "last_at"))
)


class Broken(Exception):
    pass


def add(*subjects, then=None):
    def deed():
        for subject in subjects:
            ADD.change(subject=subject, failures=1, last_at=NOW)
        if then:
            raise then
        return len(subjects)

    return at_once(deed)


def kept():
    return set(db.session.scalars(sa.select(Throttle.subject)))


@pytest.mark.both
def test_all_of_it_is_kept_or_nothing(inside):
    assert add("a", "b") == 2
    with pytest.raises(Broken):
        add("c", "d", then=Broken())
    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        add("e", "a")
    assert add("f") == 1, "what failed left nothing open"
    assert kept() == {"a", "b", "f"}


@pytest.mark.both
def test_of_many_at_once_the_broken_ones_alone_are_undone(app):
    def work(n):
        with app.app_context():
            try:
                add(f"{n}", f"{n}-more", then=Broken() if n % 5 == 0 else None)
            except Broken:
                return n

    with ThreadPoolExecutor(8) as pool:
        broken = {n for n in pool.map(work, range(60)) if n is not None}
    assert broken == set(range(0, 60, 5))
    with app.app_context():
        assert kept() == {f"{n}{more}" for n in range(60) if n % 5 for more in ("", "-more")}


def test_it_never_waits_for_its_own_threads_transaction(inside):
    """On SQLite, where there is one place for a writer."""
    intend_to_write(True)
    db.session.execute(sa.select(1))
    with pytest.raises(RuntimeError):
        add("a")


@pytest.mark.both
def test_a_deed_that_asks_the_session_is_told_so(inside):
    with pytest.raises(RuntimeError, match="without the session"):
        at_once(lambda: db.session.execute(sa.select(1)))
    db.session.rollback()
    assert add("a") == 1


def test_what_a_thread_keeps_for_good_carries_no_function_of_pythons(inside):
    """In a thread that the server made, destroying one gives up the interpreter twice: the worker would abort."""
    beside = connection_beside(db.engine)
    try:
        with pytest.raises(pysqlite3.OperationalError, match="no such function"):
            beside.execute("SELECT regexp('a', 'a')")
        assert beside.execute("SELECT floor('a')").fetchone() == (
            None,
        )  # SQLite's own; Python's would refuse
        pragmas = [
            beside.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys")
        ]
        assert pragmas == ["wal", 1]
    finally:
        beside.close()


@pytest.mark.both
def test_what_was_noted_is_written_last_and_only_with_the_deed(inside):
    def deed(subject, broken=False):
        running().notes["to add"] = f"{subject} in the end"
        ADD.change(subject=subject, failures=1, last_at=NOW)
        if broken:
            raise Broken

    def ending(notes):
        if "to add" in notes:
            ADD.change(subject=notes["to add"], failures=2, last_at=NOW)

    before_kept(ending)
    try:
        at_once(lambda: deed("a"))
        with pytest.raises(Broken):
            at_once(lambda: deed("b", broken=True))
        at_once(lambda: ADD.change(subject="c", failures=1, last_at=NOW))
    finally:
        endings.remove(ending)
    assert kept() == {"a", "a in the end", "c"}


@pytest.mark.both
def test_a_part_of_the_transaction_that_runs_is_kept_with_it(inside):
    intend_to_write(True)
    assert alone()
    as_one(lambda: ADD.change(subject="a", failures=1, last_at=NOW))
    db.session.execute(sa.select(1))
    assert not alone()
    as_one(lambda: ADD.change(subject="b", failures=1, last_at=NOW))
    db.session.rollback()
    with pytest.raises(Broken):
        at_once(partial(as_one, lambda: add_and_break("c")))
    assert kept() == {"a"}


def add_and_break(subject):
    ADD.change(subject=subject, failures=1, last_at=NOW)
    raise Broken
