"""Builds are whole or not there, whoever else builds."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from geodata.gazetteer import Entry, Gazetteer, build_gazetteer
from geodata.gazetteer.building import build_id, read_sources
from geodata.gazetteer.sorting import ExternalSorter
from geodata.gazetteer.spatial import CELL_KEY_BITS, cell_key
from geodata.model import Place


def entries(count: int) -> Iterator[Entry]:
    for number in range(count):
        place = Place(
            id=f"geonames:{number}",
            name=f"Town {number % 700}",
            latitude=number % 180 - 90,
            longitude=number % 360 - 180,
            feature_code="PPL",
            country_code="SY",
            population=number,
        )
        yield Entry(place=place, alternates=(f"Village {number}",))


def build_in_a_process(path: Path) -> None:
    build_gazetteer(entries(3000), path, sources={"test": "1"})


def test_an_interrupted_build_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[Entry]:
        yield from entries(10)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_gazetteer(broken(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_builders_at_the_same_time_all_end_with_one_whole_gazetteer(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(3, mp_context=context) as builders:
        list(builders.map(build_in_a_process, [tmp_path] * 3))  # raises what a builder raised
    (build,) = tmp_path.iterdir()
    gazetteer = Gazetteer(build)
    assert len(gazetteer) == 3000
    assert gazetteer.find("Village 2999")[0].population == 2999


def test_a_new_build_takes_the_place_of_the_old(tmp_path: Path) -> None:
    first = build_gazetteer(entries(5), tmp_path, sources={"test": "1"})
    reader = Gazetteer(first)
    second = build_gazetteer(entries(9), tmp_path, sources={"test": "2"})
    assert [path.name for path in tmp_path.iterdir()] == [second.name]
    assert len(Gazetteer(second)) == 9
    assert reader.find("Town 3")[0].id == "geonames:3"  # who had it open reads on


def test_a_half_made_folder_is_built_over(tmp_path: Path) -> None:
    half = tmp_path / build_id({"test": "1"})
    half.mkdir()
    (half / "key.bin").write_bytes(b"half")
    assert len(Gazetteer(build_gazetteer(entries(4), tmp_path, sources={"test": "1"}))) == 4


def test_an_added_file_and_a_changed_one_lead_to_another_build(tmp_path: Path) -> None:
    before = build_id(read_sources(tmp_path))
    added = tmp_path / "added"
    added.mkdir()
    (added / "SY.txt").write_text("one")
    with_file = build_id(read_sources(tmp_path))
    (added / "SY.txt").write_text("another")
    assert len({before, with_file, build_id(read_sources(tmp_path))}) == 3


def test_places_of_one_name_stay_in_order_over_all_partitions(tmp_path: Path) -> None:
    gazetteer = Gazetteer(build_gazetteer(entries(3000), tmp_path))
    for number in range(0, 700, 77):
        populations = [place.population for place in gazetteer.find(f"Town {number}")]
        assert len(populations) > 1
        assert populations == sorted(populations, reverse=True)


def test_the_sorter_gives_back_each_key_and_row_once_heaviest_first(tmp_path: Path) -> None:
    with ExternalSorter(tmp_path, name="test") as sorter:
        for key, row, kind, weight in [
            (2**63, 1, 1, 5.0), (7, 4, 0, 1.0), (2**63, 1, 0, 4.0), (7, 3, 0, 9.0), (7, 2, 2, 1.0),
        ]:  # fmt: skip
            sorter.add(key, row=row, kind=kind, weight=weight)
        records = [record for part in sorter.iter_sorted() for record in part.tolist()]
    assert records == [(7, 3, 0, 9.0), (7, 2, 2, 1.0), (7, 4, 0, 1.0), (2**63, 1, 0, 4.0)]
    assert list(tmp_path.iterdir()) == []


def test_keys_of_few_bits_are_spread_over_the_partitions_too(tmp_path: Path) -> None:
    last = cell_key(90.0, 179.9)
    with ExternalSorter(tmp_path, name="cells", key_bits=CELL_KEY_BITS) as sorter:
        for row in range(1000):
            sorter.add(row * last // 999, row=row)
        parts = [records["row"].tolist() for records in sorter.iter_sorted()]
    assert [row for part in parts for row in part] == list(range(1000))
    assert max(map(len, parts)) < 20
