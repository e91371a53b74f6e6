"""Eight writers at one SQLite file: two processes with four threads each, answering questions as fast as they can."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from typing import Any

from flask import Flask

from bench import quizzes
from bench.server import ROOT
from lms.catalogue import shelf
from lms.core import clock
from lms.core.access import Asker
from lms.core.db import db
from lms.demo import places, story
from lms.quizzes import actions, queries, rules

PROCESSES, THREADS, EACH = 2, 4, 600


def measure(app: Flask) -> dict[str, Any]:
    """Answers a second of all eight, the slowest of a hundred, and how unequally they got their turns."""
    with app.app_context():
        commune = places.unit_named(story.COMMUNE, story.PROVINCE)
        opened = quizzes.open_attempts(commune.id, PROCESSES * THREADS * EACH * 6 // 5)
        db.session.remove()
    shares = [opened[n::PROCESSES] for n in range(PROCESSES)]
    command = [sys.executable, "-OO", "-m", "bench.writers"]
    children = [
        subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(PROCESSES)
    ]
    starts = time.time() + 4
    for child, share in zip(children, shares, strict=True):
        assert child.stdin is not None
        child.stdin.write(json.dumps([starts, share]))
        child.stdin.close()
    told = [json.loads(child.stdout.read()) for child in children if child.stdout]
    times = sorted(seconds for writer in told for seconds in writer["times"])
    lasted = [seconds for writer in told for seconds in writer["lasted"]]
    return {
        "answers_per_second": round(len(times) / max(lasted)),
        "p99_ms": round(times[int(len(times) * 0.99) - 1] * 1000, 1),
        "slowest_ms": round(times[-1] * 1000, 1),
        "slowest_writer_to_fastest": round(max(lasted) / min(lasted), 2),
    }


def work(app: Flask, mine: Sequence[Any], times: list[float], lasted: list[float]) -> None:
    begun, given = time.perf_counter(), 0
    for person_id, attempts in mine:
        who = Asker(person_id, "", "", "vi", 0, "", 0, "")
        for attempt_id, count in attempts:
            for position in range(1, count):  # the last one would submit: that is another measurement
                if given == EACH:
                    break
                at = time.perf_counter()
                with app.app_context():
                    answer(who, attempt_id, position)
                times.append(time.perf_counter() - at)
                given += 1
    lasted.append(time.perf_counter() - begun)


def answer(who: Asker, attempt_id: int, position: int) -> None:
    """What the view does with an answer."""
    sheet = queries.sheet_at(who, attempt_id, position)
    course = shelf.edition(sheet.edition)
    module = course.module(sheet.module)
    assert module is not None
    asked = rules.asked_at(module, sheet.questions, position)
    actions.answer(who, sheet, asked, [0], course, clock.now())


def main() -> None:
    from bench.__main__ import make_app

    starts, share = json.load(sys.stdin)
    app = make_app()
    with app.app_context():
        shelf.courses()
        db.session.remove()
    times: list[float] = []
    lasted: list[float] = []
    threads = [
        threading.Thread(target=work, args=(app, share[n::THREADS], times, lasted)) for n in range(THREADS)
    ]
    time.sleep(max(0.0, starts - time.time()))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps({"times": times, "lasted": lasted}))


if __name__ == "__main__":
    os.environ.setdefault("FLASK_APP", "wsgi")
    main()
