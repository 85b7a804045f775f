"""What is known of an article besides its text, and the article that the two make.

Sidecar files, JSONL objects, CSV rows and web pages all pass through here, so that each fact is
checked in one place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from geodata.articles.language import is_english
from geodata.errors import EmptyInput, UnreadableInput, UnsupportedLanguage
from geodata.model import Article, content_id

NAMES = ("title", "published", "language", "source", "url")
_LONGEST = 2_000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of one article; None where nobody says."""

    id: str | None = None
    title: str | None = None
    published: date | None = None
    language: str | None = None
    source: str | None = None
    url: str | None = None

    def over(self, other: Facts) -> Facts:
        """These facts, with `other` for those that are missing."""
        return Facts(
            id=self.id or other.id,
            title=self.title or other.title,
            published=self.published or other.published,
            language=self.language or other.language,
            source=self.source or other.source,
            url=self.url or other.url,
        )


def parse_facts(values: Mapping[str, object]) -> Facts:
    """The facts among the values of an object or row; keys that are none are passed over.

    Raises `UnreadableInput` naming the fact and the value at fault.
    """
    return Facts(
        id=_parse_string(values, "id"),
        title=_parse_string(values, "title"),
        published=_parse_day(values.get("published")),
        language=_parse_string(values, "language"),
        source=_parse_string(values, "source"),
        url=_parse_url(_parse_string(values, "url")),
    )


def build_article(text: str, facts: Facts) -> Article:
    """The article of a text and its facts; the id is a hash of both where none is given.

    The text is taken as it is: offsets count in it. Raises `EmptyInput` for white space alone,
    `UnreadableInput` for what is no text, and `UnsupportedLanguage` for anything but English; a
    stated language is believed.
    """
    if not text.strip():
        raise EmptyInput("there is no text in it", remedy="leave it out, or check how it was saved")
    _check_characters(text)
    _check_language(text, facts.language)
    title = facts.title or ""
    return Article(
        id=facts.id or content_id(text, title, facts.published, facts.url),
        text=text,
        title=title,
        published=facts.published,
        source=facts.source,
        url=facts.url,
    )


def _check_characters(text: str) -> None:
    if "\x00" in text or len(_CONTROL.findall(text)) > len(text) / 100:
        raise UnreadableInput("it is binary, not text", remedy="save it as UTF-8 text")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UnreadableInput(
            f"character {error.start} is half a character ({text[error.start]!r})",
            remedy="write it as UTF-8 or as a pair of \\u escapes",
        ) from error


def _check_language(text: str, stated: str | None) -> None:
    if stated is None:
        if not is_english(text):
            raise UnsupportedLanguage(
                "the text is not in English",
                remedy='translate it, or state "language": "en" among its facts if it is',
            )
    elif stated.lower().replace("_", "-").split("-")[0] not in {"en", "eng", "english"}:
        raise UnsupportedLanguage(
            f"its language is stated as {stated!r}, and only English is read",
            remedy='translate it, or state "en" if it is English',
        )


def _parse_string(values: Mapping[str, object], name: str) -> str | None:
    value = values.get(name)
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise UnreadableInput(
            f"{name!r} is {_shown(value)}, not a string", remedy="put it in quotes"
        )
    if len(value) > _LONGEST:
        raise UnreadableInput(
            f"{name!r} has {len(value):,} characters", remedy=f"keep it under {_LONGEST:,}"
        )
    _check_characters(value)
    return " ".join(_CONTROL.sub(" ", value).split()) or None


def _parse_day(value: object) -> date | None:
    if value is None or value == "":
        return None
    try:
        return datetime.fromisoformat(value.strip()).date()  # type: ignore[attr-defined]
    except (ValueError, AttributeError):
        raise UnreadableInput(
            f"'published' is {_shown(value)}, not a day", remedy='write it as "2024-12-01"'
        ) from None


def _parse_url(value: str | None) -> str | None:
    if value is None:
        return None
    try:
        parts = urlsplit(value)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web:
        raise UnreadableInput(
            f"'url' is {_shown(value)}, not an http or https address", remedy="leave it out"
        )
    return value


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."
