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


def ask(port: int, requests: Sequence[Request], clients: int = 2, answers: Answers | None = None) -> Answers:
    """All requests, shared between so many connections; adds to these answers."""
    answers = answers or Answers()

    def work(mine: Sequence[bytes]) -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
            for each in mine:
                begun = time.perf_counter()
                answers.statuses.add(exchange(connection, each).status)
                answers.times.append(time.perf_counter() - begun)

    sent = [in_bytes(each) for each in requests]
    threads = [threading.Thread(target=work, args=(sent[n::clients],)) for n in range(clients)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.seconds += time.perf_counter() - begun
    return answers


def in_bytes(request: Request) -> bytes:
    body = (request.body or "").encode()
    headers = {"Host": "127.0.0.1", **BROWSER, **request.headers, "Content-Length": str(len(body))}
    if request.method == "GET":
        del headers["Content-Length"]
    lines = [
        f"{request.method} {request.path} HTTP/1.1",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    location: str


def exchange(connection: socket.socket, request: bytes) -> Answer:
    """Send a request and read its answer to the end; every answer here says how long it is."""
    connection.sendall(request)
    received = connection.recv(65536)
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536)
    head, _, body = received.partition(b"\r\n\r\n")
    left = int(_header(head, b"content-length") or 0) - len(body)
    while left > 0:
        left -= len(connection.recv(65536))
    return Answer(int(head[9:12]), _header(head, b"location").decode())


def _header(head: bytes, name: bytes) -> bytes:
    line = next((line for line in head.split(b"\r\n") if line.lower().startswith(name + b":")), b"")
    return line.partition(b":")[2].strip()


def weigh(port: int, request: Request) -> tuple[int, str]:
    """Bytes of one answer over the wire, headers included, and its decoded body if it is not compressed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(request.method, request.path, request.body, {**BROWSER, **request.headers})
    response = connection.getresponse()
    body = response.read()
    head = sum(len(name) + len(value) + 4 for name, value in response.getheaders()) + 17
    text = "" if response.getheader("Content-Encoding") else body.decode()
    return head + len(body), text
