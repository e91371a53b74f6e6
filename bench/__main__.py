"""`make bench`: one `name: value` line a figure. Ratio = processor time of a bare Flask request ÷ ours."""

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask

from bench import evenings, field, load, quizzes, world, writers
from bench.server import ROOT, Server
from lms.core.db import db

EACH = int(os.environ.get("BENCH_REQUESTS", "600"))
BARE = load.Request("/")
Deed = Callable[[], Any]
Begin = Callable[[load.Lines, Any], Deed]  # opens what a part needs, and answers what is to be measured
PARTS, BARES = 10, 150  # of a run: what else the machine does changes within a second


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="lms-bench-") as folder:
        environment = {"LMS_DATA_DIR": folder, "FLASK_APP": "wsgi"}
        prepare(environment)
        os.environ.update(environment)
        app = make_app()
        scenes = world.build(app, EACH)
        for name, requests in scenes.requests.items():
            report(f"{name}.queries", count_queries(app, requests[world.RUNS]))
        prices: dict[str, float] = {}
        bare, ours = Server("bench.bare:app", environment), Server("wsgi:app", environment)
        try:
            report("start_up.seconds_to_first_answer", round(ours.seconds_to_first_answer, 2))
            for name, requests in scenes.requests.items():
                prices[name] = measure(name, bare, ours, requests)
            evening = prices["register_open"] + prices["register_save"]
            report("register_open_and_save.bare_flask_requests", round(evening, 1))
            measure_attempts(bare, ours, scenes.takers)
            weigh_lesson(ours.port, scenes.requests["lesson_step"][0][0])
            report("memory.two_workers_pss_mb", round(ours.megabytes(supervisor=False)))
            report("memory.with_supervisor_pss_mb", round(ours.megabytes(supervisor=True)))
        finally:
            bare.stop()
            ours.stop()
        for name, value in field.measure(app).items():
            report(f"sync_500.{name}", value)
        for name, value in writers.measure(app).items():
            report(f"writers.{name}", value)


def make_app() -> Flask:
    from config import Settings
    from lms.app import create_app

    return create_app(asdict(Settings.from_environment()))


def prepare(environment: dict[str, str]) -> None:
    flask = str(Path(sys.executable).parent / "flask")
    command = [flask, "demo", "start"]
    subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL
    )


def measure(name: str, bare: Server, ours: Server, requests: Sequence[Sequence[load.Request]]) -> float:
    """Bare and ours in turn, so that what else the machine does strikes both; medians of the runs.

    Answers what a request costs in bare Flask requests.
    """
    ratios, speeds, tails, costs, bares = [], [], [], [], []
    clients = 1 if name.endswith(world.ONE_BY_ONE) else 2
    # As in a service that has run for a while: pages drawn, and SQLite's log grown to its usual size.
    for deed in deeds(ours, requests[world.RUNS], asking(load.Answers()), clients):
        deed()
    for deed in deeds(bare, [BARE] * 500, asking(load.Answers())):
        deed()
    for run in range(world.RUNS):
        answers = load.Answers()
        parts = deeds(ours, requests[run], asking(answers), clients)
        cost_bare, cost_ours, _ = in_turn(bare, ours, parts, clients)
        cost_ours /= len(requests[run])
        if not answers.statuses <= {200, 303}:
            raise SystemExit(f"{name}: answered {answers.statuses}")
        ratios.append(cost_bare / cost_ours)
        costs.append(cost_ours * 1e6)
        bares.append(cost_bare * 1e6)
        speeds.append(answers.per_second)
        tails.append(answers.p99_ms)
    report(f"{name}.ratio_to_bare_flask", round(statistics.median(ratios), 3))
    report(f"{name}.cpu_microseconds", round(statistics.median(costs)))
    report(f"{name}.bare_flask_cpu_microseconds", round(statistics.median(bares)))
    report(f"{name}.requests_per_second", round(statistics.median(speeds)))
    report(f"{name}.p99_ms", round(statistics.median(tails), 1))
    size, _ = load.weigh(ours.port, requests[0][0])
    report(f"{name}.bytes", size)
    return 1 / statistics.median(ratios)


