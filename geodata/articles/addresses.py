"""Which addresses of the internet a page may be fetched from: public ones only."""

from __future__ import annotations

import ipaddress
import socket

from urllib3.util import Url

from geodata.errors import FetchError, ForbiddenAddress

Endpoint = tuple[str, int]
"""An IP address and a port."""

_PORTS = {"http": 80, "https": 443}
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
# 6to4 and Teredo carry an IPv4 address inside, which may be a private one.
_TUNNELS = (ipaddress.IPv6Network("2002::/16"), ipaddress.IPv6Network("2001::/32"))


def find_endpoints(url: Url, *, exempt: tuple[Endpoint, ...] = ()) -> tuple[Endpoint, ...]:
    """Where to connect to for a URL, in the name server's order.

    Raises `ForbiddenAddress` unless it is http or https, without a password, and *every* address
    that its host resolves to is public or `exempt`; `FetchError` for a host that is not known.
    """
    if url.scheme not in _PORTS or not url.host:
        raise ForbiddenAddress(f"{url} is not an http or https address")
    if url.auth:
        raise ForbiddenAddress("an address with a name or password in it is not fetched")
    host, port = url.host.strip("[]"), url.port or _PORTS[url.scheme]
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host} is not known: {error}", remedy="check the address") from error
    endpoints = tuple(dict.fromkeys((str(answer[4][0]), port) for answer in answers))
    for endpoint in endpoints:
        if endpoint not in exempt and not is_public(endpoint[0]):
            raise ForbiddenAddress(f"{host} leads to {endpoint[0]}, which is not a public address")
    return endpoints


def is_public(address: str) -> bool:
    """Whether an IP address is on the open internet: not private, local, reserved or multicast."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and (
        ip not in _GLOBAL_UNICAST or any(ip in tunnel for tunnel in _TUNNELS)
    ):
        return False
    return ip.is_global and not ip.is_multicast
