"""Bytes to text, for files that do not say how they are encoded."""

from __future__ import annotations

import codecs
import re

from geodata.errors import UnreadableInput

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ODD = re.compile(r"[^\t-\r -~“”‘’–—…•€£\u00a0À-ÖØ-öø-ÿŠšŽžŒœŸ°§©®™«»½¼¾·]")
_REMEDY = "save it as UTF-8 text"


def encoding_of(head: bytes) -> str:
    """The codec that the first bytes of a file call for: by its byte order mark, else UTF-8."""
    return next((codec for bom, codec in _BOMS if head.startswith(bom)), "utf-8")


def parse_text(data: bytes) -> str:
    """The text of a file, line ends and all; only a byte order mark is dropped.

    UTF-8 or UTF-16 with a mark, else UTF-8, else Windows-1252 where that gives text that a Western
    newsroom could have typed. Raises `UnreadableInput` for anything else.
    """
    codec = encoding_of(data[:4])
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        return _parse_cp1252(data, error)


def _parse_cp1252(data: bytes, utf8: UnicodeDecodeError) -> str:
    message = f"it is no text: byte {utf8.start} (0x{data[utf8.start]:02x}) is not {utf8.encoding}"
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise UnreadableInput(message, remedy=_REMEDY) from utf8
    if utf8.encoding != "utf-8" or len(_ODD.findall(text)) > len(text) / 1000:
        raise UnreadableInput(message, remedy=_REMEDY) from utf8
    return text
