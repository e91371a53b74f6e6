"""Asks a server many times over kept connections, and times each answer.

Requests are made into bytes beforehand and sent in one piece, as browsers send small forms:
what the asking costs must not fall on the processor under measurement.
"""

import http.client
import socket
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")
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


class Lines:
    """So many kept connections to a server; what is asked is shared between them, always in the same way."""

    def __init__(self, port: int, clients: int = 2) -> None:
        self._sockets = [socket.create_connection(("127.0.0.1", port), timeout=30) for _ in range(clients)]

    def __enter__(self) -> "Lines":
        return self

    def __exit__(self, *_error: object) -> None:
        for each in self._sockets:
            each.close()

    def each(self, deed: Callable[[socket.socket, Given], Made], given: Sequence[Given]) -> list[Made]:
        """What the deed makes of each of these, in their order; each on its own line."""
        clients, made = len(self._sockets), {}

        def work(mine: int) -> None:
            for at in range(mine, len(given), clients):
                made[at] = deed(self._sockets[mine], given[at])

        with ThreadPoolExecutor(clients) as pool:
            list(pool.map(work, range(clients)))
        return [made[at] for at in range(len(given))]

    def ask(self, requests: Sequence[Request], answers: Answers) -> None:
        """All requests; adds to these answers."""

        def send(line: socket.socket, request: bytes) -> None:
            begun = time.perf_counter()
            answers.statuses.add(exchange(line, request).status)
            answers.times.append(time.perf_counter() - begun)

        sent = [in_bytes(each) for each in requests]
        begun = time.perf_counter()
        self.each(send, sent)
        answers.seconds += time.perf_counter() - begun


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
    head: bytes
    body: bytes

    @property
    def location(self) -> str:
        return _header(self.head, b"location:").decode()

    @property
    def text(self) -> str:
        return self.body.decode()


def exchange(connection: socket.socket, request: bytes) -> Answer:
    """Send a request and read its answer to the end; every answer here says how long it is."""
    connection.sendall(request)
    received = _more(connection)
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    pieces, left = [body], int(_header(head, b"content-length:") or 0) - len(body)
    while left > 0:
        pieces.append(_more(connection))
        left -= len(pieces[-1])
    return Answer(int(head[9:12]), head, b"".join(pieces))


def _more(connection: socket.socket) -> bytes:
    piece = connection.recv(65536)
    if not piece:
        raise ConnectionError("the server closed the line")
    return piece


def _header(head: bytes, begins: bytes) -> bytes:
    """The rest of the first line that begins so."""
    line = next((line for line in head.split(b"\r\n") if line.lower().startswith(begins)), b"")
    return line[len(begins) :].strip()


def weigh(port: int, request: Request) -> tuple[int, str]:
    """Bytes of one answer over the wire, headers included, and its decoded body if it is not compressed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(request.method, request.path, request.body, {**BROWSER, **request.headers})
    response = connection.getresponse()
    body = response.read()
    head = sum(len(name) + len(value) + 4 for name, value in response.getheaders()) + 17
    text = "" if response.getheader("Content-Encoding") else body.decode()
    return head + len(body), text
