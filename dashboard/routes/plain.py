"""Plain HTML without a script, for those who come without the page."""

from __future__ import annotations

from html import escape
from pathlib import Path

_STYLE = (Path(__file__).with_name("plain.css")).read_text(encoding="utf-8")


def to_html(*, title: str, body: str, head: str = "") -> str:
    """A whole page; `title` is text, `body` and `head` are markup whose words are escaped."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>{head}<style>{_STYLE}</style></head>"
        f'<body><p class="site">Dateline</p><h1>{escape(title)}</h1>{body}</body></html>\n'
    )
