"""A mail server and an SMS gateway that are really there: sockets, not stand-ins."""

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class _Mail(socketserver.StreamRequestHandler):
    """As much of SMTP as a client speaks when it hands over one message."""

    def handle(self) -> None:
        server: Any = self.server
        self._say("220 mail")
        while line := self.rfile.readline().decode().strip():
            word = line.split(" ")[0].upper()
            if word == "DATA":
                self._say("354 go on")
                body = b""
                while not body.endswith(b"\r\n.\r\n"):
                    body += self.rfile.readline()
                if server.hangs_up:
                    server.seen.append(body.decode())
                    return
                if server.answer.startswith("250"):
                    server.seen.append(body.decode())
                self._say(server.answer)
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Mail)
        self.seen: list[str] = []
        self.answer, self.hangs_up = "250 kept", False
        self.url = f"smtp://127.0.0.1:{self.server_address[1]}"


class _Gateway(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server: Any = self.server
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if server.status == 200 or server.hangs_up:
            server.seen.append((body, self.headers["Authorization"]))
        if server.hangs_up:
            self.close_connection = True
            return
        self.send_response(server.status)
        self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()

    def log_message(self, *_words: Any) -> None:
        pass


class Gateway(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Gateway)
        self.seen: list[tuple[dict[str, str], str]] = []
        self.status, self.hangs_up = 200, False
        self.url = f"http://127.0.0.1:{self.server_address[1]}/sms"


@contextmanager
def running(server: Any) -> Iterator[Any]:
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
