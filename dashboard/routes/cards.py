"""The addresses of one event and of one incident, with a title and words for previews.

    event/<id>       leads on to the map, opened at the event and its sentence
    incident/<id>    the reports that tell one happening, each with the way to the map

The page itself is drawn in the browser, so that a messenger or a search engine that asks for it
sees nothing of what it shows; these are whole without JavaScript.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dashboard import wording
from dashboard.routes.answers import base_url, newest_queries, to_problem, to_records
from dashboard.routes.plain import to_html
from dashboard.state import ViewState, to_query
from geodata.filters import filter_showing

_LONGEST_DESCRIPTION = 300


def answer_event(request: Request) -> Response:
    """One event; a browser goes on to the map."""
    event = newest_queries().event(request.path_params["event_id"])
    if event is None:
        return to_problem(404, "There is no such event.")
    title, address = wording.what_where_when(event), _address(request)
    return HTMLResponse(to_page([event], title=title, address=address, leads_on=True))


def answer_incident(request: Request) -> Response:
    """The reports of one incident."""
    reports = to_records(newest_queries().reports(request.path_params["incident_id"]))
    if not reports:
        return to_problem(404, "There is no such incident.")
    count = wording.plural(len(reports), "report")
    title = f"{wording.what_where_when(reports[0])}: {count}"
    return HTMLResponse(to_page(reports, title=title, address=_address(request), leads_on=False))


ANSWERS = {"/event/{event_id}": answer_event, "/incident/{incident_id}": answer_incident}


def to_page(
    events: Sequence[Mapping[str, Any]], *, title: str, address: str, leads_on: bool
) -> str:
    """The HTML of these events, found at `address`.

    `leads_on` sends a browser to the first one's place on the map.
    """
    description = (events[0]["sentence"] or "")[:_LONGEST_DESCRIPTION]
    onwards = escape(_on_the_map(events[0]))
    refresh = f'<meta http-equiv="refresh" content="0; url={onwards}">' if leads_on else ""
    head = (
        f'{refresh}<meta name="description" content="{escape(description)}">'
        f'<meta property="og:title" content="{escape(title)}">'
        f'<meta property="og:description" content="{escape(description)}">'
        f'<meta property="og:url" content="{escape(address)}">'
        '<meta property="og:type" content="article">'
        '<meta property="og:site_name" content="Dateline">'
    )
    return to_html(title=title, body="".join(map(_card, events)), head=head)


def _address(request: Request) -> str:
    """The address itself, without whatever somebody added to it."""
    kind, _, found = request.url.path.rpartition("/")
    return f"{base_url(request)}/{kind.rpartition('/')[2]}/{quote(found)}"


def _card(event: Mapping[str, Any]) -> str:
    source = ", ".join(filter(None, [event["source"], event["title"]]))
    parts = [
        f"<p><b>{escape(wording.what_where_when(event))}</b></p>",
        f'<p dir="auto">{escape(wording.who(event))}</p>',
        f'<blockquote dir="auto">{escape(event["sentence"] or "")}</blockquote>',
        f'<p dir="auto">{escape(source)}</p>',
        f'<p><a href="{escape(_on_the_map(event))}">Show it on the map</a></p>',
    ]
    return f"<article>{''.join(parts)}</article>"


def _on_the_map(event: Mapping[str, Any]) -> str:
    """The event's link, seen from one folder below the page, so that it holds on any host."""
    view = ViewState(filter=filter_showing(event), event_id=event["event_id"])
    return f"../?{urlencode(to_query(view), doseq=True)}"
