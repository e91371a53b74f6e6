"""The writers' line: everybody gets their turn, and nobody's statement is lost among those carried with it."""

import os
import threading
import time

import pysqlite3
import pytest
import sqlalchemy as sa

from lms.core import clock
from lms.core.audit import AuditEntry, Deed, record, trace
from lms.core.db import db, intend_to_write
from lms.core.line import Line, Turn


@pytest.fixture
def connection(tmp_path):
    def connect():
        return pysqlite3.connect(tmp_path / "x.db", isolation_level=None, check_same_thread=False)

    # Once, before the threads: SQLite makes nobody wait who would turn a database to WAL.
    made = connect()
    made.execute("PRAGMA journal_mode=WAL")
    made.execute("CREATE TABLE said (who INTEGER PRIMARY KEY)")
    return connect


def say(who):
    def deed(connection):
        return connection.execute("INSERT INTO said VALUES (?) RETURNING who", (who,)).fetchall()

    return deed


def together(count, work):
    ready = threading.Barrier(count)

    def run(number):
        ready.wait()
        work(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)


def test_what_is_answered_is_kept_and_each_gets_their_own_answer(connection, tmp_path):
    line, wrong = Line(str(tmp_path / "x.db-line")), []

    def work(number):
        mine = connection()
        for n in range(50):
            who = number * 1000 + n
            if line.write(mine, say(who)) != [(who,)]:
                wrong.append(who)

    together(8, work)
    assert wrong == []
    assert connection().execute("SELECT count(*) FROM said").fetchone() == (400,)


def test_a_statement_that_fails_fails_alone(connection, tmp_path):
    line, outcomes = Line(str(tmp_path / "x.db-line")), {}
    connection().execute("INSERT INTO said VALUES (3)")

    def work(number):
        try:
            outcomes[number] = line.write(connection(), say(number))
        except pysqlite3.IntegrityError:
            outcomes[number] = "refused"

    turn = Turn(str(tmp_path / "x.db-line"))
    turn.take()  # so that all stand in line before the first is let through
    threading.Timer(0.3, turn.give_up).start()
    together(6, work)
    assert outcomes == {n: "refused" if n == 3 else [(n,)] for n in range(6)}


def test_whoever_dies_holding_the_place_holds_up_nobody(connection, tmp_path):
    path = str(tmp_path / "x.db-line")
    dead = Turn(path)
    dead.take()
    dead.close()  # as the kernel does for a process that was killed
    assert Line(path).write(connection(), say(1)) == [(1,)]


def test_waiting_writers_of_two_connections_take_turns(tmp_path):
    path, order = str(tmp_path / "line"), []

    def work(number):
        turn = Turn(path)
        for _ in range(3):
            turn.take()
            order.append(number)
            time.sleep(0.01)
            turn.give_up()
            time.sleep(0.001)

    together(4, work)
    assert sorted(order) == sorted([0, 1, 2, 3] * 3)


def test_a_thread_that_writes_in_its_session_is_not_left_waiting_for_itself(inside, world):
    now = clock.now()
    intend_to_write(True)
    record(None, Deed.SAW, "person", 1, now)
    with pytest.raises(RuntimeError):
        trace(None, Deed.SAW, "person", 2, now)
    db.session.rollback()
    trace(None, Deed.SAW, "person", 3, now)
    assert db.session.scalars(sa.select(AuditEntry.subject_id)).all() == ["3"]


def test_a_second_claim_of_the_same_thread_is_refused_and_of_another_one_waits(connection, tmp_path):
    path, waited = str(tmp_path / "x.db-line"), []
    first, second, line = Turn(path), Turn(path), Line(path)
    first.take()
    with pytest.raises(RuntimeError):
        second.take()
    with pytest.raises(RuntimeError):
        line.write(connection(), say(1))
    other = threading.Thread(target=lambda: (second.take(), waited.append(first.held), second.give_up()))
    other.start()
    time.sleep(0.1)
    first.give_up()
    other.join(10)
    assert waited == [False]
    assert line.write(connection(), say(1)) == [(1,)]


def test_a_claim_made_before_a_fork_is_not_shared_by_parent_and_child(tmp_path):
    turn = Turn(str(tmp_path / "x.db-line"))
    told, tells = os.pipe()
    child = os.fork()
    if child == 0:
        turn.take()
        os.write(tells, b"!")
        time.sleep(0.3)
        os._exit(0)  # the kernel gives the place up
    assert os.read(told, 1) == b"!"
    begun = time.monotonic()
    turn.take()
    assert time.monotonic() - begun > 0.1
    os.waitpid(child, 0)
    turn.close()
