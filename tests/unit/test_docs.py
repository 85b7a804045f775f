"""The commands that README and docs show exist, and their links lead somewhere."""

from __future__ import annotations

import re
import shlex
from importlib.util import find_spec
from pathlib import Path

import pytest

from dashboard.cli import MORE_VERBS
from geodata.cli import build_parser

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
VERBS = (
    "audit|ingest|import|extract|geoparse|geocode|events|export|snapshot|publish|stats|check|gazetteer"
    "|evaluate"
)
SHOWN = re.compile(rf"^(?:    )?(?:dateline|python -m geodata) ((?:{VERBS}) [^|\n]*)$", re.M)
LINKED = re.compile(r"\]\((?!https?://|#)([^)#]+)")
TARGETS = re.compile(r"^    make (\w+)", re.M)

BENCHMARKS = re.compile(r"^    python -m (benchmarks\.[^|\n]*)$", re.M)
SHOWN_BENCHMARKS = [
    command for page in PAGES for command in BENCHMARKS.findall(page.read_text(encoding="utf-8"))
]


def shown_commands() -> list[str]:
    return [
        command
        for page in PAGES
        for command in SHOWN.findall(page.read_text(encoding="utf-8"))
        if "..." not in command
    ]


@pytest.mark.parametrize("command", shown_commands())
def test_a_shown_command_is_one_that_the_parser_takes(command: str) -> None:
    words = shlex.split(command.split(" > ")[0], comments=True)
    options = build_parser(MORE_VERBS).parse_args(words)
    assert callable(options.run)


@pytest.mark.parametrize("command", SHOWN_BENCHMARKS)
def test_a_shown_benchmark_is_there_and_knows_its_options(command: str) -> None:
    module, *words = shlex.split(command)
    found = find_spec(module)
    assert found
    assert found.origin
    path = Path(found.origin)
    code = (path.with_name("__main__.py") if path.name == "__init__.py" else path).read_text(
        "utf-8"
    )
    for option in [word for word in words if word.startswith("--")]:
        assert f'"{option}"' in code, option


def test_the_quick_start_is_among_the_commands_tried() -> None:
    assert "ingest seeds" in shown_commands()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    for target in LINKED.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_makefile_has_every_target_that_the_readme_names() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in TARGETS.findall((ROOT / "README.md").read_text(encoding="utf-8")):
        assert re.search(rf"^{target}:", makefile, re.M), target
