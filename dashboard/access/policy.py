"""The rule: what the configuration says about who may see and who may change; pure.

    DATELINE_ACCESS        public (the default), private, editing or local, see `Mode`
    DATELINE_VIEWERS       who may see, where that is private: addresses and @domains
    DATELINE_EDITORS       who may change; they may see, too
    DATELINE_SIGN_IN_HOURS how long a sign-in holds, 168 hours if not said
    DATELINE_UNVERIFIED    1: believe a provider that does not say whether it verified an address
    DATELINE_EMBED_ORIGINS which sites may show it in a frame: origins, * or none

What contradicts itself or would leave a door open by mistake is refused: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from geodata.errors import DatelineError

_VARIABLES = ("DATELINE_VIEWERS", "DATELINE_EDITORS")
_EMAIL = re.compile(r"[^@\s*\"(),:;<>\[\]\\]+@[^@\s*\"(),:;<>\[\]\\]+")
_DOMAIN = re.compile(r"@[a-z0-9-]+(\.[a-z0-9-]+)+")
_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?")
_LONGEST_EMAIL = 254  # RFC 5321
_HOURS = 168
MOST_HOURS = 720  # as long as Streamlit's own cookie
_LAST_SECOND = 2**35  # of all times that a date can hold
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_LOCAL_EDITOR = "local"


class AccessError(DatelineError, ValueError):
    """The configuration of who may see and do what is wrong or incomplete."""


class Mode(StrEnum):
    """Who may see and change."""

    PUBLIC = "public"  # all see, nobody changes anything
    PRIVATE = "private"  # those on the lists see, editors change
    EDITING = "editing"  # all see, editors change
    LOCAL = "local"  # whoever sits at this machine sees and changes; no sign-in


class Verdict(StrEnum):
    """The answer to somebody at a door."""

    ALLOWED = "allowed"
    UNSIGNED = "sign in first"
    UNLISTED = "this address is not on the list"
    CLOSED = "nobody may"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who signed in; `verified` is None where the provider does not say.

    `email` is in lower case, "" where the provider gave none that is one.
    """

    email: str
    verified: bool | None
    signed_in: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The rule. The lists hold addresses and @domains in lower case.

    `framed_by` are the sites that may show the application in a frame, ("*",) for all of them.
    """

    mode: Mode
    viewers: frozenset[str] = frozenset()
    editors: frozenset[str] = frozenset()
    sign_in_lasts: timedelta = timedelta(hours=_HOURS)
    unverified: bool = False
    framed_by: tuple[str, ...] = ()

    def may_see(self, person: Person | None, *, now: datetime) -> Verdict:
        """Whether somebody may see reports; None is a stranger."""
        if self.mode is not Mode.PRIVATE:
            return Verdict.ALLOWED
        return self._listed(person, self.viewers | self.editors, now=now)

    def may_edit(self, person: Person | None, *, now: datetime) -> Verdict:
        """Whether somebody may add articles and correct reports."""
        if self.mode is Mode.LOCAL:
            return Verdict.ALLOWED
        if self.mode is Mode.PUBLIC or not self.editors:
            return Verdict.CLOSED
        return self._listed(person, self.editors, now=now)

    def editor(self, person: Person | None) -> str:
        """The name under which a change is noted down; ask `may_edit` first."""
        return person.email if person else _LOCAL_EDITOR

    def _listed(self, person: Person | None, listed: frozenset[str], *, now: datetime) -> Verdict:
        if person is None or now - person.signed_in > self.sign_in_lasts:
            return Verdict.UNSIGNED
        believed = person.verified or (person.verified is None and self.unverified)
        names = {person.email, "@" + person.email.partition("@")[2]}
        return Verdict.ALLOWED if believed and person.email and names & listed else Verdict.UNLISTED


def read_policy(environ: Mapping[str, str], *, providers: Sequence[str], address: str) -> Policy:
    """The rule that the environment asks for. Raises AccessError.

    `providers` are those that sign-in is set up for, `address` is where the server listens, "" for
    everywhere.
    """
    mode = _read_mode(environ, providers=providers)
    viewers, editors = (_read_list(environ, name) for name in _VARIABLES)
    if mode in (Mode.PRIVATE, Mode.EDITING) and not providers:
        raise AccessError(
            f"DATELINE_ACCESS={mode} needs sign-in, which is not set up",
            remedy="write an [auth] section into .streamlit/secrets.toml, see docs/access.md",
        )
    if mode is Mode.PRIVATE and not viewers | editors:
        raise AccessError(
            "DATELINE_ACCESS=private without a list: nobody could see anything",
            remedy="name addresses or @domains in DATELINE_VIEWERS or DATELINE_EDITORS",
        )
    if mode is Mode.EDITING and not editors:
        raise AccessError(
            "DATELINE_ACCESS=editing without editors", remedy="name them in DATELINE_EDITORS"
        )
    if viewers and mode is not Mode.PRIVATE:
        raise AccessError(
            f"DATELINE_VIEWERS lists who may see, but DATELINE_ACCESS={mode} shows it to all",
            remedy="set DATELINE_ACCESS=private, or drop the list",
        )
    if editors and mode in (Mode.PUBLIC, Mode.LOCAL):
        raise AccessError(
            f"DATELINE_EDITORS lists who may change, but DATELINE_ACCESS={mode} asks nobody's name",
            remedy="set DATELINE_ACCESS=editing or private, or drop the list",
        )
    if mode is Mode.LOCAL and address not in _LOOPBACK:
        raise AccessError(
            "DATELINE_ACCESS=local lets whoever reaches the server change everything, and it "
            f"listens on {address or 'all addresses'}",
            remedy="start it with --server.address 127.0.0.1",
        )
    return Policy(
        mode=mode,
        viewers=viewers,
        editors=editors,
        sign_in_lasts=timedelta(hours=_read_hours(environ)),
        unverified=_read_flag(environ, "DATELINE_UNVERIFIED"),
        framed_by=_read_framers(environ, mode=mode),
    )


def to_person(claims: Mapping[str, object]) -> Person | None:
    """The person of an ID token's claims, as Streamlit keeps them; None unless signed in."""
    issued = claims.get("iat")
    if claims.get("is_logged_in") is not True or not isinstance(issued, (int, float)):
        return None
    if not 0 < issued < _LAST_SECOND:
        return None
    email, verified = claims.get("email"), claims.get("email_verified")
    valid = isinstance(email, str) and len(email) <= _LONGEST_EMAIL and _EMAIL.fullmatch(email)
    return Person(
        email=str(email).lower() if valid else "",
        # Some providers write the flag as a word.
        verified=None if verified is None else verified in (True, "true"),
        signed_in=datetime.fromtimestamp(issued, UTC),
    )


