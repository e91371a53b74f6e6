"""Asks a server many times over kept connections, and times each answer.

Requests are made into bytes beforehand and sent in one piece, as browsers send small forms:
what the asking costs must not fall on the processor under measurement.
"""

import http.client
import socket
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

    def work(mine: Sequence[bytes]) -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
            for each in mine:
                begun = time.perf_counter()
                connection.sendall(each)
                answers.statuses.add(_status(connection))
                answers.times.append(time.perf_counter() - begun)

    sent = [_bytes(each) for each in requests]
    threads = [threading.Thread(target=work, args=(sent[n::clients],)) for n in range(clients)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.seconds = time.perf_counter() - begun
    return answers


def _bytes(request: Request) -> bytes:
    body = (request.body or "").encode()
    headers = {"Host": "127.0.0.1", **BROWSER, **request.headers, "Content-Length": str(len(body))}
    if request.method == "GET":
        del headers["Content-Length"]
    lines = [
        f"{request.method} {request.path} HTTP/1.1",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def _status(connection: socket.socket) -> int:
    """Read one answer to its end; every answer here says how long it is."""
    answer = connection.recv(65536)
    while b"\r\n\r\n" not in answer:
        answer += connection.recv(65536)
    head, _, body = answer.partition(b"\r\n\r\n")
    length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
    left = int(length) - len(body)
    while left > 0:
        left -= len(connection.recv(65536))
    return int(head[9:12])


def weigh(port: int, request: Request) -> tuple[int, str]:
    """Bytes of one answer over the wire, headers included, and its decoded body if it is not compressed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(request.method, request.path, request.body, {**BROWSER, **request.headers})
    response = connection.getresponse()
    body = response.read()
    head = sum(len(name) + len(value) + 4 for name, value in response.getheaders()) + 17
    text = "" if response.getheader("Content-Encoding") else body.decode()
    return head + len(body), text
