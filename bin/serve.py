"""Serves a WSGI application: loaded once, then shared by the workers that are forked from it.

usage: serve.py module:application host port workers threads

What the workers never change (code, templates, courses) stands in memory once for all of
them, and is loaded once. No connection to a database lives through the fork.
"""

import gc
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from granian import Granian
from granian.log import LogLevels


def serve(target: str, host: str, port: int, workers: int, threads: int) -> None:
    module, _, name = target.partition(":")
    application = getattr(import_module(module), name)
    if hasattr(application, "warm_up"):
        application.warm_up()

    def handed_on(_target: str, *_more: Any) -> Any:
        # Ctrl+C reaches every process of the terminal. A worker that is told to stop a second time
        # while it stops waits for itself until it is killed, so its supervisor alone tells it.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        return application

    gc.collect()
    gc.freeze()  # the collector leaves shared memory alone, which would else be copied by looking at it
    Granian(
        target,
        host,
        port,
        interface="wsgi",
        workers=workers,
        blocking_threads=threads,
        workers_kill_timeout=5,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        log_access=False,
    ).serve(target_loader=handed_on)


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6]))
