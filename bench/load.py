"""Asks a server many times over kept connections, and times each answer."""

import http.client
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd", "Accept-Language": "vi", "User-Agent": "bench"}


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    method: str = "GET"
    body: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Answers:
    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds

    @property
    def p99_ms(self) -> float:
        return sorted(self.times)[int(len(self.times) * 0.99) - 1] * 1000


def ask(port: int, requests: Sequence[Request], clients: int = 2) -> Answers:
    """All requests, shared between so many connections."""
    answers = Answers()

    def work(mine: Sequence[Request]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for each in mine:
            begun = time.perf_counter()
            connection.request(each.method, each.path, each.body, {**BROWSER, **each.headers})
            response = connection.getresponse()
            response.read()
            answers.times.append(time.perf_counter() - begun)
            answers.statuses.add(response.status)
        connection.close()

    threads = [threading.Thread(target=work, args=(requests[n::clients],)) for n in range(clients)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.seconds = time.perf_counter() - begun
    return answers


def weigh(port: int, request: Request) -> tuple[int, str]:
    """Bytes of one answer over the wire, headers included, and its decoded body if it is not compressed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(request.method, request.path, request.body, {**BROWSER, **request.headers})
    response = connection.getresponse()
    body = response.read()
    head = sum(len(name) + len(value) + 4 for name, value in response.getheaders()) + 17
    text = "" if response.getheader("Content-Encoding") else body.decode()
    return head + len(body), text
