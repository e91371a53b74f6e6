"""Where the server lets itself be sent: never into its own network, whatever a browser says."""

import socket
import threading
from typing import Any

import pytest

from lms.core.outgoing import Forbidden, connect, is_public, place_of

HOSTS = ("push.example.com", "*.push.example.net", "localhost:8443")


@pytest.mark.parametrize(
    ("address", "host", "ours"),
    [
        ("https://push.example.com/a?b=c", "push.example.com", False),
        ("https://push.example.com:443/a", "push.example.com", False),
        ("https://eu.push.example.net/a", "eu.push.example.net", False),
        ("https://localhost:8443/a", "localhost", True),
    ],
)
def test_what_stands_on_the_list_may_be_called(address, host, ours):
    place = place_of(address, HOSTS)
    assert (place.host, place.ours) == (host, ours)


@pytest.mark.parametrize(
    "address",
    [
        "http://push.example.com/a",
        "https://push.example.com:8443/a",
        "https://push.example.com.evil.example/a",
        "https://evil.example/push.example.com",
        "https://push.example.com@evil.example/a",
        "https://evil.example#@push.example.com/a",
        "https://push.example.com\\@evil.example/a",
        "https://notpush.example.net/a",
        "https://localhost/a",
        "https://127.0.0.1/a",
        "https://[::1]/a",
        "https://169.254.169.254/latest/meta-data/",
        "https://push.example.com/a\r\nHost: evil.example",
        "https://push.example.com/a b",
        "https://push.example.com",
        "https://PUSH.example.com/a",
        "file:///etc/passwd",
        "",
    ],
)
def test_what_does_not_stand_there_is_refused(address):
    with pytest.raises(Forbidden):
        place_of(address, HOSTS)


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.0.0.4", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.4", "2002:0a00:0004::1",
        "64:ff9b::a00:4", "ff02::1",
    ],
)  # fmt: skip
def test_numbers_of_our_own_network_are_not_public(number):
    assert not is_public(number)


def test_numbers_of_the_world_are():
    assert all(is_public(each) for each in ("142.250.66.10", "2404:6800:4003::200a", "64:ff9b::8efa:420a"))


def test_a_name_that_leads_home_is_never_called(monkeypatch):
    """The name is on the list; whoever answers for it in the DNS sends us to ourselves."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.3)
        port = listener.getsockname()[1]

        def lie(*_asked: Any, **_more: Any) -> list[Any]:
            kind = socket.AF_INET, socket.SOCK_STREAM, 6, ""
            return [(*kind, ("142.250.66.10", 443)), (*kind, ("127.0.0.1", port))]

        monkeypatch.setattr(socket, "getaddrinfo", lie)
        with pytest.raises(Forbidden):
            connect(place_of("https://push.example.com/a", HOSTS), 1)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_server_that_cannot_prove_its_name_is_told_nothing():
    heard: list[bytes] = []
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        here = f"localhost:{listener.getsockname()[1]}"

        def answer() -> None:
            caller, _where = listener.accept()
            heard.append(caller.recv(1))
            caller.sendall(b"HTTP/1.1 201 Created\r\n\r\n")
            caller.close()

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(OSError, match=r"."):
            connect(place_of(f"https://{here}/a", [here]), 2)
    assert heard == [b"\x16"], "a greeting of TLS and nothing more"
