"""One article in one file: plain text or a saved web page, with its facts beside it.

The facts of `report.txt` are a JSON object in `report.json`, all of them optional:
`{"title": ..., "published": "2024-12-01", "language": "en", "source": ..., "url": ...}`.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path

from geodata.articles.decoding import parse_text
from geodata.articles.facts import NAMES, Facts, build_article, parse_facts
from geodata.articles.html import parse_html
from geodata.errors import InputTooLarge, UnreadableInput
from geodata.model import Article

_log = logging.getLogger(__name__)
_SIDECAR_LIMIT_BYTES = 100_000


def read_text(path: Path, *, limit_bytes: int) -> Article:
    """The article of a plain text file, its text exactly as it stands there."""
    text = parse_text(read_bytes(path, limit_bytes=limit_bytes))
    return build_article(text, read_sidecar(path))


def read_html(path: Path, *, limit_bytes: int) -> Article:
    """The article of a saved web page; the sidecar's facts win over those in the markup."""
    text, facts = parse_html(read_bytes(path, limit_bytes=limit_bytes))
    return build_article(text, read_sidecar(path).over(facts))


def read_sidecar(path: Path) -> Facts:
    """The facts in the JSON file beside an article; none where there is no such file."""
    sidecar = path.with_suffix(".json")
    if not sidecar.is_file():
        return Facts()
    try:
        values = json.loads(parse_text(read_bytes(sidecar, limit_bytes=_SIDECAR_LIMIT_BYTES)))
        if not isinstance(values, dict):
            raise UnreadableInput("it is not a JSON object", remedy='write {"title": ...}')
        facts = parse_facts(values)
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(f"its facts in {sidecar} cannot be read: {error}") from error
    for key in sorted(values.keys() - set(NAMES)):
        _log.warning(
            "%s: %r is not a fact and is left out; known: %s", sidecar, key, ", ".join(NAMES)
        )
    return facts


def read_bytes(path: Path, *, limit_bytes: int) -> bytes:
    """All of a file, or `InputTooLarge`, or `UnreadableInput` where the system refuses."""
    try:
        with path.open("rb") as file:
            data = file.read(limit_bytes + 1)
    except OSError as error:
        raise UnreadableInput(f"it cannot be read: {error.strerror}") from error
    if len(data) > limit_bytes:
        raise InputTooLarge(
            f"it is larger than {limit_bytes:,} bytes", remedy="raise --max-bytes or split it"
        )
    return data
