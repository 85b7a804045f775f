"""Signing in to a private collection in a real browser, at a provider of this machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import urllib3
from fixtures.oidc import make_key
from fixtures.private import Private, serve_private
from fixtures.reports import seed_result
from playwright.sync_api import Page, expect
from steps import OpenPage, marks, rows, settle, title

from geodata.store import DeltaStore

DOWNLOAD = "data/events.csv"


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Private]:
    folder = tmp_path_factory.mktemp("private")
    DeltaStore(folder / "store").write([seed_result()])
    with serve_private(folder / "store", folder) as served:
        yield served


@pytest.fixture(autouse=True)
def _honest(private: Private) -> Iterator[None]:
    yield
    private.provider.lies = lambda claims: claims
    private.provider.signs_with = None


def sign_in(page: Page, person: str) -> None:
    expect(title(page)).to_have_text("Dateline")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=person).click()


def words(page: Page) -> str:
    settle(page)
    return page.locator("body").inner_text()


def test_a_stranger_sees_the_way_in_and_nothing_else(open_page: OpenPage, private: Private) -> None:
    page = open_page(private.url)
    expect(page.get_by_text("This collection is private.")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert "report" not in words(page)
    assert page.locator("iframe").count() == 0
    assert page.request.get(f"{private.url}/{DOWNLOAD}").status == 401


def test_who_is_on_the_list_sees_the_page_and_may_save_files(
    open_page: OpenPage, private: Private
) -> None:
    page = open_page(private.url)
    sign_in(page, "Vera Viewer")
    expect(marks(page)).to_have_count(3)
    expect(rows(page)).to_have_count(9)
    expect(page.get_by_text("Signed in as vera@example.org")).to_be_visible()
    answer = page.request.get(f"{private.url}/{DOWNLOAD}")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "private, no-cache"


def test_a_link_shows_its_view_once_somebody_has_signed_in(
    open_page: OpenPage, private: Private
) -> None:
    page = open_page(f"{private.url}/?type=Battles&region=Aleppo&sort=event_date")
    sign_in(page, "Vera Viewer")
    expect(page.get_by_role("button", name="Type of event: Battles")).to_be_visible()
    query = parse_qs(urlsplit(page.url).query)
    assert query == {"type": ["Battles"], "region": ["Aleppo"], "sort": ["event_date"]}
    names = {cookie.get("name") for cookie in page.context.cookies()}
    assert "dateline_view" not in names


@pytest.mark.parametrize("person", ["Ed Editor", "Vera of Many"])
def test_a_domain_lets_its_people_in_and_so_does_a_long_token(
    open_page: OpenPage, private: Private, person: str
) -> None:
    page = open_page(private.url)
    sign_in(page, person)
    expect(rows(page)).to_have_count(9)
    assert page.request.get(f"{private.url}/{DOWNLOAD}").status == 200


def test_signing_out_closes_the_page_and_the_files(open_page: OpenPage, private: Private) -> None:
    page = open_page(private.url)
    sign_in(page, "Vera Viewer")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("This collection is private.")).to_be_visible()
    assert "report" not in words(page)
    assert page.request.get(f"{private.url}/{DOWNLOAD}").status == 401


def test_a_tab_that_was_left_open_is_shut_when_another_one_signs_out(
    open_page: OpenPage, private: Private
) -> None:
    left = open_page(private.url)
    sign_in(left, "Vera Viewer")
    expect(rows(left)).to_have_count(9)
    copied = {"Cookie": "; ".join(
        f"{cookie['name']}={cookie['value']}"  # type: ignore[typeddict-item]
        for cookie in left.context.cookies(private.url)
    )}  # fmt: skip
    address = f"{private.url}/{DOWNLOAD}"
    assert urllib3.request("GET", address, headers=copied).status == 200
    other = left.context.new_page()
    other.goto(private.url)
    other.get_by_role("button", name="Sign out").click()
    expect(other.get_by_text("This collection is private.")).to_be_visible()
    # Nobody touches the first tab.
    expect(left.get_by_text("This collection is private.")).to_be_visible(timeout=90_000)
    assert "report" not in words(left)
    assert left.locator("iframe").count() == 0
    assert urllib3.request("GET", address, headers=copied).status == 401


@pytest.mark.parametrize("person", ["Sam Stranger", "Una Unverified", "Nemo Unsaid", "Nobody"])
def test_who_is_not_on_the_list_is_told_so_and_can_sign_out(
    open_page: OpenPage, private: Private, person: str
) -> None:
    page = open_page(private.url)
    sign_in(page, person)
    expect(title(page)).to_have_text("Not on the list")
    assert "report" not in words(page)
    assert page.request.get(f"{private.url}/{DOWNLOAD}").status == 403
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


LIES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "another issuer": lambda claims: {**claims, "iss": "https://elsewhere.example"},
    "for another application": lambda claims: {**claims, "aud": "another"},
    "of another sign-in": lambda claims: {**claims, "nonce": "another"},
    "run out": lambda claims: {**claims, "exp": int(time.time()) - 3600},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_not_for_us_signs_nobody_in(
    open_page: OpenPage, private: Private, lie: str
) -> None:
    private.provider.lies = LIES[lie]
    check_nobody_comes_in(open_page, private)


def test_a_token_that_somebody_else_signed_signs_nobody_in(
    open_page: OpenPage, private: Private
) -> None:
    private.provider.signs_with = make_key("ours")  # by that name, but not the key
    check_nobody_comes_in(open_page, private)


def check_nobody_comes_in(open_page: OpenPage, private: Private) -> None:
    before = private.provider.tokens_given
    page = open_page(private.url)
    sign_in(page, "Vera Viewer")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert private.provider.tokens_given == before + 1  # it came, and was refused
    assert page.request.get(f"{private.url}/{DOWNLOAD}").status == 401
