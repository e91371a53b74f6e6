"""Work that a request should not wait for. The database holds the intent; the queue only wakes a worker.

A job is a function that may run twice without harm. `@job` names it, `.later(...)`
asks for it; `@every(minutes)` names one that workers run by themselves. On one machine the queue is a SQLite file beside the data, on many it is
a Redis-compatible server, chosen by `REDIS_URL`.
"""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, current_app

from lms.core import db as database

if TYPE_CHECKING:
    import huey


class Job:
    """A named function that a worker can run."""

    def __init__(self, run: Callable[..., Any], minutes: int | None = None) -> None:
        self.run, self.minutes = run, minutes
        self.name = f"{run.__module__.split('.')[1]}.{run.__name__}"

    def later(self, *arguments: Any) -> None:
        """Wake a worker. Call after the commit, so that it finds what it is told of."""
        current_app.extensions["jobs"].tasks[self.name](*arguments)

    def after(self, seconds: int, *arguments: Any) -> None:
        """Have a worker do it so much later."""
        queue = current_app.extensions["jobs"]
        if not queue.inline:  # in a request's own process nobody waits
            queue.tasks[self.name].schedule(arguments, delay=seconds)


_jobs: list[Job] = []


def job(run: Callable[..., Any]) -> Job:
    made = Job(run)
    _jobs.append(made)
    return made


def every(minutes: int) -> Callable[[Callable[[], Any]], Job]:
    """A job that a worker begins every so many minutes, without being asked; so does every other worker."""

    def named(run: Callable[[], Any]) -> Job:
        made = Job(run, minutes)
        _jobs.append(made)
        return made

    return named


class Queue:
    """The queue of one application: Huey on SQLite, or on Redis. Opened when first needed."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    @property
    def inline(self) -> bool:
        return bool(self.app.config["JOBS_INLINE"])

    @cached_property
    def huey(self) -> "huey.Huey":
        return _huey(self.app)

    @cached_property
    def tasks(self) -> dict[str, Callable[..., Any]]:
        return {each.name: self._task(each)(self._in_app(each.run)) for each in _jobs}

    def _task(self, job: Job) -> Callable[..., Any]:
        if job.minutes is None:
            return self.huey.task(name=job.name)
        from huey import crontab

        return self.huey.periodic_task(crontab(minute=f"*/{job.minutes}"), name=job.name)

    def _in_app(self, run: Callable[..., Any]) -> Callable[..., Any]:
        def work(*arguments: Any) -> Any:
            with self.app.app_context():
                database.intend_to_write(True)
                result = run(*arguments)
                database.db.session.commit()
                return result

        return work

    def work(self, workers: int = 1) -> None:
        """Run jobs until told to stop (SIGTERM finishes the job at hand)."""
        _ = self.tasks  # the consumer must know every task before the first one arrives
        consumer = self.huey.create_consumer(
            workers=workers, worker_type="thread", periodic=True, initial_delay=0.05, max_delay=0.5
        )
        consumer.run()


def _huey(app: Flask) -> "huey.Huey":
    # Imported here: it brings Redis and PostgreSQL clients that most web processes never use.
    import huey

    if app.config["JOBS_INLINE"]:
        return huey.MemoryHuey("lms", immediate=True)
    if app.config["REDIS_URL"]:
        return huey.RedisHuey("lms", url=app.config["REDIS_URL"], results=False)
    return huey.SqliteHuey("lms", filename=str(Path(app.config["DATA_DIR"]) / "jobs.sqlite3"), results=False)


def init(app: Flask) -> None:
    app.extensions["jobs"] = Queue(app)