def _read_mode(environ: Mapping[str, str], *, providers: Sequence[str]) -> Mode:
    wanted = environ.get("DATELINE_ACCESS", "").strip().lower()
    if wanted:
        try:
            return Mode(wanted)
        except ValueError:
            raise AccessError(
                f"DATELINE_ACCESS={wanted!r} is no mode", remedy=f"use one of {', '.join(Mode)}"
            ) from None
    told = [name for name in _VARIABLES if environ.get(name)]
    if providers:
        told.append("an [auth] section in secrets.toml")
    if told:
        raise AccessError(
            f"there is {' and '.join(told)}, but DATELINE_ACCESS does not say what for",
            remedy=f"set it to one of {', '.join(Mode)}",
        )
    return Mode.PUBLIC


def _read_list(environ: Mapping[str, str], name: str) -> frozenset[str]:
    """Addresses and @domains, with commas or white space between."""
    listed = frozenset(re.split(r"[\s,]+", environ.get(name, "").strip().lower())) - {""}
    for entry in sorted(listed):
        if not (_DOMAIN.fullmatch(entry) or _EMAIL.fullmatch(entry)):
            raise AccessError(
                f"{entry!r} in {name} is neither an e-mail address nor an @domain",
                remedy="write editor@example.org or @example.org",
            )
    return listed


def _read_framers(environ: Mapping[str, str], *, mode: Mode) -> tuple[str, ...]:
    """The sites that may frame it: all where it is for all, none where a name opens doors."""
    given = environ.get("DATELINE_EMBED_ORIGINS", "").lower().replace(",", " ").split()
    guarded = mode in (Mode.PRIVATE, Mode.LOCAL)
    if not given:
        return () if guarded else ("*",)
    if given == ["none"]:
        return ()
    if "*" in given and guarded:
        raise AccessError(
            f"DATELINE_EMBED_ORIGINS=* with DATELINE_ACCESS={mode}: any site could trick who "
            "is let in into clicking",
            remedy="name the sites",
        )
    for origin in given:
        if origin != "*" and not _ORIGIN.fullmatch(origin):
            raise AccessError(
                f"{origin!r} in DATELINE_EMBED_ORIGINS is not an origin",
                remedy="write https://www.example.org, *, or none",
            )
    return tuple(dict.fromkeys(given))


def _read_hours(environ: Mapping[str, str]) -> float:
    given = environ.get("DATELINE_SIGN_IN_HOURS", str(_HOURS))
    try:
        hours = float(given)
    except ValueError:
        hours = 0
    if not 0 < hours <= MOST_HOURS:
        raise AccessError(
            f"DATELINE_SIGN_IN_HOURS={given!r} is not a number of hours up to {MOST_HOURS}"
        )
    return hours


def _read_flag(environ: Mapping[str, str], name: str) -> bool:
    given = environ.get(name, "0")
    if given not in ("0", "1"):
        raise AccessError(f"{name}={given!r} is neither 0 nor 1")
    return given == "1"
