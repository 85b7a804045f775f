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
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from dashboard import wording
from dashboard.routes.answers import newest_queries, to_problem, to_records

_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 3rem auto; padding: 0 1rem; font: 1.05rem/1.5 sans-serif; }
h1, blockquote { font-family: serif; }
h1 { font-size: 1.5rem; line-height: 1.2; }
blockquote { margin: 0.4rem 0; padding-left: 0.8rem; border-left: 3px solid #8886; }
article { margin-block: 1.6rem; overflow-wrap: anywhere; }
"""
_LONGEST_DESCRIPTION = 300


def answer_event(request: Request) -> Response:
    """One event; a browser goes on to the map."""
    event = newest_queries().event(request.path_params["event_id"])
    if event is None:
        return to_problem(404, "There is no such event.")
    return HTMLResponse(to_page([event], title=wording.what_where_when(event), leads_on=True))


def answer_incident(request: Request) -> Response:
    """The reports of one incident."""
    reports = to_records(newest_queries().reports(request.path_params["incident_id"]))
    if not reports:
        return to_problem(404, "There is no such incident.")
    count = wording.plural(len(reports), "report")
    title = f"{wording.what_where_when(reports[0])}: {count}"
    return HTMLResponse(to_page(reports, title=title, leads_on=False))


ANSWERS = {"/event/{event_id}": answer_event, "/incident/{incident_id}": answer_incident}


def to_page(events: Sequence[Mapping[str, Any]], *, title: str, leads_on: bool) -> str:
    """The HTML of these events; `leads_on` sends a browser to the first one's place on the map."""
    description = (events[0]["sentence"] or "")[:_LONGEST_DESCRIPTION]
    onwards = escape(_on_the_map(events[0]))
    refresh = f'<meta http-equiv="refresh" content="0; url={onwards}">' if leads_on else ""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>{refresh}"
        f'<meta name="description" content="{escape(description)}">'
        f'<meta property="og:title" content="{escape(title)}">'
        f'<meta property="og:description" content="{escape(description)}">'
        '<meta property="og:type" content="article"><meta property="og:site_name" '
        f'content="Dateline"><style>{_STYLE}</style></head><body><h1>{escape(title)}</h1>'
        f"{''.join(_card(event) for event in events)}</body></html>\n"
    )


def _card(event: Mapping[str, Any]) -> str:
    source = ", ".join(filter(None, [event["source"], event["title"]]))
    parts = [
        f"<p>{escape(wording.what_where_when(event))}</p>",
        f'<p dir="auto">{escape(wording.who(event))}</p>',
        f'<blockquote dir="auto">{escape(event["sentence"] or "")}</blockquote>',
        f'<p dir="auto">{escape(source)}</p>',
        f'<p><a href="{escape(_on_the_map(event))}">Show it on the map</a></p>',
    ]
    return f"<article>{''.join(parts)}</article>"


def _on_the_map(event: Mapping[str, Any]) -> str:
    """The event's link, seen from one folder below the page, so that it holds on any host."""
    return f"../?{urlencode({'event': event['event_id']})}"
