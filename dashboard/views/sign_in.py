"""The door of the page: nothing is drawn for who may not see it, not even a count."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from dashboard import wording
from dashboard.access.identity import current_policy, read_providers, visitor
from dashboard.access.policy import AccessError, Mode, Verdict


def admit() -> bool:
    """Whether the page may be drawn for this visitor; if not, the way in is drawn instead."""
    try:
        verdict = may_see()
    except AccessError as error:
        st.title("This server is not set up", anchor=False)
        st.text(str(error))
        return False
    if verdict is Verdict.ALLOWED:
        return True
    with st.container(key="door"):
        if verdict is Verdict.UNLISTED:
            _draw_unlisted()
        else:
            st.title("Dateline", anchor=False)
            st.write("This collection is private.")
            st.caption("It opens for those whose address is on its list.")
            _draw_ways_in("Sign in")
    return False


def may_see() -> Verdict:
    """Whether this session's visitor may see reports now. Raises AccessError."""
    return current_policy().may_see(visitor(), now=datetime.now(UTC))


def find_editor() -> str | None:
    """The name under which this visitor's changes are noted, None for who may not change anything.

    Asked again at every change: what the browser sends proves nothing.
    """
    policy, person = current_policy(), visitor()
    allowed = policy.may_edit(person, now=datetime.now(UTC)) is Verdict.ALLOWED
    return policy.editor(person) if allowed else None


def draw_account() -> None:
    """In the sidebar: who is signed in and the way out, or the editors' way in."""
    policy = current_policy()
    if policy.mode in (Mode.PUBLIC, Mode.LOCAL):
        return
    person = visitor()
    if policy.may_edit(person, now=datetime.now(UTC)) is Verdict.UNSIGNED:
        _draw_ways_in("Sign in to edit")
    elif person:
        st.text(f"Signed in as {person.email or 'somebody'}")
        st.button("Sign out", on_click=st.logout, type="tertiary")


def _draw_unlisted() -> None:
    person = visitor()
    st.title("Not on the list", anchor=False)
    if person and person.email and person.verified is not False:
        st.text(f"You are signed in as {person.email}, which is not on this collection's list.")
    else:
        st.text("You are signed in, but your provider vouches for no e-mail address of yours.")
    st.caption("Whoever keeps the collection can add it.")
    st.button("Sign out", on_click=st.logout)


def _draw_ways_in(words: str) -> None:
    providers = read_providers()
    with st.container(horizontal=True):
        for provider in providers:
            label = words if len(providers) == 1 else f"{words} with {provider}"
            st.button(
                wording.plain(label),
                key=f"in.{provider}",
                on_click=_go,
                args=(provider,),
                type="primary" if words == "Sign in" else "secondary",
            )


def _go(provider: str) -> None:
    st.login(None if provider == "default" else provider)
