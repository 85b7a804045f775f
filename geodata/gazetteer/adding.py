"""Adding GeoNames' country files to a gazetteer: fetched, or files that are here already."""

from __future__ import annotations

import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterable
from http.client import HTTPException, HTTPResponse
from pathlib import Path

from tqdm import tqdm

from geodata.errors import FetchError, GazetteerError
from geodata.gazetteer.building import ADDED, open_gazetteer
from geodata.gazetteer.geonames_dump import check_file
from geodata.gazetteer.lookup import Gazetteer
from geodata.home import gazetteer_path

GEONAMES_URL = "https://download.geonames.org/export/dump/"
ALL = "all"
_CODE = re.compile(r"[A-Z]{2}")
_CHUNK = 1 << 16


def add_country_files(
    sources: Iterable[str | Path],
    *,
    path: Path | None = None,
    progress: bool = True,
    base_url: str = GEONAMES_URL,
    timeout_s: float = 30.0,
) -> Gazetteer:
    """Add country files to the gazetteer in a folder and build it anew.

    A source is an ISO 3166-1 alpha-2 code ("SY"), "all" for the full dump, or the path of a file of
    GeoNames' (.txt or .zip). Downloads are resumed where an earlier one broke off. FetchError when
    a file cannot be had, GazetteerError when one is in another format; the gazetteer then stays as
    it was.
    """
    folder = path or gazetteer_path()
    added = folder / ADDED
    added.mkdir(parents=True, exist_ok=True)
    kept: list[tuple[Path, Path]] = []
    try:
        for source in sources:
            incoming = added / f"{_target_name(source)}.new"
            if _is_code(source):
                fetch_file(
                    f"{base_url}{_file_name(str(source))}",
                    incoming,
                    timeout_s=timeout_s,
                    progress=progress,
                )
            else:
                _copy(Path(source), incoming)
            kept.append((incoming, incoming.with_suffix("")))
            check_file(incoming)
        return _put_in(kept, folder, progress=progress)
    finally:
        for incoming, _ in kept:
            incoming.unlink(missing_ok=True)


def fetch_file(url: str, target: Path, *, timeout_s: float, progress: bool) -> None:
    """Download a file beside its target, from where an earlier try broke off, and put it there."""
    part, stamp = target.with_name(f"{target.name}.part"), target.with_name(f"{target.name}.stamp")
    request = urllib.request.Request(url)  # noqa: S310 - the caller's own constant address
    done = part.stat().st_size if part.exists() and stamp.exists() else 0
    if done:
        request.add_header("Range", f"bytes={done}-")
        request.add_header("If-Range", stamp.read_text(encoding="ascii"))
    try:
        with urllib.request.urlopen(request, timeout=timeout_s) as response:  # noqa: S310
            resumed = response.status == 206
            validator = response.headers.get("ETag") or response.headers.get("Last-Modified")
            if validator:
                stamp.write_text(validator, encoding="ascii")
            else:
                stamp.unlink(missing_ok=True)
            _receive(response, part, done=done if resumed else 0, progress=progress)
    except urllib.error.HTTPError as error:
        if error.code == 416:  # the part is not of this file: begin anew next time
            part.unlink(missing_ok=True)
        raise FetchError(f"{url} answered {error.code}", remedy="try again later") from error
    except (OSError, HTTPException) as error:
        raise FetchError(
            f"{url} could not be fetched: {error}", remedy="try again; it goes on where it stopped"
        ) from error
    part.replace(target)
    stamp.unlink(missing_ok=True)


def _receive(response: HTTPResponse, part: Path, *, done: int, progress: bool) -> None:
    length = response.headers.get("Content-Length")
    expected = done + int(length) if length and length.isdigit() else None
    received = done
    with (
        part.open("ab" if done else "wb") as file,
        tqdm(
            total=expected, initial=done, desc=part.stem, unit="B", unit_scale=True,
            disable=None if progress else True,
        ) as bar,
    ):  # fmt: skip
        while chunk := response.read(_CHUNK):
            file.write(chunk)
            received += len(chunk)
            bar.update(len(chunk))
    if expected is not None and received < expected:
        raise OSError(f"the line broke after {received} of {expected} bytes")


def _put_in(kept: list[tuple[Path, Path]], folder: Path, *, progress: bool) -> Gazetteer:
    """Put the new files in the places of the old, build, and put the old back if that fails."""
    before: list[tuple[Path, Path]] = []
    try:
        for incoming, target in kept:
            old = target.with_name(f"{target.name}.old")
            before.append((target, old))
            if target.exists():
                target.replace(old)
            incoming.replace(target)
        gazetteer = open_gazetteer(folder, progress=progress)
    except BaseException:  # whoever interrupts it gets the old files back too
        for target, old in before:
            target.unlink(missing_ok=True)
            if old.exists():
                old.replace(target)
        raise
    for _, old in before:
        old.unlink(missing_ok=True)
    return gazetteer


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise GazetteerError(f"{source} cannot be read: {error}") from error


def _is_code(source: str | Path) -> bool:
    return isinstance(source, str) and (
        source.lower() == ALL or _CODE.fullmatch(source.upper()) is not None
    )


def _file_name(code: str) -> str:
    return "allCountries.zip" if code.lower() == ALL else f"{code.upper()}.zip"


def _target_name(source: str | Path) -> str:
    if _is_code(source):
        return _file_name(str(source))
    path = Path(source)
    if path.suffix not in {".txt", ".zip"}:
        raise GazetteerError(
            f"{path} is neither a country code nor a .txt or .zip file",
            remedy="give a code such as SY, 'all', or a file of GeoNames'",
        )
    return path.name
