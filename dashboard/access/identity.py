"""Who somebody is, by Streamlit's own sign-in; all signing and checking of cookies is Streamlit's.

On the page that is `st.user`, which Streamlit fills from its cookie when a session begins. A plain
request brings the same cookie, and is read with the functions that Streamlit reads it with.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import streamlit as st
from streamlit import auth_util
from streamlit.errors import StreamlitAuthError
from streamlit.web.server.starlette import starlette_websocket
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.access.policy import (
    MOST_HOURS,
    AccessError,
    Mode,
    Person,
    Policy,
    read_policy,
    to_person,
)

_SHORTEST_SECRET = 32
_LONGEST = timedelta(hours=MOST_HOURS)
_SIGNED_OUT: set[Person] = set()
_LOCK = threading.Lock()
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def current_policy() -> Policy:
    """The rule of this server. Raises AccessError where its configuration is wrong."""
    providers = read_providers()
    policy = read_policy(
        os.environ, providers=providers, address=st.get_option("server.address") or ""
    )
    if policy.mode in (Mode.PRIVATE, Mode.EDITING):
        _check_sign_in(providers)
    return policy


def read_providers() -> tuple[str, ...]:
    """Streamlit's names of the providers that secrets.toml sets up sign-in for."""
    section = auth_util.get_secrets_auth_section()
    if "client_id" in section:
        return ("default",)
    return tuple(name for name, value in section.items() if isinstance(value, Mapping))


def is_over_tls() -> bool:
    """Whether people sign in over https, by the address that the provider sends them back to."""
    redirect = auth_util.get_redirect_uri(auth_util.get_secrets_auth_section()) or ""
    return redirect.startswith("https://")


def visitor() -> Person | None:
    """Who looks at the page in this session, None for a stranger."""
    return _still_in(to_person(st.user.to_dict()))


def find_person(cookies: Mapping[str, str]) -> Person | None:
    """Who sent a request with these cookies; None unless Streamlit's cookie is whole and ours.

    It must name this application's own origin: another one may sign with the same secret.
    """
    signed = starlette_websocket._get_signed_cookie_with_chunks(dict(cookies), USER_COOKIE_NAME)
    origin = auth_util.get_origin_from_redirect_uri()
    if not signed or not origin:
        return None
    return _still_in(to_person(starlette_websocket._parse_decoded_user_cookie(signed, origin)))


def sign_out(person: Person) -> None:
    """End a sign-in everywhere: in tabs that are open, and for a copy of its cookie.

    This process knows it until it stops; others know only that the browser's cookie is gone.
    """
    with _LOCK:
        now = datetime.now(UTC)
        gone = [one for one in _SIGNED_OUT if now - one.signed_in > _LONGEST]
        _SIGNED_OUT.difference_update(gone)
        _SIGNED_OUT.add(person)


def _still_in(person: Person | None) -> Person | None:
    return None if person in _SIGNED_OUT else person


def _check_sign_in(providers: tuple[str, ...]) -> None:
    """What Streamlit would only find out when somebody signs in, and what it lets pass."""
    if not auth_util.is_authlib_installed():
        raise AccessError("sign-in needs Authlib", remedy="pip install Authlib")
    try:
        for provider in providers:
            auth_util.validate_auth_credentials(provider)
    except StreamlitAuthError as error:
        raise AccessError(f"sign-in is not set up: {' '.join(str(error).split())}") from error
    if len(auth_util.get_signing_secret()) < _SHORTEST_SECRET:
        raise AccessError(
            f"the cookie_secret of secrets.toml has fewer than {_SHORTEST_SECRET} characters",
            remedy='make one: python -c "import secrets; print(secrets.token_hex(32))"',
        )
    redirect = auth_util.get_redirect_uri(auth_util.get_secrets_auth_section()) or ""
    parts = urlsplit(redirect)
    if not parts.path.endswith("/oauth2callback"):
        raise AccessError(f"the redirect_uri {redirect!r} does not end in /oauth2callback")
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise AccessError(
            f"the redirect_uri {redirect!r} is not https: its cookies could be read on the way"
        )
    if st.get_option("server.trustedUserHeaders"):
        raise AccessError(
            "server.trustedUserHeaders would let a header say who somebody is",
            remedy="drop it, or set DATELINE_ACCESS=public and guard the server in front of it",
        )
