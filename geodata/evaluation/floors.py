"""The floors of accuracy, pinned together with a digest of the gold they were measured on.

`floors.json` is changed by hand and on purpose: a floor is raised when the program got better, and
lowered only with a reason in the commit. Other gold than the pinned one has no floors.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

FLOORS = "floors.json"


def digest_of(gold_path: Path) -> str:
    """SHA-256 over the names and bytes of the `.jsonl` files of some gold, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(gold_path.glob("*.jsonl")) if gold_path.is_dir() else [gold_path]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def read_floors(gold_path: Path) -> Mapping[str, Mapping[str, float]] | None:
    """{corpus: {measure: floor}} for some gold; None when it is not the gold that was pinned."""
    pinned = json.loads(files(__package__).joinpath(FLOORS).read_text(encoding="utf-8"))
    floors: dict[str, dict[str, float]] | None = pinned.get(digest_of(gold_path))
    return floors


def find_violations(
    measured: Mapping[str, Mapping[str, float]], floors: Mapping[str, Mapping[str, float]]
) -> tuple[str, ...]:
    """A sentence for every figure below its floor, and for every corpus that was not measured.

    `measured` is {corpus: {measure: figure}}, as `floors` is.
    """
    found = [f"{corpus} was not measured" for corpus in floors if corpus not in measured]
    for corpus, figures in measured.items():
        for measure, floor in floors.get(corpus, {}).items():
            if not figures[measure] >= floor:
                found.append(f"{corpus}: {measure} is {figures[measure]:.3f}, its floor {floor}")
    return tuple(found)
