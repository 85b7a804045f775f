"""The rule of who may see and do what, case by case, and the settings that are refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dashboard.access.doors import Door, find_door, path_below
from dashboard.access.policy import (
    AccessError,
    Mode,
    Person,
    Policy,
    Verdict,
    read_policy,
    to_person,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SIGNED = {"is_logged_in": True, "iat": int(NOW.timestamp())}
PRIVATE = {"DATELINE_ACCESS": "private", "DATELINE_VIEWERS": "vera@example.org, @paper.example"}
ALLOWED, UNSIGNED, UNLISTED, CLOSED = (
    Verdict.ALLOWED,
    Verdict.UNSIGNED,
    Verdict.UNLISTED,
    Verdict.CLOSED,
)


def read(environ: dict[str, str], *, address: str = "", signs_in: bool = True) -> Policy:
    return read_policy(environ, providers=("default",) if signs_in else (), address=address)


def person(email: str, *, verified: bool | None = True, age: timedelta = timedelta()) -> Person:
    return Person(email=email, verified=verified, signed_in=NOW - age)


def test_without_any_setting_all_see_and_nobody_changes() -> None:
    policy = read({}, signs_in=False)
    assert policy.mode is Mode.PUBLIC
    assert policy.may_see(None, now=NOW) is ALLOWED
    assert policy.may_edit(None, now=NOW) is CLOSED
    assert policy.may_edit(person("vera@example.org"), now=NOW) is CLOSED


@pytest.mark.parametrize(
    ("visitor", "verdict"),
    [
        (None, UNSIGNED),
        (person("vera@example.org"), ALLOWED),
        (person("anyone@paper.example"), ALLOWED),
        (person("anyone@sub.paper.example"), UNLISTED),
        (person("anyone@notpaper.example"), UNLISTED),
        (person("vera@example.org.evil.example"), UNLISTED),
        (person("xvera@example.org"), UNLISTED),
        (person("vera@example.org", verified=False), UNLISTED),
        (person("vera@example.org", verified=None), UNLISTED),
        (person(""), UNLISTED),
        (person("vera@example.org", age=timedelta(hours=167)), ALLOWED),
        (person("vera@example.org", age=timedelta(hours=169)), UNSIGNED),
    ],
)
def test_a_private_collection_is_seen_by_its_list(visitor: Person | None, verdict: Verdict) -> None:
    assert read(PRIVATE).may_see(visitor, now=NOW) is verdict


def test_nobody_edits_a_private_collection_without_editors() -> None:
    assert read(PRIVATE).may_edit(person("vera@example.org"), now=NOW) is CLOSED


def test_editors_of_a_private_collection_see_it_and_viewers_do_not_edit() -> None:
    policy = read({**PRIVATE, "DATELINE_EDITORS": "ed@news.example"})
    assert policy.may_see(person("ed@news.example"), now=NOW) is ALLOWED
    assert policy.may_edit(person("ed@news.example"), now=NOW) is ALLOWED
    assert policy.may_edit(person("vera@example.org"), now=NOW) is UNLISTED
    assert policy.may_edit(None, now=NOW) is UNSIGNED


def test_with_editing_all_see_and_editors_change() -> None:
    policy = read({"DATELINE_ACCESS": "editing", "DATELINE_EDITORS": "ed@news.example"})
    assert policy.may_see(None, now=NOW) is ALLOWED
    assert policy.may_edit(None, now=NOW) is UNSIGNED
    assert policy.may_edit(person("vera@example.org"), now=NOW) is UNLISTED
    assert policy.editor(person("ed@news.example")) == "ed@news.example"


def test_on_this_machine_alone_whoever_sits_there_edits() -> None:
    policy = read({"DATELINE_ACCESS": "local"}, address="127.0.0.1", signs_in=False)
    assert policy.may_edit(None, now=NOW) is ALLOWED
    assert policy.editor(None) == "local"


def test_an_unsaid_verification_is_believed_where_asked_for_and_a_denied_one_never() -> None:
    policy = read({**PRIVATE, "DATELINE_UNVERIFIED": "1"})
    assert policy.may_see(person("vera@example.org", verified=None), now=NOW) is ALLOWED
    assert policy.may_see(person("vera@example.org", verified=False), now=NOW) is UNLISTED


def test_a_sign_in_holds_as_long_as_it_is_set_to() -> None:
    policy = read({**PRIVATE, "DATELINE_SIGN_IN_HOURS": "0.5"})
    assert policy.may_see(person("vera@example.org"), now=NOW + timedelta(minutes=29)) is ALLOWED
    assert policy.may_see(person("vera@example.org"), now=NOW + timedelta(minutes=31)) is UNSIGNED


@pytest.mark.parametrize(
    ("environ", "signs_in", "said"),
    [
        ({"DATELINE_ACCESS": "prviate"}, True, "no mode"),
        ({"DATELINE_ACCESS": "private"}, True, "without a list"),
        (PRIVATE, False, "needs sign-in"),
        ({"DATELINE_ACCESS": "editing", "DATELINE_EDITORS": "a@b.example"}, False, "needs sign-in"),
        ({"DATELINE_ACCESS": "editing"}, True, "without editors"),
        ({"DATELINE_VIEWERS": "a@b.example"}, False, "does not say what for"),
        ({"DATELINE_EDITORS": "a@b.example"}, False, "does not say what for"),
        ({}, True, "does not say what for"),
        ({"DATELINE_ACCESS": "public", "DATELINE_VIEWERS": "a@b.example"}, True, "shows it to all"),
        ({"DATELINE_ACCESS": "public", "DATELINE_EDITORS": "a@b.example"}, True, "nobody's name"),
        ({"DATELINE_ACCESS": "local"}, False, "all addresses"),
        ({**PRIVATE, "DATELINE_VIEWERS": "vera"}, True, "neither an e-mail address"),
        ({**PRIVATE, "DATELINE_VIEWERS": "@"}, True, "neither an e-mail address"),
        ({**PRIVATE, "DATELINE_VIEWERS": "*@example.org"}, True, "neither an e-mail address"),
        ({**PRIVATE, "DATELINE_VIEWERS": "@com"}, True, "neither an e-mail address"),
        ({**PRIVATE, "DATELINE_SIGN_IN_HOURS": "0"}, True, "number of hours"),
        ({**PRIVATE, "DATELINE_SIGN_IN_HOURS": "nan"}, True, "number of hours"),
        ({**PRIVATE, "DATELINE_SIGN_IN_HOURS": "9999"}, True, "number of hours"),
        ({**PRIVATE, "DATELINE_UNVERIFIED": "yes"}, True, "neither 0 nor 1"),
        ({**PRIVATE, "DATELINE_EMBED_ORIGINS": "*"}, True, "into clicking"),
        ({"DATELINE_EMBED_ORIGINS": "example.org"}, False, "not an origin"),
        ({"DATELINE_EMBED_ORIGINS": "https://a.example; script-src *"}, False, "not an origin"),
        ({"DATELINE_EMBED_ORIGINS": "https://a.example/path"}, False, "not an origin"),
    ],
)
def test_a_wrong_or_incomplete_setting_is_refused(
    environ: dict[str, str], signs_in: bool, said: str
) -> None:
    with pytest.raises(AccessError, match=said):
        read(environ, signs_in=signs_in)


@pytest.mark.parametrize(
    ("environ", "framed_by"),
    [
        ({}, ("*",)),
        ({"DATELINE_EMBED_ORIGINS": "none"}, ()),
        (
            {"DATELINE_EMBED_ORIGINS": "https://www.paper.example, https://*.news.example:8443"},
            ("https://www.paper.example", "https://*.news.example:8443"),
        ),
    ],
)
def test_all_sites_may_frame_what_is_public_unless_said_otherwise(
    environ: dict[str, str], framed_by: tuple[str, ...]
) -> None:
    assert read(environ, signs_in=False).framed_by == framed_by


def test_no_site_may_frame_what_is_private_unless_named() -> None:
    assert read(PRIVATE).framed_by == ()
    named = read({**PRIVATE, "DATELINE_EMBED_ORIGINS": "https://intranet.example"})
    assert named.framed_by == ("https://intranet.example",)


@pytest.mark.parametrize("address", ["", "0.0.0.0", "10.0.0.5", "example.org"])  # noqa: S104
def test_a_server_that_others_reach_is_never_local(address: str) -> None:
    with pytest.raises(AccessError, match="lets whoever reaches"):
        read({"DATELINE_ACCESS": "local"}, address=address, signs_in=False)


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"is_logged_in": False, "iat": 1, "email": "vera@example.org"},
        {"is_logged_in": "true", "iat": 1, "email": "vera@example.org"},
        {"is_logged_in": True, "email": "vera@example.org"},
        {"is_logged_in": True, "iat": "now", "email": "vera@example.org"},
        {"is_logged_in": True, "iat": 10**30, "email": "vera@example.org"},
        {"is_logged_in": True, "iat": float("nan"), "email": "vera@example.org"},
    ],
)
def test_claims_without_a_sign_in_and_its_time_are_nobody(claims: dict[str, Any]) -> None:
    assert to_person(claims) is None


@pytest.mark.parametrize(
    ("email", "read_as"),
    [
        ("Vera@Example.ORG", "vera@example.org"),
        ("vera@evil.example@example.org", ""),
        ('"@example.org"@evil.example', ""),
        ("vera@example.org\n", ""),
        (f"{'a' * 300}@example.org", ""),
        (["vera@example.org"], ""),
        (None, ""),
    ],
)
def test_an_address_is_one_plain_address_or_none(email: object, read_as: str) -> None:
    someone = to_person({**SIGNED, "email": email, "email_verified": True})
    assert someone
    assert someone.email == read_as


@pytest.mark.parametrize(
    ("flag", "verified"),
    [(True, True), ("true", True), (False, False), ("false", False), ("x", False), (None, None)],
)
def test_a_verification_is_true_only_where_it_says_so(flag: object, verified: bool | None) -> None:
    someone = to_person({**SIGNED, "email": "vera@example.org", "email_verified": flag})
    assert someone
    assert someone.verified is verified


@pytest.mark.parametrize(
    ("path", "door"),
    [
        ("/", Door.SHELL),
        ("/app/static/lib/leaflet/leaflet.js", Door.SHELL),
        ("/_stcore/stream", Door.SHELL),
        ("/_stcore/upload_file/a/b", Door.EDIT),
        ("/data/events.csv", Door.SEE),
        ("//data/events.csv", Door.SEE),
        ("/anything/new", Door.SEE),
        ("/media/abc.png", Door.SEE),
        ("/_stcore/agent/interact", Door.SEE),
        ("/staticdata", Door.SEE),
    ],
)
def test_what_is_not_known_to_be_open_shows_reports(path: str, door: Door) -> None:
    assert find_door(path) is door


@pytest.mark.parametrize(
    ("path", "below"),
    [
        ("/maps/news", "/"),
        ("/maps/news/", "/"),
        ("/maps/news/data/events.csv", "/data/events.csv"),
        ("/maps/newsdata/events.csv", "/maps/newsdata/events.csv"),
        ("/static/x", "/static/x"),
    ],
)
def test_paths_are_seen_from_the_application(path: str, below: str) -> None:
    assert path_below(path, base_path="/maps/news") == below
