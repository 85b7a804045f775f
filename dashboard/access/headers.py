"""What every answer tells the browser: where code and pictures may come from, who may frame it.

The page's policy lets in what Streamlit needs and no more: its own files, the one inline script of
its shell by its hash, the page's own components, which it hands to the browser as blobs, and styles
that scripts write. The map's frame has a policy of its own: streamlit-folium runs the map's script
there as inline code and each layer by `eval`, so both must be let in, but no handler in markup,
which is what markup smuggled into a popup would bring. That frame alone may ask the tiles' host.
A route's answer brings its own, stricter policy, and is told here who may frame it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access.doors import path_below
from dashboard.access.policy import Policy
from dashboard.layers.base import outside_origins

_INLINE = re.compile(r"<script>(.*?)</script>", re.S)
_MAP_FOLDER = "/component/"
_CSP = "Content-Security-Policy"
_SENSORS = "accelerometer camera geolocation gyroscope magnetometer microphone payment usb".split()
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _SENSORS),
}


class Headers:
    """ASGI middleware that adds the headers to every answer, of the page and beside it."""

    def __init__(self, app: ASGIApp, *, policy: Policy, base_path: str) -> None:
        self._app = app
        self._framed_by = " ".join(policy.framed_by) or "'none'"
        # All frames around the map must be allowed: the page, and the site that frames the page.
        self._map_framed_by = " ".join(["'self'", *policy.framed_by])
        self._base_path = base_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on; the answer leaves with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        base_path = scope.get("root_path", "") + self._base_path
        is_map = path_below(scope["path"], base_path=base_path).startswith(_MAP_FOLDER)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), is_map=is_map)
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _add(self, headers: MutableHeaders, *, is_map: bool) -> None:
        for name, value in _ALWAYS.items():
            headers.setdefault(name, value)
        # The tiles' host wants to know which site asks; nobody else is told.
        referrer = "strict-origin-when-cross-origin" if is_map else "same-origin"
        headers.setdefault("Referrer-Policy", referrer)
        if is_map:
            headers[_CSP] = f"{map_policy()}; frame-ancestors {self._map_framed_by}"
        elif _CSP in headers:
            headers.append(_CSP, f"frame-ancestors {self._framed_by}")
        else:
            headers[_CSP] = f"{page_policy()}; frame-ancestors {self._framed_by}"


@cache
def page_policy() -> str:
    """The policy of the page's shell and of Streamlit's files, but for who may frame it."""
    return _join(
        {
            "default-src": ["'none'"],
            "script-src": ["'self'", "blob:", *_inline_hashes()],
            "style-src": ["'self'", "'unsafe-inline'"],
            "img-src": ["'self'", "data:", "blob:"],
            "font-src": ["'self'", "data:"],
            "connect-src": ["'self'"],
            "frame-src": ["'self'"],
            "manifest-src": ["'self'"],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
        }
    )


@cache
def map_policy() -> str:
    """The policy of the frame that the map is drawn in, but for who may frame it."""
    outside = outside_origins()
    return _join(
        {
            "default-src": ["'none'"],
            "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'", *outside.scripts],
            "script-src-attr": ["'none'"],
            "style-src": ["'self'", "'unsafe-inline'", *outside.styles],
            "img-src": ["'self'", "data:", *outside.tiles],
            "font-src": ["'self'"],
            "connect-src": ["'self'"],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
        }
    )


def _inline_hashes() -> list[str]:
    """The scripts that stand in Streamlit's own shell, each by its hash."""
    shell = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(shell))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def _join(directives: dict[str, Iterable[str]]) -> str:
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