def asking(answers: load.Answers) -> Begin:
    """To ask these requests, on the lines on which those who send them opened the page."""

    def begin(lines: load.Lines, part: Sequence[load.Request]) -> Deed:
        requests = part.opened(lines) if isinstance(part, evenings.CheckIns) else part
        return partial(lines.ask, requests, answers)

    return begin


def measure_attempts(bare: Server, ours: Server, takers: list[Sequence[quizzes.Person]]) -> None:
    """Whole attempts of ten answers, one question a page and taken along; their price in bare Flask requests."""
    half = len(takers[0]) // 2
    for name, way, people in (
        ("quiz_attempt", quizzes.Person.takes_a_quiz, [some[:half] for some in takers]),
        ("quiz_attempt_along", quizzes.Person.takes_a_quiz_along, [some[half:] for some in takers]),
    ):
        prices, speeds = [], []
        for deed in deeds(ours, people[world.RUNS], taking(way)):
            deed()
        for run in range(world.RUNS):
            cost_bare, cost_ours, seconds = in_turn(bare, ours, deeds(ours, people[run], taking(way)))
            prices.append(cost_ours / len(people[run]) / cost_bare)
            speeds.append(len(people[run]) / seconds)
        report(f"{name}.bare_flask_requests", round(statistics.median(prices), 1))
        report(f"{name}.cycles_per_second", round(statistics.median(speeds), 1))


def taking(way: Callable[[quizzes.Person, socket.socket], None]) -> Begin:
    """To take whole attempts, by people who have the quiz's page open."""

    def begin(lines: load.Lines, part: Sequence[quizzes.Person]) -> Deed:
        people = lines.each(lambda line, person: person.opens(line, person.quiz), part)
        return partial(lines.each, lambda line, person: way(person, line), people)

    return begin


def deeds(server: Server, whole: Sequence[Any], begin: Begin, clients: int = 2) -> Iterator[Deed]:
    """A deed for each part of the whole, on lines that stand before it and go when it is done."""
    for part in parts_of(whole):
        with load.Lines(server.port, clients) as lines:
            yield begin(lines, part)


def parts_of(whole: Sequence[Any]) -> list[Sequence[Any]]:
    at = [len(whole) * part // PARTS for part in range(PARTS + 1)]
    return [whole[begin:end] for begin, end in pairwise(at)]


def in_turn(
    bare: Server, ours: Server, parts: Iterator[Deed], clients: int = 2
) -> tuple[float, float, float]:
    """Now bare, now a deed: processor seconds of one bare request and of all deeds, and how long the deeds took."""
    cost_bare = cost_ours = lasted = 0.0
    for deed in parts:
        with load.Lines(bare.port, clients) as lines:
            before = bare.cpu_seconds()
            lines.ask([BARE] * BARES, load.Answers())
            cost_bare += bare.cpu_seconds() - before
        before, begun = ours.cpu_seconds(), time.perf_counter()
        deed()
        lasted += time.perf_counter() - begun
        cost_ours += ours.cpu_seconds() - before
    return cost_bare / BARES / PARTS, cost_ours, lasted


def weigh_lesson(port: int, step: load.Request) -> None:
    """A lesson step in an empty browser: the page and everything it names; then again with all that kept."""
    warm, _ = load.weigh(port, step)
    plain = load.Request(step.path, headers={**step.headers, "Accept-Encoding": "identity"})
    _, html = load.weigh(port, plain)
    assets = {found.split("#")[0] for found in re.findall(r'(?:href|src)="(/static/[^"]+)"', html)}
    report("lesson_step.warm_bytes", warm)
    report("lesson_step.cold_bytes", warm + sum(load.weigh(port, load.Request(each))[0] for each in assets))
    report("lesson_step.cold_requests", 1 + len(assets))


def count_queries(app: Flask, requests: list[load.Request]) -> int:
    """Of the second of two: what a process reads once, such as the courses, is no price of a request."""
    client = app.test_client(use_cookies=False)
    for _first_and_second in range(2):
        request = requests.pop()
        with app.app_context(), counted(db.engine) as statements:
            client.open(request.path, method=request.method, data=request.body, headers=request.headers)
    return len(statements)


@contextmanager
def counted(engine: sa.Engine) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def report(name: str, value: object) -> None:
    print(f"{name}: {value}", flush=True)


if __name__ == "__main__":
    main()
