"""GeoNames' country files: read, fetched, merged with what is there."""

from __future__ import annotations

import http.server
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.errors import FetchError, GazetteerError
from geodata.gazetteer import Entry, Gazetteer, build_gazetteer, open_gazetteer
from geodata.gazetteer.adding import add_country_files, fetch_file
from geodata.gazetteer.building import ADDED, added_files
from geodata.gazetteer.geonames_dump import SeenIds, iter_dump, iter_merged, parse_line
from geodata.model import Place

REGIONS = {"SY.09": "Aleppo", "SY.12": "Idlib"}


def line(
    geonameid: int, name: str, point: tuple[float, float] = (36.0, 37.0), *, alternates: str = "",
    feature: str = "P.PPL", country: str = "SY", admin1: str = "09", population: int = 0,
) -> str:  # fmt: skip
    kind, code = feature.split(".")
    return "\t".join(
        [
            str(geonameid), name, name.encode("ascii", "ignore").decode(), alternates,
            str(point[0]), str(point[1]), kind, code, country, "", admin1, "", "", "",
            str(population), "", "390", "Asia/Damascus", "2024-11-30",
        ]
    )  # fmt: skip


VILLAGE = line(9_000_001, "Tall Test", (36.31, 36.99), alternates="Tell Test,تل")
ALEPPO = line(170063, "Aleppo", (36.2, 37.2), alternates="Aleppo Testville", feature="P.PPLA")


def test_a_line_becomes_a_place_with_all_its_names() -> None:
    entry = parse_line(VILLAGE + "\n", regions=REGIONS)
    assert entry.place == Place(
        id="geonames:9000001",
        name="Tall Test",
        latitude=36.31,
        longitude=36.99,
        feature_code="PPL",
        country_code="SY",
        admin1="Aleppo",
        admin1_code="SY.09",
    )
    assert {"Tell Test", "تل"} <= set(entry.alternates)


@pytest.mark.parametrize(
    "bad",
    [
        "<html>not found</html>",
        VILLAGE.replace("36.31", "north"),
        VILLAGE.replace("36.31", "99"),
        VILLAGE.replace("36.31", "nan"),
        VILLAGE.replace("9000001", "-1"),
        VILLAGE + "\textra",
    ],
)
def test_a_line_of_another_format_is_named(tmp_path: Path, bad: str) -> None:
    file = tmp_path / "SY.txt"
    file.write_text(f"{ALEPPO}\n{bad}\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="line 2"):
        list(iter_dump(file, regions=REGIONS, seen=SeenIds()))


def test_a_zipped_file_is_read_without_its_readme(tmp_path: Path) -> None:
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "a readme\n" * 1000)
        archive.writestr("SY.txt", f"{ALEPPO}\n{VILLAGE}\n")
    found = [e.place.name for e in iter_dump(path, regions=REGIONS, seen=SeenIds())]
    assert found == ["Aleppo", "Tall Test"]


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken off", b"\xff\xfe\x00", b"\x00" * 5000])
def test_a_broken_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "SY.zip"
    path.write_bytes(content)
    with pytest.raises(GazetteerError, match=r"SY\.zip"):
        list(iter_dump(path, regions=REGIONS, seen=SeenIds()))


def test_a_place_in_two_files_counts_once(tmp_path: Path) -> None:
    one, two = tmp_path / "SY.txt", tmp_path / "allCountries.txt"
    one.write_text(f"{ALEPPO}\n{VILLAGE}\n", encoding="utf-8")
    two.write_text(f"{VILLAGE}\n{line(9_000_002, 'Other')}\n", encoding="utf-8")
    seen = SeenIds()
    names = [
        entry.place.name
        for file in (one, two)
        for entry in iter_dump(file, regions=REGIONS, seen=seen)
    ]
    assert names == ["Aleppo", "Tall Test", "Other"]


def test_a_place_that_is_known_is_merged_and_keeps_its_names(tmp_path: Path) -> None:
    known = Entry(
        place=Place(
            id="geonames:170063", name="Aleppo", latitude=36.1, longitude=37.1, feature_code="PPL",
            country_code="SY", population=2_000_000, radius_km=14.0,
        ),
        alternates=("Halab",),
        demonyms=("Aleppine",),
    )  # fmt: skip
    region = Entry(
        place=Place(
            id="geonames-admin1:SY.12", name="Idlib", latitude=35.0, longitude=36.0,
            feature_code="ADM1", country_code="SY", admin1_code="SY.12", radius_km=44.0,
        )
    )  # fmt: skip
    built_in = {entry.place.id: entry for entry in (known, region)}
    idlib = line(169387, "Muḩāfaz̧at Idlib", (35.8, 36.6), feature="A.ADM1", admin1="12")
    lines = (parse_line(text, regions=REGIONS) for text in (ALEPPO, idlib, VILLAGE))
    merged = list(iter_merged(built_in, lines))
    assert built_in == {}
    gazetteer = Gazetteer(build_gazetteer(merged, tmp_path))
    assert len(gazetteer) == 3
    (aleppo,) = gazetteer.find("Aleppo")
    assert (aleppo.latitude, aleppo.feature_code, aleppo.population) == (36.2, "PPLA", 2_000_000)
    assert gazetteer.find("Halab") == gazetteer.find("Aleppo Testville") == (aleppo,)
    assert gazetteer.find_demonym("Aleppine") == (aleppo,)
    (province,) = gazetteer.find("Idlib")
    assert (province.id, province.latitude, province.radius_km) == (region.place.id, 35.8, 44.0)


