"""A chat endpoint in OpenAI's manner: one question, one answer, within bounds.

The address is the user's own choice, so private ones are fine. Redirects are not followed: they
would take the key and the text elsewhere. Proxies of the environment are not used.
"""

from __future__ import annotations

import http.client
import json
import random
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Url, parse_url

from geodata import __version__
from geodata.articles.web import shut_at
from geodata.errors import EndpointError, ExtractorError

_CHUNK_BYTES = 65_536
_PORTS = {"http": 80, "https": 443}
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
# What a second try may mend, and what no article can.
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_REFUSING = frozenset({401, 403, 404})


class _Passing(Exception):
    """A try that failed in a way that the next may not; `wait_s` is what the server asks for."""

    def __init__(self, says: str, *, wait_s: float | None = None, gone: bool = False) -> None:
        super().__init__(says)
        self.wait_s = wait_s
        self.gone = gone


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatEndpoint:
    """Asks `model` at `base_url` + "/chat/completions".

    `timeout_s` holds for a whole try, however slowly the answer drips. Raises EndpointError for an
    address or a key that cannot be used.
    """

    base_url: str
    model: str
    api_key: str | None = field(default=None, repr=False)
    timeout_s: float = 120.0
    tries: int = 3
    longest_wait_s: float = 60.0
    limit_bytes: int = 1_000_000
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random

    def __post_init__(self) -> None:
        url = self._url
        if url.scheme not in _PORTS or not url.host or url.auth or url.query or url.fragment:
            raise EndpointError(
                "the model's address is not of the form http(s)://host[:port]/path",
                remedy="such as http://localhost:11434/v1; the key goes into the environment",
            )
        if self.api_key and url.scheme == "http" and url.host not in _LOOPBACK:
            raise EndpointError(
                f"the key would cross the network in the clear to {url.host}", remedy="use https"
            )
        if self.api_key and not (self.api_key.isascii() and self.api_key.isprintable()):
            raise EndpointError("the model's key holds characters that no key has")

    @property
    def _url(self) -> Url:
        try:
            return parse_url(self.base_url.rstrip("/") + "/chat/completions")
        except (HTTPError, ValueError) as error:
            raise EndpointError(f"the model's address is none: {error}") from error

    def fetch_answer(self, messages: Sequence[dict[str, str]]) -> str:
        """What the model says to a conversation, as it stands.

        Raises EndpointError when the endpoint cannot be reached or refuses us, ExtractorError when
        it does not answer this question in time, in size or in form.
        """
        question = {"model": self.model, "messages": list(messages), "temperature": 0}
        body = json.dumps(question).encode()
        for attempt in range(1, self.tries + 1):
            try:
                return _parse_answer(self._fetch(body))
            except _Passing as error:
                backoff_s = 2.0 ** (attempt - 1) * (1 + self.jitter())
                wait_s = backoff_s if error.wait_s is None else error.wait_s
                if attempt == self.tries or wait_s > self.longest_wait_s:
                    kind = EndpointError if error.gone else ExtractorError
                    raise kind(
                        f"the model does not answer: {error}, tried {attempt} times"
                    ) from error
            self.sleep(wait_s)
        raise AssertionError("the last try returns or raises")

    def _fetch(self, body: bytes) -> bytes:
        deadline = time.monotonic() + self.timeout_s
        try:
            with self._response(body, deadline=deadline) as response:
                _check_status(response)
                return self._read(response, deadline=deadline)
        except EndpointError:
            raise
        except (HTTPError, http.client.HTTPException, OSError) as error:
            if time.monotonic() >= deadline or isinstance(error, TimeoutError):
                raise _Passing(f"no answer within {self.timeout_s:g} s") from error
            raise _Passing(f"the line broke off ({error})") from error

    @contextmanager
    def _response(self, body: bytes, *, deadline: float) -> Iterator[BaseHTTPResponse]:
        url = self._url
        host = (url.host or "").strip("[]")
        address = (host, url.port or _PORTS[url.scheme or ""])
        with ExitStack() as stack:
            try:
                sock = stack.enter_context(socket.create_connection(address, self.timeout_s))
                stack.enter_context(shut_at(sock, deadline))
                if url.scheme == "https":
                    context = ssl.create_default_context()
                    sock = stack.enter_context(context.wrap_socket(sock, server_hostname=host))
            except OSError as error:
                raise _Passing(f"{url.netloc} cannot be reached ({error})", gone=True) from error
            connection = HTTPConnection(host, timeout=self.timeout_s)
            connection.sock = sock
            connection.request(
                "POST", url.request_uri, body=body, headers=self._headers, preload_content=False
            )
            yield stack.enter_context(closing(connection.getresponse()))

    @property
    def _headers(self) -> dict[str, str]:
        key = {"Authorization": f"Bearer {self.api_key}"} if self.api_key else {}
        return {
            "Host": self._url.netloc or "",
            "Content-Type": "application/json",
            "Accept": "application/json",
            "User-Agent": f"dateline/{__version__}",
            **key,
        }

    def _read(self, response: BaseHTTPResponse, *, deadline: float) -> bytes:
        body = bytearray()
        while chunk := response.read1(_CHUNK_BYTES):
            body += chunk
            if len(body) > self.limit_bytes:
                raise ExtractorError(f"the answer is larger than {self.limit_bytes:,} bytes")
        if time.monotonic() >= deadline:
            raise TimeoutError
        return bytes(body)


def _check_status(response: BaseHTTPResponse) -> None:
    if response.status == http.client.OK:
        return
    says = f"the server answered {response.status} {response.reason or ''}".strip()
    if response.status in _PASSING:
        raise _Passing(says, wait_s=_seconds(response.headers.get("Retry-After")))
    if response.status in _REFUSING:
        raise EndpointError(says, remedy="check the key, the address and the model's name")
    raise ExtractorError(says)


def _seconds(value: str | None) -> float | None:
    return float(value) if value is not None and value.isdecimal() and len(value) < 8 else None


def _parse_answer(body: bytes) -> str:
    try:
        choice: Any = json.loads(body)["choices"][0]
        content, ended = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ExtractorError("the answer is not one of a chat endpoint") from error
    if ended == "length":
        raise ExtractorError("the model ran out of room before its answer ended")
    if not isinstance(content, str):
        raise ExtractorError("the model answered without words")
    return content
