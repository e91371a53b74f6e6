"""Connections to addresses that somebody else named: https, hosts on a list, and never into our own network.

A browser tells us where its messages go, so the address may be a trap. It is read by one strict pattern, its
host must be on the list, and the numbers that the name stands for are looked up once: these very numbers are
looked at and called, so that a name cannot change its mind in between. Redirects are nobody's business here.
"""

import http.client
import re
import socket
import ssl
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_ADDRESS = re.compile(
    r"https://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*)(?::(?P<port>[0-9]{1,5}))?(?P<target>/[\w!$&'()*+,;=:@%/?.~-]*)",
    re.ASCII,
)
_NAT64 = IPv6Network("64:ff9b::/96")


class Forbidden(Exception):
    """We do not call there."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address on the list. `ours` says that the operator runs it, so it may lie in our own network."""

    host: str
    port: int
    target: str
    ours: bool

    @property
    def origin(self) -> str:
        return f"https://{self.host}" + ("" if self.port == 443 else f":{self.port}")


def place_of(address: str, hosts: Collection[str]) -> Place:
    """The place that an address names.

    Args:
        hosts: `name`, `*.name` for whatever lies below it, or `name:port` for a service of the operator's own.

    Raises:
        Forbidden: it is not https, not on the list, or not an address.
    """
    read = _ADDRESS.fullmatch(address)
    if read is None:
        raise Forbidden
    host, port = read["host"], int(read["port"] or 443)
    ours = f"{host}:{port}" in hosts
    known = host in hosts or any(each.startswith("*.") and host.endswith(each[1:]) for each in hosts)
    if not ours and not (known and port == 443):
        raise Forbidden
    return Place(host, port, read["target"], ours)


def is_public(number: str) -> bool:
    """Whether an IP address is out in the world; one that carries another inside is as public as that one."""
    ip: IPv4Address | IPv6Address | None = ip_address(number.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if ip in _NAT64:
            inner = IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = inner or ip
    return ip is not None and ip.is_global and not ip.is_multicast


def connect(place: Place, seconds: float) -> http.client.HTTPSConnection:
    """A connection that stands, to a server that proved its name.

    Raises:
        Forbidden: the name leads into our own network.
        OSError: nobody answered, or somebody else did.
    """
    found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    numbers = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not place.ours and not all(is_public(each) for each in numbers):
        raise Forbidden
    connection = http.client.HTTPSConnection(place.host, place.port, timeout=seconds)
    connection.sock = ssl.create_default_context().wrap_socket(
        _call(numbers, place.port, seconds), server_hostname=place.host
    )
    return connection


def _call(numbers: list[str], port: int, seconds: float) -> socket.socket:
    """The first of these numbers that answers."""
    failure = OSError("no address")
    for number in numbers:
        try:
            return socket.create_connection((number, port), seconds)
        except OSError as refused:
            failure = refused
    raise failure
