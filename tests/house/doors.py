"""Everybody who may knock at a door: roles in every relation to one furnished world."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pysqlite3  # the application's own: two SQLites in one process undo each other's locks
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from lms.core.db import db
from tests.house.furniture import furnish
from tests.reader import Reader
from tests.servers import SqliteDatabase

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
    """The world, kept as a file that every knock starts from; each asker signed in once, before it was kept."""

    def __init__(self) -> None:
        self.database = SqliteDatabase()
        self.world = self.database.world()
        self.app: Flask = self.database.app
        with self.app.app_context():
            self.values = furnish(self.world)
        self._keys = {asker: self._key_of(asker) for asker in ASKERS}
        self.picture = self.database.folder / "furnished.sqlite3"
        self.database.keep_as(self.picture)
        self._at_first = self._contents()

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
        if self._written():
            self.database.back_to(self.picture)
        client, (cookie, token) = self.app.test_client(), self._keys[asker]
        client.set_cookie("language", "en")
        client.set_cookie("lms", cookie)
        if door.method == "GET":
            answer = client.get(door.path)
        else:
            answer = client.post(door.path, data={"csrf_token": token})
        return answer, self._written() and self._contents() != self._at_first

    def _written(self) -> bool:
        """Whether anything at all was written since the file was put there."""
        log = self.database.file.with_name(f"{self.database.file.name}-wal")
        return log.exists() and log.stat().st_size > 0

    def _key_of(self, asker: str) -> tuple[str, str]:
        """The cookie of this asker's browser, and a token that is good in its forms."""
        reader = Reader(self.app, self.world.people.get(asker), asker in STAFF)
        token = reader.csrf_token()
        cookie = reader.client.get_cookie("lms")
        assert cookie is not None
        return cookie.value, token

    def _contents(self) -> list[list[Any]]:
        """Every row as the file has it; asked of SQLite itself, for there are thousands of knocks."""
        with closing(pysqlite3.connect(self.database.file)) as file:
            return [file.execute(f'SELECT * FROM "{name}"').fetchall() for name in self._kept]

    @cached_property
    def _kept(self) -> list[str]:
        return [table.name for table in db.metadata.sorted_tables if table.name not in PASSING]

    def stop(self) -> None:
        self.database.stop()
