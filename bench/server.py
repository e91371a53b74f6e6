"""A production server under measurement: its processor time and memory, all processes counted."""

import atexit
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


class Server:
    """Two workers, exactly as `bin/run` starts them."""

    def __init__(self, target: str, environment: Mapping[str, str], threads: int = 1) -> None:
        self.port = free_port()
        command = [
            sys.executable, "bin/serve.py", target, "127.0.0.1", str(self.port), "2", str(threads),
        ]  # fmt: skip
        begun = time.monotonic()
        self.process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, "PYTHONOPTIMIZE": "2", **environment}
        )
        atexit.register(self.stop)  # also where another one does not start
        self._wait()
        self.seconds_to_first_answer = time.monotonic() - begun
        self.family = [psutil.Process(self.process.pid)]
        self.family += self.family[0].children(recursive=True)

    def _wait(self) -> None:
        import http.client

        for _ in range(3000):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/")
                connection.getresponse().read()
                return
            except OSError:
                time.sleep(0.02)
        raise RuntimeError("the server did not start")

    def cpu_seconds(self) -> float:
        """Time on a processor, of all threads of all processes, to the nanosecond where the kernel tells it."""
        return sum(_seconds(each) for each in self.family if each.is_running())

    def megabytes(self, supervisor: bool) -> float:
        """Proportional set size (shared pages counted once) of the workers, or of these and their supervisor."""
        total = 0
        for each in self.family if supervisor else self.family[1:]:
            rollup = Path(f"/proc/{each.pid}/smaps_rollup").read_text()
            total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        return total / 1024

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()


def _seconds(process: psutil.Process) -> float:
    # The usual counters tick every 10 ms, which is a tenth of a short run.
    told = [Path(f"/proc/{process.pid}/task/{thread.id}/schedstat") for thread in process.threads()]
    if told and all(path.exists() for path in told):
        return sum(int(path.read_text().split()[0]) for path in told) / 1e9
    return sum(process.cpu_times()[:2])
