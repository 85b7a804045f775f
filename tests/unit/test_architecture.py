"""The one-way flow of the design, read from the imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# From the ground up: each part may import what stands before it, and nothing that stands after.
ORDER = """
    model errors schema home protocols text folding fulltext gold
    articles gazetteer geocoding recognition resolution
    lexicon dates actors events llm incidents
    pipeline corpus
    rows delta mirror edits versions corrections store ingestion publication
    filters queries interchange
    evaluation cli __main__
""".split()
NETWORK = {"socket", "ssl", "http", "urllib3", "requests", "httpx", "aiohttp"}
LOCAL = {"urllib.request.url2pathname"}
MAY_USE_NETWORK = {"articles", "gazetteer", "geocoding", "llm"}
DRAWING = {"streamlit", "folium", "streamlit_folium", "branca", "dashboard"}


def iter_imports(path: Path) -> Iterator[str]:
    """The full names that a file imports, those inside functions among them."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part_of(name: str) -> str:
    """The part of the library that a full name belongs to: `geodata.events.x` is `events`."""
    return name.split(".")[1] if "." in name else ""


def iter_library() -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / "geodata").rglob("*.py")):
        part = path.relative_to(ROOT / "geodata").parts[0].removesuffix(".py")
        if part != "__init__":
            yield part, path


LIBRARY = tuple(iter_library())
IDS = [str(path.relative_to(ROOT)) for _, path in LIBRARY]


@pytest.mark.parametrize(("part", "path"), LIBRARY, ids=IDS)
def test_a_module_imports_only_what_stands_before_it(part: str, path: Path) -> None:
    assert part in ORDER, f"give {part} its place in the order"
    allowed = {*ORDER[: ORDER.index(part) + 1], "__version__"}
    used = {part_of(name) for name in iter_imports(path) if name.split(".")[0] == "geodata"}
    assert used <= allowed


@pytest.mark.parametrize(("part", "path"), LIBRARY, ids=IDS)
def test_the_library_draws_nothing_and_reaches_the_network_at_its_edges_only(
    part: str, path: Path
) -> None:
    names = set(iter_imports(path)) - LOCAL
    used = {name.split(".")[0] for name in names}
    assert not used & DRAWING
    if part not in MAY_USE_NETWORK:
        assert not used & NETWORK
        assert not {name for name in names if name.startswith("urllib.request")}


def test_the_order_names_every_part_of_the_library_and_no_other() -> None:
    missing = set(ORDER) - {part for part, _ in LIBRARY}
    assert not missing


def test_imports_inside_functions_are_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("def f():\n    from geodata.cli import main\n    import geodata.store\n")
    assert list(iter_imports(path)) == ["geodata.cli.main", "geodata.store"]
