"""The server as `bin/run` starts it: forked workers that share what they hold, and are made good when they die."""

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from flask_migrate import upgrade

from lms.app import create_app
from lms.core.db import db
from tests.servers import ROOT, settings


def free_port():
    import socket

    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def answer(port, patience=20.0):
    """The status of the front page, once somebody answers."""
    until = time.monotonic() + patience
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


@pytest.fixture
def server(tmp_path):
    app = create_app(settings(f"sqlite:///{tmp_path / 'lms.sqlite3'}", tmp_path))
    with app.app_context():
        upgrade()
        db.engine.dispose()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("LMS_", "FLASK_"))},
        "LMS_DATA_DIR": str(tmp_path),
        "SECRET_KEY": app.config["SECRET_KEY"],
    }
    port = free_port()
    command = [sys.executable, "bin/serve.py", "wsgi:app", "127.0.0.1", str(port), "2", "1"]
    with (tmp_path / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    yield process, port, tmp_path / "server.log"
    for child in psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []:
        child.kill()
    process.kill()
    process.wait()


def living(process):
    """How many workers there are; one that ends while it is looked at is none."""
    found = 0
    for child in psutil.Process(process.pid).children():
        with contextlib.suppress(psutil.NoSuchProcess):
            found += child.status() != psutil.STATUS_ZOMBIE
    return found


def wait_until(true, log, patience=20.0):
    until = time.monotonic() + patience
    while not true():
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.1)


def shared(process):
    """Kilobytes that this process holds together with others."""
    lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Shared"))


def test_workers_share_memory_and_one_that_is_killed_is_replaced(server):
    process, port, log = server
    assert answer(port) == 200, log.read_text()
    workers = psutil.Process(process.pid).children(recursive=True)
    assert len(workers) == 2
    assert all(shared(worker) > 25_000 for worker in workers)

    workers[0].send_signal(signal.SIGKILL)
    wait_until(lambda: living(process) == 2, log)
    assert [answer(port) for _ in range(10)] == [200] * 10
    process.terminate()
    assert process.wait(20) == 0


def test_ctrl_c_reaches_every_process_and_ends_them_without_a_wait(server):
    process, port, log = server
    assert answer(port) == 200, log.read_text()
    workers = psutil.Process(process.pid).children(recursive=True)
    wait_until(lambda: all(worker.num_threads() > 1 for worker in workers), log)
    time.sleep(1)  # until both listen to signals
    for each in (process, *workers):
        each.send_signal(signal.SIGINT)
    assert process.wait(20) == 0, log.read_text()
    said = log.read_text()
    assert "refused to gracefully stop" not in said, "its supervisor had to wait, then to kill"
    assert "Traceback" not in said
