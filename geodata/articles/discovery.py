"""Which files an argument stands for: a file, a folder or a glob."""

from __future__ import annotations

import glob
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from geodata.errors import UnreadableInput

TEXT = frozenset({".txt", ".text", ".md"})
HTML = frozenset({".html", ".htm", ".xhtml"})
JSONL = frozenset({".jsonl", ".ndjson"})
CSV = frozenset({".csv", ".tsv"})
SIDECAR = ".json"

_log = logging.getLogger(__name__)
_KNOWN = TEXT | HTML | JSONL | CSV
_MAX_DEPTH = 12


def iter_files(argument: str) -> Iterator[Path]:
    """The files that a path, a folder or a glob names, sorted within it.

    A folder gives the files of a known kind in it and below, down to twelve levels, hidden ones
    left out. The sidecar of an article is never a file of its own. Raises `UnreadableInput` where
    there is nothing.
    """
    try:
        matches = [Path(argument)] if Path(argument).exists() else _find_matches(argument)
    except (ValueError, OSError) as error:
        raise UnreadableInput(f"it is no path: {error}") from error
    if not matches:
        raise UnreadableInput("there is no such file", remedy="check the path")
    for match in matches:
        if match.is_dir():
            yield from _iter_folder(match)
        elif not _is_sidecar(match):
            yield match


def _find_matches(pattern: str) -> list[Path]:
    # Path.glob takes no absolute pattern, and people write those.
    return sorted(Path(match) for match in glob.glob(pattern, recursive=True))  # noqa: PTH207


def _iter_folder(folder: Path) -> Iterator[Path]:
    empty = True
    for parent, folders, names in os.walk(folder):
        depth = len(Path(parent).relative_to(folder).parts)
        folders[:] = sorted(name for name in folders if name[0] != "." and depth < _MAX_DEPTH)
        for name in sorted(names):
            path = Path(parent, name)
            if path.suffix.lower() in _KNOWN and name[0] != ".":
                empty = False
                yield path
            elif path.suffix.lower() != SIDECAR and name[0] != ".":
                _log.warning("%s: not read, this kind of file holds no article", path)
    if empty:
        raise UnreadableInput(
            "there is no article in this folder", remedy=f"put {_kinds()} files into it"
        )


def _is_sidecar(path: Path) -> bool:
    if path.suffix.lower() != SIDECAR:
        return False
    return any(path.with_suffix(suffix).exists() for suffix in TEXT | HTML)


def _kinds() -> str:
    return ", ".join(sorted(_KNOWN))
