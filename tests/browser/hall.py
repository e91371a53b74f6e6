"""The hall without a network: a server that can be stopped, and cards in front of a camera."""

import io
import socket
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import segno
from flask import Flask
from PIL import Image
from werkzeug.serving import BaseWSGIServer, make_server

FRAMES = 12  # of 30 a second, for each card


class Server:
    """The application on one port: it can be stopped and started, and lose an answer after it did the work."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.lose: str | None = None
        self.lost: list[str] = []
        self.running: BaseWSGIServer | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.running = make_server("127.0.0.1", self.port, self._answer, threaded=True)
        threading.Thread(target=self.running.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self.running is not None:
            self.running.shutdown()
            self.running.server_close()
            self.running = None

    def _answer(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if self.lose is None or environ["PATH_INFO"] != self.lose:
            return self.app(environ, start_response)
        body = b"".join(self.app(environ, lambda *_head: lambda _bytes: None))
        self.lost.append(body.decode())
        environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        raise ConnectionAbortedError


def film_of(cards: Sequence[str], file: Path) -> Path:
    """A film in which these codes are held into the camera one after another."""
    pictures = []
    for number, text in enumerate(cards):
        drawn = io.BytesIO()
        segno.make(text, error="m").save(drawn, kind="png", scale=8, border=4)
        card = Image.open(drawn).convert("RGB").rotate(number % 5 * 3 - 6, expand=True, fillcolor="white")
        frame = Image.new("RGB", (640, 480), "#b8a888")
        frame.paste(card, ((640 - card.width) // 2, (480 - card.height) // 2))
        taken = io.BytesIO()
        frame.save(taken, "JPEG", quality=80)
        pictures += [taken.getvalue()] * FRAMES
    file.write_bytes(b"".join(pictures))
    return file
