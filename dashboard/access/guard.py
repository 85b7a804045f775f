"""The one middleware before every address of the application: who may not, gets no answer.

It also bounds what a request may ask. The page's own stream passes: there the page asks who it is.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from urllib.parse import urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access.doors import Door, find_door, path_below
from dashboard.access.identity import find_person
from dashboard.access.policy import Mode, Policy, Verdict
from dashboard.routes.answers import HEADERS, to_problem
from dashboard.routes.plain import to_html

LONGEST_QUERY = 8192
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_WORDS = {
    Verdict.UNSIGNED: "Sign in on the page first: this collection is private.",
    Verdict.UNLISTED: "You are signed in, but your address is not on this collection's list.",
    Verdict.CLOSED: "Nothing can be added here.",
}
_EVENT = "/event/"
_CLOSE_POLICY = 1008


class Guard:
    """ASGI middleware: 401 for who has not signed in, 403 for who is not on the list.

    `base_path` is the path that the host gives the application, "" or "/maps/news".
    """

    def __init__(self, app: ASGIApp, *, policy: Policy, base_path: str) -> None:
        self._app = app
        self._policy = policy
        self._base_path = base_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        request = HTTPConnection(scope)
        door = self._find_door(scope)
        refusal = self._refuse(request, door)
        if refusal is None:
            await self._app(scope, receive, self._keep_private(send, door))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _CLOSE_POLICY})
        else:
            await refusal(scope, receive, send)

    def _find_door(self, scope: Scope) -> Door:
        base_path = scope.get("root_path", "") + self._base_path
        return find_door(path_below(scope["path"], base_path=base_path))

    def _refuse(self, request: HTTPConnection, door: Door) -> Response | None:
        """The answer to who may not; None for who may."""
        if len(request.scope.get("query_string", b"")) > LONGEST_QUERY:
            return _seal(to_problem(414, f"The address has more than {LONGEST_QUERY} characters."))
        if self._policy.mode is Mode.LOCAL and not _is_from_here(request):
            return _seal(to_problem(403, "This server answers to this machine only."))
        verdict = self._ask(request, door)
        if verdict is Verdict.ALLOWED:
            return None
        status = 401 if verdict is Verdict.UNSIGNED else 403
        return _seal(self._explain(request, status=status, words=_WORDS[verdict]))

    def _ask(self, request: HTTPConnection, door: Door) -> Verdict:
        if door is Door.SHELL:
            return Verdict.ALLOWED
        now = datetime.now(UTC)
        ask = self._policy.may_edit if door is Door.EDIT else self._policy.may_see
        verdict = ask(None, now=now)
        if verdict is Verdict.UNSIGNED:  # only then does it matter who it is
            verdict = ask(find_person(request.cookies), now=now)
        return verdict

    def _explain(self, request: HTTPConnection, *, status: int, words: str) -> Response:
        """A page with the way in for people, a problem in JSON for programs.

        An event's address leads to the event, once somebody has signed in.
        """
        if "text/html" not in request.headers.get("accept", ""):
            return to_problem(status, words)
        home = f"{request.scope.get('root_path', '')}{self._base_path}"
        path = path_below(request.scope["path"], base_path=home)
        wanted = {"event": path.removeprefix(_EVENT)} if path.startswith(_EVENT) else {}
        page = escape(f"{home}/{'?' if wanted else ''}{urlencode(wanted)}")
        body = f'<p>{escape(words)}</p><p><a href="{page}">To the page</a></p>'
        return HTMLResponse(to_html(title="Not open to all", body=body), status_code=status)

    def _keep_private(self, send: Send, door: Door) -> Send:
        """What a list protects is in nobody's shared cache."""
        if self._policy.mode is not Mode.PRIVATE or door is Door.SHELL:
            return send

        async def send_private(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Cache-Control"] = "private, no-cache"
                headers.add_vary_header("Cookie")
            await send(message)

        return send_private


def _seal(response: Response) -> Response:
    response.headers.update(HEADERS)
    response.headers["Cache-Control"] = "no-store"
    if response.status_code == 401:
        # RFC 9110 asks for a scheme; the sign-in is the page's own, and no browser knows it.
        response.headers["WWW-Authenticate"] = 'Session realm="Dateline"'
    return response


def _is_from_here(request: HTTPConnection) -> bool:
    """Whether this machine's own browser asks, by a name of this machine.

    A name that was bent to lead here, and a proxy that lets others in, give themselves away.
    """
    host = urlsplit("//" + request.headers.get("host", "")).hostname
    forwarded = {"forwarded", "x-forwarded-for"} & set(request.headers)
    return host in _LOOPBACK and not forwarded
