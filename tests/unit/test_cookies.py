"""The cookies of sign-in: whatever a browser says, it is led nowhere but to our own page."""

from __future__ import annotations

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboard.access.cookies import Cookies

HOME = "https://maps.example.org/maps"
QUERY = "type=Battles&text=%22a+b%22&at=36.2,37.16,8"


async def leave(_: Request) -> Response:
    return RedirectResponse("https://provider.example/authorize?state=x")


async def come_back(request: Request) -> Response:
    answer = RedirectResponse(request.query_params.get("to", "/maps/"))
    answer.set_cookie("_streamlit_user", "x", httponly=True)
    return answer


def ask(path: str, *, secure: bool = True, **headers: str) -> httpx.Response:
    routes = [Route("/maps/auth/login", leave), Route("/maps/oauth2callback", come_back)]
    wrapped = Cookies(Starlette(routes=routes), base_path="/maps", secure=secure)

    async def get() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(wrapped)) as client:
            return await client.get(f"https://maps.example.org{path}", headers=headers)

    with start_blocking_portal() as portal:  # the browser tests leave a loop in this thread
        return portal.call(get)


def kept(referer: str) -> str:
    said = ask("/maps/auth/login", Referer=referer).headers["set-cookie"]
    name, _, rest = said.partition("=")
    assert name == "dateline_view"
    return rest.partition(";")[0]


def came_back_to(view: str, *, path: str = "/maps/oauth2callback") -> str:
    return ask(path, Cookie=f"dateline_view={view}").headers["location"]


def test_the_view_that_somebody_left_is_the_one_they_come_back_to() -> None:
    assert came_back_to(kept(f"{HOME}/?{QUERY}")) == f"/maps/?{QUERY}"


def test_words_of_any_script_come_back_as_they_were() -> None:
    query = str(httpx.QueryParams({"text": "حلب; & = + ünï"}))
    back = came_back_to(kept(f"{HOME}/?{query}")).partition("?")[2]
    assert httpx.QueryParams(back)["text"] == "حلب; & = + ünï"


@pytest.mark.parametrize(
    "referer",
    ["", f"{HOME}/", "https://evil.example/?type=Riots", f"{HOME}/?text={'a' * 4000}", "//?a", "x"],
)
def test_nothing_is_kept_of_another_site_or_of_an_endless_link(referer: str) -> None:
    assert kept(referer) == ""


@pytest.mark.parametrize(
    "view",
    ["//evil.example", "https://evil.example/", "%0d%0aSet-Cookie:%20a=b", "a%23b",
     "%2e%2e/%2e%2e/", '"><script>'],
)  # fmt: skip
def test_a_cookie_that_we_never_wrote_leads_to_our_own_page(view: str) -> None:
    location = httpx.URL(HOME).join(came_back_to(view))
    assert (location.host, location.path) == ("maps.example.org", "/maps/")
    assert location.fragment == ""


def test_other_redirects_and_other_pages_are_left_alone() -> None:
    for to in ("/elsewhere", "/maps/?error=x"):
        path = f"/maps/oauth2callback?to={to.replace('?', '%3F')}"
        assert came_back_to("a=b", path=path) == to
    said = ask("/maps/auth/login", Cookie="dateline_view=a=b").headers["location"]
    assert said == "https://provider.example/authorize?state=x"


def test_cookies_are_for_tls_alone_where_the_page_has_it() -> None:
    for secure in (True, False):
        cookies = ask("/maps/oauth2callback", secure=secure).headers.get_list("set-cookie")
        assert cookies
        assert all(("Secure" in cookie) is secure for cookie in cookies)
