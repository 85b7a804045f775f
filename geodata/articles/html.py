"""A web page to the article in it: main text, title, date and publisher."""

from __future__ import annotations

import codecs
import re

import trafilatura
from trafilatura.settings import Document

from geodata.articles.decoding import parse_text
from geodata.articles.facts import Facts, parse_facts
from geodata.errors import EmptyInput, UnreadableInput

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD_BYTES = 4_096
# A date guessed from anywhere in the page is worse than none: relative dates would hang on it.
_DATES = {"original_date": True, "extensive_search": False}


def parse_html(
    page: bytes, *, url: str | None = None, charset: str | None = None
) -> tuple[str, Facts]:
    """The main text of a page, and the facts that its markup states.

    `charset` is what the server said, if anything; else the page's own word counts. Raises
    `EmptyInput` where no article is left once menus, advertisements and comments are gone.
    """
    document = trafilatura.bare_extraction(
        _decode(page, charset),
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=_DATES,
    )
    if not isinstance(document, Document) or not document.text:
        raise EmptyInput(
            "no article was found in this page", remedy="save its text as a .txt file instead"
        )
    return document.text, _facts(document, url)


def _decode(page: bytes, charset: str | None) -> str:
    stated = _CHARSET.search(page[:_HEAD_BYTES])
    name = charset or (stated and stated[1].decode("ascii")) or "utf-8"
    try:
        if codecs.lookup(name).name != "utf-8":
            return page.decode(name)
    except (LookupError, UnicodeDecodeError):
        pass  # the statement is wrong: judge by the bytes
    return parse_text(page)


def _facts(document: Document, url: str | None) -> Facts:
    stated = {
        "title": document.title,
        "published": document.date,
        "source": document.sitename or document.hostname,
        "url": url or document.url,
    }
    facts = Facts()
    for name, value in stated.items():
        try:
            facts = facts.over(parse_facts({name: value}))
        except UnreadableInput:
            continue  # markup is often wrong: a fact that makes no sense is unknown, not fatal
    return facts