class BreakingHandler(http.server.BaseHTTPRequestHandler):
    """Serves files with ranges; breaks the line off half-way while told to."""

    files: dict[str, bytes] = {}  # noqa: RUF012 - a handler is made by the server
    break_off = False
    ranges: list[str | None] = []  # noqa: RUF012

    def do_GET(self) -> None:
        content = self.files.get(self.path.rpartition("/")[2])
        if content is None:
            self.send_error(404)
            return
        wanted = self.headers["Range"]
        type(self).ranges.append(wanted)
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        if start and self.headers["If-Range"] != '"one"':
            start = 0
        self.send_response(206 if start else 200)
        self.send_header("ETag", '"one"')
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        part = content[start:]
        self.wfile.write(part[: len(part) // 2] if self.break_off else part)

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def server() -> Iterator[str]:
    BreakingHandler.files, BreakingHandler.break_off, BreakingHandler.ranges = {}, False, []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), BreakingHandler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()


def test_a_download_that_broke_off_goes_on_where_it_stopped(tmp_path: Path, server: str) -> None:
    content = bytes(range(256)) * 4000
    BreakingHandler.files["SY.zip"] = content
    target = tmp_path / "SY.zip"
    BreakingHandler.break_off = True
    with pytest.raises(FetchError, match="could not be fetched"):
        fetch_file(f"{server}SY.zip", target, timeout_s=5, progress=False)
    assert not target.exists()
    BreakingHandler.break_off = False
    fetch_file(f"{server}SY.zip", target, timeout_s=5, progress=False)
    assert target.read_bytes() == content
    assert BreakingHandler.ranges == [None, f"bytes={len(content) // 2}-"]
    assert [path.name for path in tmp_path.iterdir()] == ["SY.zip"]


def test_a_missing_file_is_told_with_its_address(tmp_path: Path, server: str) -> None:
    with pytest.raises(FetchError, match=r"QQ\.zip answered 404"):
        fetch_file(f"{server}QQ.zip", tmp_path / "QQ.zip", timeout_s=5, progress=False)


def test_what_is_neither_code_nor_file_is_refused(tmp_path: Path) -> None:
    for source in ("Syria", "../SY", "S", tmp_path / "missing.txt"):
        with pytest.raises(GazetteerError):
            add_country_files([source], path=tmp_path, progress=False)


def test_country_files_are_added_to_the_built_in_places_and_a_bad_one_is_not(
    tmp_path: Path, server: str
) -> None:
    folder, local = tmp_path / "gazetteer", tmp_path / "XX.txt"
    archive = tmp_path / "SY.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("SY.txt", f"{ALEPPO}\n{VILLAGE}\n")
    BreakingHandler.files["SY.zip"] = archive.read_bytes()
    BreakingHandler.break_off = True
    with pytest.raises(FetchError):
        add_country_files(["sy"], path=folder, progress=False, base_url=server)
    assert added_files(folder) == []
    BreakingHandler.break_off = False
    gazetteer = add_country_files(["sy"], path=folder, progress=False, base_url=server)
    assert BreakingHandler.ranges[1] == f"bytes={archive.stat().st_size // 2}-"
    assert [path.name for path in (folder / ADDED).iterdir()] == ["SY.zip"]
    assert gazetteer.find("Tell Test")[0].admin1 == "Aleppo"
    assert gazetteer.find("Aleppo Testville")[0].population > 1_000_000  # the built-in's
    assert len([p for p in gazetteer.find("Aleppo") if p.id == "geonames:170063"]) == 1
    assert gazetteer.find("Springfield")
    local.write_text("this is no country file\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="line 1"):
        add_country_files([local], path=folder, progress=False)
    assert open_gazetteer(folder, progress=False).id == gazetteer.id


def test_who_interrupts_an_addition_keeps_the_files_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, given = tmp_path / "gazetteer", tmp_path / "XX.txt"
    (folder / ADDED).mkdir(parents=True)
    kept = folder / ADDED / "XX.txt"
    kept.write_text(f"{ALEPPO}\n", encoding="utf-8")
    given.write_text(f"{VILLAGE}\n", encoding="utf-8")

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("geodata.gazetteer.adding.open_gazetteer", interrupt)
    with pytest.raises(KeyboardInterrupt):
        add_country_files([given], path=folder, progress=False)
    assert [path.name for path in (folder / ADDED).iterdir()] == ["XX.txt"]
    assert kept.read_text(encoding="utf-8") == f"{ALEPPO}\n"
