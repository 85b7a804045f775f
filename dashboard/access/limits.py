"""How many requests of one client are answered in a minute, at the addresses beside the page.

The page's shell is not counted, and what it shows comes over one socket. A client is the address
that uvicorn says it is: behind a proxy that FORWARDED_ALLOW_IPS trusts, the one that it names.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from ipaddress import IPv6Address, ip_address

from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.access.doors import Door, find_door, path_below
from dashboard.access.policy import AccessError
from dashboard.routes.answers import HEADERS, to_problem

_VARIABLE = "DATELINE_REQUESTS_PER_MINUTE"
_PER_MINUTE = 600
_WINDOW_S = 60.0
_MOST_CLIENTS = 10_000
_OF_THE_PAGE = ("/media/",)
_LIGHT = {"/map/window.json": 0.2}  # asked for at every move of the map


class Limits:
    """ASGI middleware: 429 with Retry-After for who asks too often; 0 a minute is no limit."""

    def __init__(self, app: ASGIApp, *, base_path: str, per_minute: int) -> None:
        self._app = app
        self._base_path = base_path
        self._turns = Turns(per_minute) if per_minute else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        cost = self._cost(scope) if self._turns and scope["type"] == "http" else 0
        wait_s = self._turns.take(find_client(scope), cost) if self._turns and cost else 0
        if not wait_s:
            await self._app(scope, receive, send)
            return
        refusal = to_problem(429, "Too many requests in the last minute.")
        refusal.headers.update(HEADERS)
        refusal.headers["Cache-Control"] = "no-store"
        refusal.headers["Retry-After"] = str(math.ceil(wait_s))
        await refusal(scope, receive, send)

    def _cost(self, scope: Scope) -> float:
        """How many turns a request takes, 0 where it is not counted."""
        home = scope.get("root_path", "") + self._base_path
        path = path_below(scope["path"], base_path=home)
        if find_door(path) is Door.SHELL or path.startswith(_OF_THE_PAGE):
            return 0
        return _LIGHT.get(path, 1)


class Turns:
    """So many turns a minute for each client: all at once, or spread over it."""

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._costs_s = _WINDOW_S / per_minute
        self._clock = clock
        self._spent_until: dict[str, float] = {}  # when a client has all its turns again

    def take(self, client: str, turns: float = 1) -> float:
        """Take turns and return 0; where too few are left, the seconds until there are enough."""
        now = self._clock()
        costs_s = turns * self._costs_s
        until = max(now, self._spent_until.pop(client, now)) + costs_s
        over_s = until - now - _WINDOW_S
        if over_s > 1e-9:
            self._spent_until[client] = until - costs_s
            return over_s
        self._spent_until[client] = until
        if len(self._spent_until) > _MOST_CLIENTS:
            self._forget(now)
        return 0.0

    def _forget(self, now: float) -> None:
        """Drop whoever has all turns again, and of the others the ones that asked longest ago."""
        busy = [(client, until) for client, until in self._spent_until.items() if until > now]
        self._spent_until = dict(busy[-_MOST_CLIENTS // 2 :])


def find_client(scope: Scope) -> str:
    """Who asks: an address, of IPv6 the network of 64 bits that one household is given."""
    host = str((scope.get("client") or ("", 0))[0])
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return address.exploded[:19]
    return str(getattr(address, "ipv4_mapped", None) or address)


def read_per_minute(environ: Mapping[str, str]) -> int:
    """The limit that the environment asks for, 0 for none. Raises AccessError."""
    given = environ.get(_VARIABLE, str(_PER_MINUTE))
    if not (given.isascii() and given.isdecimal() and len(given) <= 9):
        raise AccessError(
            f"{_VARIABLE}={given!r} is not a number of requests", remedy="0 is no limit"
        )
    return int(given)
