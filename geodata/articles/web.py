"""Web pages by address, fetched so that nobody can be made to fetch what is not the open web.

An address may come from a stranger. So: http and https only; every address that a name resolves
to must be a public one, at every redirect; the connection goes to the very address that was
checked, so that a second answer of the name server changes nothing; and time, size, redirects and
content type are bounded. Proxies of the environment are not used.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin

from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Url, parse_url

from geodata import __version__
from geodata.articles.addresses import Endpoint, find_endpoints
from geodata.errors import FetchError

_HEADERS = {
    "User-Agent": f"dateline/{__version__}",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK_BYTES = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a server answered; `url` is the address after all redirects."""

    url: str
    content_type: str
    charset: str | None
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class WebFetcher:
    """Fetches single pages within bounds; `timeout_s` holds for all redirects together.

    `exempt` are (IP address, port) pairs that may be fetched although they are not public: a test's
    own server, say. Nothing else lifts the check.
    """

    timeout_s: float = 20.0
    max_redirects: int = 5
    exempt: tuple[Endpoint, ...] = ()

    def fetch_page(self, url: str, *, limit_bytes: int) -> Page:
        """The page at an address.

        Raises `ForbiddenAddress` for one that is not on the open web, and `FetchError` for one that
        does not answer with a page of at most `limit_bytes` in time.
        """
        deadline = time.monotonic() + self.timeout_s
        asked = url
        try:
            for _ in range(self.max_redirects + 1):
                with self._response(parse_url(url), deadline=deadline) as response:
                    if response.status not in _REDIRECTS:
                        return _read_page(response, url, limit_bytes=limit_bytes, deadline=deadline)
                    url = urljoin(url, response.headers.get("Location", ""))
        except FetchError:
            raise
        except (OSError, HTTPError, http.client.HTTPException, ValueError) as error:
            _check_time(deadline)
            raise FetchError(f"the page cannot be fetched: {error}") from error
        raise FetchError(
            f"it redirects more than {self.max_redirects} times, at last to {url}",
            remedy=f"open {asked} in a browser and take the address that it ends at",
        )

    @contextmanager
    def _response(self, url: Url, *, deadline: float) -> Iterator[BaseHTTPResponse]:
        with ExitStack() as stack:
            sock = stack.enter_context(self._connect(url, deadline=deadline))
            stack.enter_context(shut_at(sock, deadline))
            if url.scheme == "https":
                context = ssl.create_default_context()
                sock = context.wrap_socket(sock, server_hostname=(url.host or "").strip("[]"))
                stack.enter_context(sock)
            connection = HTTPConnection(url.host or "", timeout=self.timeout_s)
            connection.sock = sock
            headers = _HEADERS | {"Host": url.netloc or ""}
            connection.request("GET", url.request_uri, headers=headers, preload_content=False)
            yield stack.enter_context(closing(connection.getresponse()))

    def _connect(self, url: Url, *, deadline: float) -> socket.socket:
        failed: OSError | None = None
        for endpoint in find_endpoints(url, exempt=self.exempt):
            _check_time(deadline)
            try:
                return socket.create_connection(endpoint, timeout=deadline - time.monotonic())
            except OSError as error:
                failed = error
        raise FetchError(f"{url.host} does not answer: {failed}", remedy="check the address")


@contextmanager
def shut_at(sock: socket.socket, deadline: float) -> Iterator[None]:
    """Shuts a connection when its time is up: a server that drips bytes never times out itself."""
    with sock.dup() as twin:

        def shut() -> None:
            with suppress(OSError):
                twin.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(max(0.0, deadline - time.monotonic()), shut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _read_page(response: BaseHTTPResponse, url: str, *, limit_bytes: int, deadline: float) -> Page:
    if response.status != http.client.OK:
        raise FetchError(f"the server answered {response.status} {response.reason or ''}".strip())
    header = Message()
    header["Content-Type"] = response.headers.get("Content-Type", "")
    content_type = header.get_content_type()
    if content_type not in _TYPES:
        raise FetchError(f"it is of type {content_type!r}, not a web page or plain text")
    body = bytearray()
    while chunk := response.read1(_CHUNK_BYTES):
        body += chunk
        if len(body) > limit_bytes:
            raise FetchError(
                f"the page is larger than {limit_bytes:,} bytes", remedy="raise --max-bytes"
            )
        _check_time(deadline)
    _check_time(deadline)
    charset = header.get_content_charset()
    return Page(url=url, content_type=content_type, charset=charset, body=bytes(body))


def _check_time(deadline: float) -> None:
    if time.monotonic() >= deadline:
        raise FetchError("the page did not come in time", remedy="try again later")
