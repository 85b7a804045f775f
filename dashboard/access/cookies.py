"""What sign-in leaves in the browser: cookies for TLS alone, and the view to come back to.

The provider sends everybody back to one address, and Streamlit from there to the bare page. So
the query string of the page that somebody left waits in a cookie of its own for ten minutes.
"""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access.doors import path_below
from dashboard.access.identity import find_person, sign_out

_LEAVING, _COMING_BACK, _SIGNING_OUT = "/auth/login", "/oauth2callback", "/auth/logout"
_VIEW = "dateline_view"
_MOST_BYTES = 3500  # of the 4,096 that browsers keep
_LASTS_S = 600


class Cookies:
    """ASGI middleware; `secure` says that the page's public address is https."""

    def __init__(self, app: ASGIApp, *, base_path: str, secure: bool) -> None:
        self._app = app
        self._base_path = base_path
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on; the answer leaves with the cookies."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = HTTPConnection(scope)
        home = scope.get("root_path", "") + self._base_path
        path = path_below(scope["path"], base_path=home)
        if path == _SIGNING_OUT and (person := find_person(request.cookies)):
            sign_out(person)

        async def send_with_cookies(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if path == _LEAVING:
                    self._keep(headers, find_view(request), home=home)
                elif path == _COMING_BACK:
                    self._lead_back(headers, request.cookies.get(_VIEW, ""), home=home)
                if self._secure:
                    message["headers"] = [_for_tls_alone(*header) for header in message["headers"]]
            await send(message)

        await self._app(scope, receive, send_with_cookies)

    def _keep(self, headers: MutableHeaders, view: str, *, home: str) -> None:
        lasts = _LASTS_S if view else 0
        headers.append(
            "Set-Cookie",
            f"{_VIEW}={view}; Path={home}/; Max-Age={lasts}; HttpOnly; SameSite=Lax",
        )

    def _lead_back(self, headers: MutableHeaders, view: str, *, home: str) -> None:
        """To the view, where Streamlit leads to the bare page of this application."""
        where = urlsplit(headers.get("location", ""))
        if view and where.path.rstrip("/") == home and not where.query:
            # Encoded once more: a cookie is whatever a browser says.
            query = quote(unquote(view), safe="=&+%,:-._~")
            headers["location"] = where._replace(query=query).geturl()
            self._keep(headers, "", home=home)


def find_view(request: HTTPConnection) -> str:
    """The query string of the page that a browser came from, as a cookie holds it; else ""."""
    came_from = urlsplit(request.headers.get("referer", ""))
    view = quote(came_from.query, safe="=&+")
    ours = came_from.netloc == request.headers.get("host")
    return view if ours and len(view) <= _MOST_BYTES else ""


def _for_tls_alone(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """A cookie with the mark that Streamlit leaves out; other headers as they are."""
    if name.lower() != b"set-cookie" or b"; secure" in value.lower():
        return name, value
    return name, value + b"; Secure"
