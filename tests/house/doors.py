"""Everybody who may knock at a door: roles in every relation to one furnished world."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from lms.core.db import db
from tests.house.furniture import furnish
from tests.reader import Reader
from tests.servers import SqliteDatabase
from tests.world import build

# Who asks, and how they stand to Hoa, who lives in a village of the commune and learns in Lan's class.
ASKERS = {
    "visitor": "signed out",
    "hoa": "trainee, herself",
    "minh": "trainee, same village",
    "xuan": "trainee, sibling commune",
    "lan": "trainer, teaches her",
    "other_trainer": "trainer, sibling commune",
    "author": "author, her commune",
    "dung": "cadre, her commune",
    "other_cadre": "cadre, sibling commune",
    "binh": "cadre, province above",
    "an": "admin, country above",
}
STAFF = {"lan", "other_trainer", "author", "dung", "other_cadre", "binh", "an"}
# Tables that a look may touch: counters, the log of who looked, sessions, drawings that can be drawn again.
PASSING = {"throttle", "audit_entry", "sign_in", "certificate_file", "drawing"}
# Words that only those who may see Hoa may ever be sent.
CANARIES = ("Bùi Thị Sơn Ca", "0912000001", "Lớp chim hoàng yến")


@dataclass(frozen=True, slots=True)
class Door:
    """One rule and method with its address filled in."""

    endpoint: str
    method: str
    path: str


class House:
    """The world, kept as a file that every knock starts from."""

    def __init__(self) -> None:
        self.database = SqliteDatabase()
        self.app: Flask = self.database.fresh()
        with self.app.app_context():
            self.world = build(self.app)
            self.values = furnish(self.world)
            db.session.remove()
            # A thread's look-ups hold a connection, so closing the others does not empty the log into the file.
            raw = db.engine.raw_connection()
            raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.close()
            db.engine.dispose()
        self.picture = self.database.folder / "furnished.sqlite3"
        shutil.copy(self.database.file, self.picture)

    def doors(self) -> Iterator[Door]:
        """Every rule of the application with every method it answers to."""
        adapter = self.app.url_map.bind("localhost")
        for rule in self.app.url_map.iter_rules():
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield Door(rule.endpoint, method, adapter.build(rule.endpoint, self._fill(rule), method))

    def _fill(self, rule: Rule) -> dict[str, Any]:
        return {
            name: self.values[f"{rule.endpoint}.{name}"]
            if f"{rule.endpoint}.{name}" in self.values
            else self.values[name]
            for name in rule.arguments
        }

    def knock(self, door: Door, asker: str) -> tuple[TestResponse, bool]:
        """The answer, and whether the database changed (sessions aside)."""
        with self.app.app_context():
            db.engine.dispose()
        for leftover in self.database.folder.glob("lms.sqlite3*"):
            leftover.unlink()
        shutil.copy(self.picture, self.database.file)
        person = None if asker == "visitor" else self.world.people[asker]
        reader = Reader(self.app, person, asker in STAFF)
        token = reader.csrf_token()
        before = self._contents()
        if door.method == "GET":
            answer = reader.client.get(door.path)
        else:
            answer = reader.client.post(door.path, data={"csrf_token": token})
        return answer, self._contents() != before

    def _contents(self) -> dict[str, Any]:
        with self.app.app_context():
            kept = (table for table in db.metadata.sorted_tables if table.name not in PASSING)
            return {table.name: db.session.execute(sa.select(table)).all() for table in kept}

    def stop(self) -> None:
        self.database.stop()
